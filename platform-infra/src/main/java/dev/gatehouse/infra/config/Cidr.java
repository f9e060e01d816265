package dev.gatehouse.infra.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IPv4 addresses.
 *
 * @param address the first address, as a number without sign
 * @param prefix  how many leading bits are fixed
 */
public record Cidr(long address, int prefix) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    /** Refuses a block whose address has bits beyond its prefix. */
    public Cidr {
        if (prefix < 0 || prefix > 32 || address < 0 || address > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("is no block of IPv4 addresses");
        }
        if (address % size(prefix) != 0) {
            throw new IllegalArgumentException("has address bits beyond its prefix");
        }
    }

    /**
     * The block that a text such as {@code 10.20.0.0/16} names.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Cidr parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("has to look like 10.20.0.0/16");
        }
        long address = 0;
        for (int part = 1; part <= 4; part++) {
            int octet = Integer.parseInt(form.group(part));
            if (octet > 255) {
                throw new IllegalArgumentException("has a part above 255");
            }
            address = address * 256 + octet;
        }
        return new Cidr(address, Integer.parseInt(form.group(5)));
    }

    /** The block of the given prefix at an index, counted from this block's start. */
    public Cidr subnet(int newPrefix, int index) {
        if (newPrefix < prefix || newPrefix > 32 || index < 0 || index >= size(prefix) / size(newPrefix)) {
            throw new IllegalArgumentException("has no block /" + newPrefix + " number " + index);
        }
        return new Cidr(address + index * size(newPrefix), newPrefix);
    }

    /** Whether the two have an address in common. */
    public boolean overlaps(Cidr other) {
        return address < other.address + size(other.prefix) && other.address < address + size(prefix);
    }

    /** Whether the block lies in those that RFC 1918 sets aside. */
    public boolean isPrivate() {
        return within("10.0.0.0/8") || within("172.16.0.0/12") || within("192.168.0.0/16");
    }

    private boolean within(String range) {
        Cidr outer = parse(range);
        return prefix >= outer.prefix && overlaps(outer);
    }

    private static long size(int prefix) {
        return 1L << (32 - prefix);
    }

    @Override
    public String toString() {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255) + "/"
                + prefix;
    }
}
