package org.heliograph.platform.error;

import jakarta.ejb.ApplicationException;
import java.util.List;

/** A rule of the business refuses the request. The transaction is rolled back; nothing is half-done. */
@ApplicationException(rollback = true)
public class BusinessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String field;
    private final transient List<Object> values;

    /**
     * @param field the input at fault, null if it is none in particular
     * @param values what the text of the code refers to as {0}, {1} …
     */
    public BusinessException(String code, String field, Object... values) {
        super(code + (field == null ? "" : " (" + field + ")") + (values.length == 0 ? "" : " " + List.of(values)));
        this.code = code;
        this.field = field;
        this.values = List.of(values);
    }

    public String code() {
        return code;
    }

    public String field() {
        return field;
    }

    public List<Object> values() {
        return values == null ? List.of() : values;
    }
}
