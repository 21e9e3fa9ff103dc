package org.heliograph.asset;

/** What a file of the media library is to people. */
public enum MediaKind {
    IMAGE,
    VIDEO,
    AUDIO,
    DOCUMENT
}
