package org.heliograph.local;

/** The product cannot start or go on; the message is one clear line for the person at the terminal. */
public class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
