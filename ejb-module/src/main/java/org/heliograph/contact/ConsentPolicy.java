package org.heliograph.contact;

/**
 * How a company's contacts opt back in, and what they are told.
 *
 * @param optOutText sent to who has opted out by a message; null for nothing
 * @param optInText sent to who has opted back in by a message; null for nothing
 * @param helpText sent to who asks for help by a word; null for nothing
 */
public record ConsentPolicy(OptIn optIn, String optOutText, String optInText, String helpText) {

    public static final ConsentPolicy DEFAULT = new ConsentPolicy(OptIn.ANY_MESSAGE, null, null, null);

    /** What opts a contact back in. */
    public enum OptIn {
        /** Whatever the contact writes, unless it opts out. */
        ANY_MESSAGE,
        /** Only a word that is meant for it. */
        WORDS
    }
}
