package org.heliograph.web.portal.contact;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.heliograph.contact.Attribute;

/** An attribute's input in a form; whatever the input, the value is a text. */
public class AttributeField implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Attribute attribute;
    private String text;

    AttributeField(Attribute attribute, Object value) {
        this.attribute = attribute;
        if (value instanceof Double || value instanceof Float) {
            text = BigDecimal.valueOf(((Number) value).doubleValue()).toPlainString();
        } else {
            text = value == null ? null : value.toString();
        }
    }

    public Attribute getAttribute() {
        return attribute;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    /** A date attribute's value; null if there is none. */
    public LocalDate getDate() {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    public void setDate(LocalDate date) {
        text = date == null ? null : date.toString();
    }
}
