package org.heliograph.channel;

/** Gives each account the place where its news goes; the message domain implements it. */
public interface ProviderEventsSource {

    ProviderEvents of(long companyId, ProviderAccount account);
}
