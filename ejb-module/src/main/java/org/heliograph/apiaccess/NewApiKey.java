package org.heliograph.apiaccess;

/**
 * A key just made.
 *
 * @param key the whole key, which nobody can read again
 */
public record NewApiKey(long id, String key) {}
