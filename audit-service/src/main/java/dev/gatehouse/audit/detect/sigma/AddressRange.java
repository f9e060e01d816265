package dev.gatehouse.audit.detect.sigma;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of network addresses in CIDR's notation. Nothing is ever looked up: a host's name is in no range.
 *
 * @param first an address of the range
 * @param bits how many of its leading bits all addresses of the range share
 */
record AddressRange(InetAddress first, int bits) {
    /** The range of a text such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; empty where it is none. */
    static Optional<AddressRange> of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(text.substring(slash + 1));
        return address(text.substring(0, slash))
                .filter(address -> bits <= address.getAddress().length * 8)
                .map(address -> new AddressRange(address, bits));
    }

    boolean contains(String text) {
        return address(text).filter(this::contains).isPresent();
    }

    private boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
            if (((mine[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<InetAddress> address(String text) {
        // The JDK's reader of literals also takes 10.1 and 1; four numbers are what an address is here.
        boolean literal = text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || text.matches("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
        if (!literal || text.length() > 45) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
