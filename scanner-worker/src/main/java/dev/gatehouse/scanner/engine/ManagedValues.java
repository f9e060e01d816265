package dev.gatehouse.scanner.engine;

import java.util.Comparator;
import java.util.List;

/**
 * The platform's own secrets, known by keyed fingerprints. config-service makes them; the scanner never gets a value.
 *
 * <p><b>The form that is handed over.</b> For one handing-over config-service makes a {@link ManagedKey} of 32 random bytes,
 * K, and gives K with an entry for each version of each secret that is from 8 to 8192 bytes long: owner, version, length in
 * bytes, window and mac, where
 * <ul>
 *   <li>m is the first eight bytes of HMAC-SHA-256(K, "gatehouse managed window"), the least significant first, with its
 *       lowest bit set;
 *   <li>window is the upper 32 bits of the product, modulo 2^64, of m and the value's first eight bytes, the least
 *       significant first;
 *   <li>mac is HMAC-SHA-256(K, "gatehouse managed value" || length as eight bytes, most significant first || value).
 * </ul>
 *
 * <p>One entry does for all encodings: the scanner decodes runs of base64 at every alignment, runs of hexadecimal digits, and
 * percent and backslash escapes, and looks for the value in what comes out.
 *
 * <p><b>What a holder of K and the entries can learn:</b> up to 32 bits about a value's first eight bytes, and whether a
 * guess is right. So a value that can be guessed can be guessed here too; a random one of 16 bytes or more can't be found
 * out. They are to be kept in memory, and a new K is made each time, so that two handings-over can't be joined.
 */
public final class ManagedValues {
    /** No managed value. */
    public static final ManagedValues NONE = new ManagedValues(ManagedKey.of(new byte[ManagedKey.BYTES]), List.of());

    private static final int FILTER_BITS = 18;
    private static final int FILTER_SHIFT = 32 - FILTER_BITS;

    private final ManagedKey key;
    private final ManagedValue[] values;
    private final int[] windows;
    private final long[] filter = new long[1 << (FILTER_BITS - 6)];

    private ManagedValues(ManagedKey key, List<ManagedValue> values) {
        this.key = key;
        this.values = values.stream()
                .sorted(Comparator.comparingInt(ManagedValue::window))
                .toArray(ManagedValue[]::new);
        windows = new int[this.values.length];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = this.values[i].window();
            int bit = windows[i] >>> FILTER_SHIFT;
            filter[bit >> 6] |= 1L << bit;
        }
    }

    /** The values of a handing-over. */
    public static ManagedValues of(ManagedKey key, List<ManagedValue> values) {
        return new ManagedValues(key, values);
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    ManagedKey key() {
        return key;
    }

    /** Takes a value that was found. */
    interface Hits {
        void hit(ManagedValue value, int start);
    }

    /** Looks for every value that begins from {@code from} on and before {@code to}. */
    void find(byte[] bytes, int from, int to, int length, ManagedKey.ValueMac mac, Hits hits) {
        long multiplier = key.multiplier();
        long[] bits = filter;
        int last = Math.min(to, length - Windows.BYTES + 1);
        for (int i = from; i < last; i++) {
            int hash = Windows.hash(Windows.at(bytes, i), multiplier);
            int bit = hash >>> FILTER_SHIFT;
            if ((bits[bit >> 6] >>> bit & 1) != 0) {
                check(hash, bytes, i, length, mac, hits);
            }
        }
    }

    private void check(int hash, byte[] bytes, int at, int length, ManagedKey.ValueMac mac, Hits hits) {
        int found = java.util.Arrays.binarySearch(windows, hash);
        if (found < 0) {
            return;
        }
        while (found > 0 && windows[found - 1] == hash) {
            found--;
        }
        for (int i = found; i < windows.length && windows[i] == hash; i++) {
            ManagedValue value = values[i];
            if (at + value.length() <= length && value.hasMac(mac.of(bytes, at, value.length()))) {
                hits.hit(value, at);
            }
        }
    }
}
