package org.heliograph.contact;

import org.heliograph.platform.error.ConflictException;

/** Messages that a domain above keeps and that name attributes in placeholders. Found by its type. */
public interface PlaceholderUse {

    /**
     * Lets the kept messages follow an attribute that is renamed, within the caller's transaction.
     *
     * @throws ConflictException if one of them is being sent: those who are left would read nothing in its place
     */
    void rename(String before, String after);

    /** @throws ConflictException naming some that use the attribute */
    void checkUnused(String attribute);
}
