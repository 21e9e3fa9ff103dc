package org.heliograph.channel;

import jakarta.ejb.ApplicationException;

/** A message body that cannot be read, with the field at fault in words for whoever sent it. */
@ApplicationException(rollback = true)
public class InvalidContentException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    public InvalidContentException(String field, String detail) {
        super(detail);
        this.field = field;
    }

    /** Path of the field, for example {@code card.media.height}; empty for the body as a whole. */
    public String field() {
        return field;
    }
}
