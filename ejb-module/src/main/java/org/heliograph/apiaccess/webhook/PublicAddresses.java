package org.heliograph.apiaccess.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Tells addresses of the public network from those that lead inside, to this machine, or nowhere. */
final class PublicAddresses {

    /** Loopback, private, link-local, shared (CGNAT), documentation, benchmarks, multicast, reserved, broadcast. */
    private static final List<Block> CLOSED_IPV4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    /** Of IPv6 only global unicast is public; local, unique local, multicast and mapped addresses are outside of it. */
    private static final Block OPEN_IPV6 = Block.of("2000::/3");

    /** Within it: tunnels, which can lead to any IPv4 address (Teredo, 6to4), and documentation. */
    private static final List<Block> CLOSED_IPV6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private record Block(byte[] start, int bits) {

        static Block of(String text) {
            String[] parts = text.split("/");
            try {
                return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if ((address[bit / Byte.SIZE] & mask) != (start[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private PublicAddresses() {}

    private static List<Block> blocks(String... texts) {
        return Stream.of(texts).map(Block::of).toList();
    }

    /** Java gives an IPv6 address that maps an IPv4 one as the latter. */
    static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean ipv4 = bytes.length == Integer.BYTES;
        return (ipv4 || OPEN_IPV6.contains(bytes))
                && (ipv4 ? CLOSED_IPV4 : CLOSED_IPV6).stream().noneMatch(block -> block.contains(bytes));
    }
}
