package org.heliograph.web.rest;

import org.heliograph.platform.error.BusinessException;

/** A body that does not have the form the API describes. */
class MalformedBodyException extends BusinessException {

    private static final long serialVersionUID = 1L;

    private final int status;

    MalformedBodyException(int status, String code, String field, Object... values) {
        super(code, field, values);
        this.status = status;
    }

    int status() {
        return status;
    }
}
