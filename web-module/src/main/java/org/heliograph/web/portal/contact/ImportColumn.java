package org.heliograph.web.portal.contact;

import java.io.Serializable;
import java.util.List;

/** A column of the file on the mapping page: its name, what stands in it, and what it becomes. */
public class ImportColumn implements Serializable {

    /** The choice that makes a column the contact's number. */
    static final String PHONE = "phone";

    private static final long serialVersionUID = 1L;

    private final int index;
    private final String header;
    private final List<String> samples;
    private String choice;

    ImportColumn(int index, String header, List<String> samples, String choice) {
        this.index = index;
        this.header = header;
        this.samples = List.copyOf(samples);
        this.choice = choice;
    }

    public int getIndex() {
        return index;
    }

    public String getHeader() {
        return header;
    }

    public List<String> getSamples() {
        return samples;
    }

    /** {@code phone}, the id of an attribute, or null for nothing. */
    public String getChoice() {
        return choice;
    }

    public void setChoice(String choice) {
        this.choice = choice;
    }
}
