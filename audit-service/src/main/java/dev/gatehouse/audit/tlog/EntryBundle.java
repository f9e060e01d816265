package dev.gatehouse.audit.tlog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A bundle of entries as C2SP tlog-tiles has it: for each entry its length, a big-endian uint16, and its bytes. One to
 * 256 entries.
 */
public final class EntryBundle {
    /** The most bytes of an entry. */
    public static final int MAX_ENTRY_BYTES = 0xFFFF;

    private static final String WHAT = "entry bundle";

    private EntryBundle() {}

    /**
     * The bundle's bytes.
     *
     * @throws IllegalArgumentException there are no entries or more than 256, or one is longer than
     *     {@value #MAX_ENTRY_BYTES} bytes
     */
    public static byte[] encode(List<byte[]> entries) {
        if (entries.isEmpty() || entries.size() > TilePath.FULL_WIDTH) {
            throw new IllegalArgumentException("a bundle has 1 to 256 entries, not " + entries.size());
        }
        int bytes = entries.stream().mapToInt(EntryBundle::encodedBytes).sum();
        ByteBuffer bundle = ByteBuffer.allocate(bytes);
        for (byte[] entry : entries) {
            bundle.putShort((short) entry.length).put(entry);
        }
        return bundle.array();
    }

    private static int encodedBytes(byte[] entry) {
        if (entry.length > MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException(
                    "an entry has at most " + MAX_ENTRY_BYTES + " bytes, not " + entry.length);
        }
        return Short.BYTES + entry.length;
    }

    /**
     * The entries of a bundle.
     *
     * @throws InvalidFormat it ends inside an entry, or has none or more than 256
     */
    public static List<byte[]> decode(byte[] bundle) {
        List<byte[]> entries = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(bundle);
        while (rest.hasRemaining()) {
            if (entries.size() == TilePath.FULL_WIDTH) {
                throw new InvalidFormat(WHAT, "bytes follow the 256th entry, at " + rest.position());
            }
            entries.add(next(rest, entries.size()));
        }
        if (entries.isEmpty()) {
            throw new InvalidFormat(WHAT, "it is empty");
        }
        return entries;
    }

    private static byte[] next(ByteBuffer rest, int index) {
        if (rest.remaining() < Short.BYTES) {
            throw new InvalidFormat(WHAT, "it ends inside the length of entry " + index);
        }
        int length = Short.toUnsignedInt(rest.getShort());
        if (rest.remaining() < length) {
            throw new InvalidFormat(WHAT, "it ends inside entry " + index);
        }
        byte[] entry = new byte[length];
        rest.get(entry);
        return entry;
    }
}
