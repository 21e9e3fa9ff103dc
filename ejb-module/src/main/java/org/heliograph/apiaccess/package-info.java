/**
 * How a client's own systems get in: API keys with their scopes and senders, and what they may ask for.
 *
 * <p>A key is random and stored as a hash, so whoever reads the database cannot use it. A check of a key is good for a few
 * seconds on each server; a failed one is never remembered, so a new key works at once.
 */
package org.heliograph.apiaccess;
