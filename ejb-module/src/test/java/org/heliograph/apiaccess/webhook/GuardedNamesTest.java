package org.heliograph.apiaccess.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.heliograph.apiaccess.webhook.GuardedNames.RefusedHostException;
import org.junit.jupiter.api.Test;

class GuardedNamesTest {

    /** Answers every name with these. */
    private static DnsResolver names(String... addresses) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                InetAddress[] found = new InetAddress[addresses.length];
                for (int i = 0; i < found.length; i++) {
                    found[i] = InetAddress.getByName(addresses[i]);
                }
                return found;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    @Test
    void givesPublicAddresses() throws UnknownHostException {
        assertThat(new GuardedNames("", names("8.8.8.8", "1.1.1.1")).resolve("shop.example"))
                .hasSize(2);
    }

    @Test
    void refusesANameWithOneAddressInside() {
        assertThatThrownBy(() -> new GuardedNames("", names("8.8.8.8", "10.0.0.1")).resolve("shop.example"))
                .isInstanceOf(RefusedHostException.class);
    }

    @Test
    void refusesAddressesWrittenInUnusualWays() {
        GuardedNames names = new GuardedNames("");
        for (String host : List.of("127.0.0.1", "2130706433", "[::1]", "::ffff:127.0.0.1", "0")) {
            assertThatThrownBy(() -> names.resolve(host)).as(host).isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void givesHostsThatTheInstallationAllows() throws UnknownHostException {
        GuardedNames names = new GuardedNames("inside.example, Localhost", names("127.0.0.1"));
        assertThat(names.resolve("localhost")).hasSize(1);
        assertThat(names.resolve("INSIDE.example")).hasSize(1);
        assertThatThrownBy(() -> names.resolve("other.example")).isInstanceOf(RefusedHostException.class);
        assertThatThrownBy(() -> names.resolve("127.0.0.1")).isInstanceOf(RefusedHostException.class);
    }
}
