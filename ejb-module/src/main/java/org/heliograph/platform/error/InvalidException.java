package org.heliograph.platform.error;

import jakarta.ejb.ApplicationException;

/** The input breaks a rule. */
@ApplicationException(rollback = true)
public class InvalidException extends BusinessException {

    private static final long serialVersionUID = 1L;

    public InvalidException(String code, String field, Object... values) {
        super(code, field, values);
    }
}
