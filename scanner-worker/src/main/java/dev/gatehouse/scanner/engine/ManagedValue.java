package dev.gatehouse.scanner.engine;

import java.util.Arrays;

/**
 * One version of one of the platform's own secrets, without its value. See {@link ManagedValues}.
 *
 * @param owner the secret's name
 * @param version its version's id
 * @param length how many bytes the value has, from 8 to {@link #LONGEST}
 * @param window what is kept of its first eight bytes
 * @param mac the HMAC of the value, 32 bytes
 */
public record ManagedValue(String owner, String version, int length, int window, byte[] mac) {
    /** The fewest bytes that can be looked for. */
    public static final int SHORTEST = Windows.BYTES;
    /** The most bytes that can be looked for. */
    public static final int LONGEST = 8192;

    private static final int MAC_BYTES = 32;

    public ManagedValue {
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException(
                    "a managed value has from " + SHORTEST + " to " + LONGEST + " bytes, not " + length);
        }
        if (mac.length != MAC_BYTES) {
            throw new IllegalArgumentException("a managed value's HMAC has " + MAC_BYTES + " bytes, not " + mac.length);
        }
        mac = mac.clone();
    }

    /** What is handed over for a value; the form that config-service follows, and what tests use. */
    public static ManagedValue of(ManagedKey key, String owner, String version, byte[] value) {
        if (value.length < SHORTEST || value.length > LONGEST) {
            throw new IllegalArgumentException(
                    "a managed value has from " + SHORTEST + " to " + LONGEST + " bytes, not " + value.length);
        }
        return new ManagedValue(
                owner,
                version,
                value.length,
                Windows.hash(Windows.at(value, 0), key.multiplier()),
                key.valueMac().of(value, 0, value.length));
    }

    @Override
    public byte[] mac() {
        return mac.clone();
    }

    boolean hasMac(byte[] other) {
        return java.security.MessageDigest.isEqual(mac, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ManagedValue that
                && owner.equals(that.owner)
                && version.equals(that.version)
                && length == that.length
                && window == that.window
                && Arrays.equals(mac, that.mac);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(mac);
    }

    @Override
    public String toString() {
        return "ManagedValue[" + owner + "@" + version + "]";
    }
}
