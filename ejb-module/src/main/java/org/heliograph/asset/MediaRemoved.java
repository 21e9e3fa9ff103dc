package org.heliograph.asset;

/** A file of the library is to go once its row has gone. */
public record MediaRemoved(long companyId, String token) {}
