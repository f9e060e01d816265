package dev.gatehouse.scanner.engine;

import java.util.HexFormat;

/**
 * One version of one of the platform's own secrets, without its value. See {@link ManagedValues}.
 *
 * @param owner the secret's name
 * @param version its version's id
 * @param length how many bytes the value has, from 8 to {@link #LONGEST}
 * @param window what is kept of its first eight bytes
 * @param mac the HMAC of the value, as 64 lower-case hexadecimal digits
 */
public record ManagedValue(String owner, String version, int length, int window, String mac) {
    /** The fewest bytes that can be looked for. */
    public static final int SHORTEST = Windows.BYTES;
    /** The most bytes that can be looked for. */
    public static final int LONGEST = 8192;

    private static final int MAC_DIGITS = 64;

    public ManagedValue {
        requireLength(length);
        if (mac.length() != MAC_DIGITS
                || !mac.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new IllegalArgumentException("a managed value's HMAC is 64 lower-case hexadecimal digits");
        }
    }

    private static void requireLength(int length) {
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException(
                    "a managed value has from " + SHORTEST + " to " + LONGEST + " bytes, not " + length);
        }
    }

    /** What is handed over for a value; the form that config-service follows, and what tests use. */
    public static ManagedValue of(ManagedKey key, String owner, String version, byte[] value) {
        requireLength(value.length);
        return new ManagedValue(
                owner,
                version,
                value.length,
                Windows.hash(Windows.at(value, 0), key.multiplier()),
                HexFormat.of().formatHex(key.valueMac().of(value, 0, value.length)));
    }

    boolean hasMac(byte[] other) {
        return mac.equals(HexFormat.of().formatHex(other));
    }
}
