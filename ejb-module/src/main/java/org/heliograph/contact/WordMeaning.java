package org.heliograph.contact;

/** What a message means that is a word of the company. */
public enum WordMeaning {
    OPT_OUT,
    OPT_IN,
    /** Asks what this is about; changes nothing. */
    HELP
}
