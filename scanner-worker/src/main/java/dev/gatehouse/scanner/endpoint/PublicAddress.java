package dev.gatehouse.scanner.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells public addresses from those of one's own machine, network and cloud. Source: IANA's registries of special-purpose
 * addresses for IPv4 and IPv6.
 */
final class PublicAddress {
    private static final int IPV6 = 16;

    private static final List<Block> CLOSED = List.of(
            Block.of("0.0.0.0", 8),
            Block.of("10.0.0.0", 8),
            Block.of("100.64.0.0", 10),
            Block.of("127.0.0.0", 8),
            Block.of("169.254.0.0", 16),
            Block.of("172.16.0.0", 12),
            Block.of("192.0.0.0", 24),
            Block.of("192.0.2.0", 24),
            Block.of("192.88.99.0", 24),
            Block.of("192.168.0.0", 16),
            Block.of("198.18.0.0", 15),
            Block.of("198.51.100.0", 24),
            Block.of("203.0.113.0", 24),
            Block.of("224.0.0.0", 4),
            Block.of("240.0.0.0", 4),
            Block.of("100::", 64),
            Block.of("2001::", 23),
            Block.of("2001:db8::", 32),
            Block.of("3fff::", 20),
            Block.of("5f00::", 16),
            Block.of("fc00::", 7),
            Block.of("fe80::", 10),
            Block.of("fec0::", 10),
            Block.of("ff00::", 8));

    /** Those that hold an IPv4 address, and where: it is what they lead to. */
    private static final List<Holder> HOLDERS = List.of(
            new Holder(new Block(mapped(), 96), 12),
            new Holder(Block.of("::", 96), 12),
            new Holder(Block.of("64:ff9b::", 96), 12),
            new Holder(Block.of("64:ff9b:1::", 48), 12),
            new Holder(Block.of("2002::", 16), 2));

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        return isPublic(address.getAddress());
    }

    /** The same of four or sixteen bytes. */
    static boolean isPublic(byte[] address) {
        if (address.length == IPV6) {
            for (Holder holder : HOLDERS) {
                if (holder.block().holds(address)) {
                    return isPublic(Arrays.copyOfRange(address, holder.at(), holder.at() + 4));
                }
            }
        }
        return CLOSED.stream().noneMatch(block -> block.holds(address));
    }

    /** {@code ::ffff:0:0}, which Java reads as the IPv4 address itself. */
    private static byte[] mapped() {
        byte[] prefix = new byte[IPV6];
        prefix[10] = (byte) 0xff;
        prefix[11] = (byte) 0xff;
        return prefix;
    }

    private record Holder(Block block, int at) {}

    /** All addresses that begin with the same bits. */
    @SuppressWarnings("ArrayRecordComponent") // It is never compared, and never leaves this class.
    private record Block(byte[] prefix, int bits) {
        static Block of(String prefix, int bits) {
            try {
                return new Block(InetAddress.getByName(prefix).getAddress(), bits);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("no address: " + prefix, e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
