package dev.gatehouse.scanner.engine;

import dev.gatehouse.client.managed.ManagedKey;
import dev.gatehouse.client.managed.ManagedValue;
import dev.gatehouse.client.managed.Windows;
import java.util.Comparator;
import java.util.List;

/**
 * The platform's own secrets, known by keyed fingerprints. config-service makes them; the scanner never gets a value.
 * The form is {@link dev.gatehouse.client.managed}'s.
 *
 * <p>One entry does for all encodings: the scanner decodes runs of base64 at every alignment, runs of hexadecimal digits, and
 * percent and backslash escapes, and looks for the value in what comes out.
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

    /** How many there are. */
    public int size() {
        return values.length;
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
