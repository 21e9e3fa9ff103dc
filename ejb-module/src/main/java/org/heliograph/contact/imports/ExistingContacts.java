package org.heliograph.contact.imports;

/** What an import does with a row whose number is a contact already. */
public enum ExistingContacts {
    /** Leaves the contact as it is. */
    SKIP,
    /** Replaces the mapped attributes; an empty cell clears its attribute. */
    OVERRIDE,
    /** Fills those mapped attributes that are empty. */
    ENRICH
}
