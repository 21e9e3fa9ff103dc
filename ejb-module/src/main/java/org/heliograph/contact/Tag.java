package org.heliograph.contact;

import java.io.Serializable;

/** A static mark on contacts: it stays until a user takes it away. */
public record Tag(long id, String name) implements Serializable {

    // Read by pages.
    public long getId() {
        return id;
    }

    public String getName() {
        return name;
    }
}
