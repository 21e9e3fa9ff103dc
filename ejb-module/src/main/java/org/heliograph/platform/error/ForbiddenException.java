package org.heliograph.platform.error;

import jakarta.ejb.ApplicationException;

/** The caller may not do this. */
@ApplicationException(rollback = true)
public class ForbiddenException extends BusinessException {

    private static final long serialVersionUID = 1L;

    public ForbiddenException(String code, String field, Object... values) {
        super(code, field, values);
    }
}
