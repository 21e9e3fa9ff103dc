package org.heliograph.platform.error;

import jakarta.ejb.ApplicationException;

/** The thing is not in a state that allows this, or somebody else changed it meanwhile. */
@ApplicationException(rollback = true)
public class ConflictException extends BusinessException {

    private static final long serialVersionUID = 1L;

    public ConflictException(String code, String field, Object... values) {
        super(code, field, values);
    }
}
