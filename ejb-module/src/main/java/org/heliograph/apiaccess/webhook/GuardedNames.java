package org.heliograph.apiaccess.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Turns the names of hosts into addresses, and refuses names that have one off the public network. The connection is made
 * to the addresses given here, so a name that changes its answer between check and use gains nothing.
 */
final class GuardedNames implements DnsResolver {

    private final Set<String> allowed;
    private final DnsResolver names;

    /** @param allowed hosts, separated by commas, that may be anywhere */
    GuardedNames(String allowed) {
        this(allowed, SystemDefaultDnsResolver.INSTANCE);
    }

    GuardedNames(String allowed, DnsResolver names) {
        this.allowed = Stream.of(allowed.split(","))
                .map(host -> host.trim().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        this.names = names;
    }

    /** Updates may not go there. */
    static final class RefusedHostException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedHostException(String host) {
            super(host);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        boolean isPublic = Stream.of(addresses).allMatch(PublicAddresses::contains);
        if (!isPublic && !allowed.contains(host.toLowerCase(Locale.ROOT))) {
            throw new RefusedHostException(host);
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return host;
    }
}
