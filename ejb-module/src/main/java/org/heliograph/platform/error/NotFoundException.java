package org.heliograph.platform.error;

import jakarta.ejb.ApplicationException;

/** There is no such thing, or it belongs to another company. */
@ApplicationException(rollback = true)
public class NotFoundException extends BusinessException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(String code, String field, Object... values) {
        super(code, field, values);
    }
}
