package dev.gatehouse.client.managed;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of one handing-over of managed values, made at random and given along with them. It shows itself only on request. */
public final class ManagedKey {
    /** How many bytes it has. */
    public static final int BYTES = 32;

    private static final byte[] WINDOW_LABEL = "gatehouse managed window".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE_LABEL = "gatehouse managed value".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;
    private final long multiplier;

    /** A new key. */
    public static ManagedKey random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        try {
            return of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private ManagedKey(SecretKeySpec key) {
        this.key = key;
        byte[] first = mac().doFinal(WINDOW_LABEL);
        multiplier = Windows.at(first, 0) | 1;
    }

    /**
     * A key of random bytes, which are copied.
     *
     * @throws IllegalArgumentException there are not {@link #BYTES}
     */
    public static ManagedKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key of managed values has " + BYTES + " bytes, not " + bytes.length);
        }
        return new ManagedKey(new SecretKeySpec(bytes, "HmacSHA256"));
    }

    /** A copy of the bytes; the caller wipes it. */
    public byte[] reveal() {
        return key.getEncoded();
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
        }
    }

    /** The odd number that windows are multiplied by. */
    public long multiplier() {
        return multiplier;
    }

    /** A maker of values' HMACs, for one thread. */
    public ValueMac valueMac() {
        return new ValueMac(mac());
    }

    /** Makes the HMAC of a value: over the label, its length as eight bytes, the most significant first, and its bytes. */
    public static final class ValueMac {
        private final Mac mac;

        private ValueMac(Mac mac) {
            this.mac = mac;
        }

        /** The 32 bytes of a value's HMAC. */
        public byte[] of(byte[] bytes, int from, int length) {
            mac.update(VALUE_LABEL);
            for (int shift = 56; shift >= 0; shift -= 8) {
                mac.update((byte) ((long) length >>> shift));
            }
            mac.update(bytes, from, length);
            return mac.doFinal();
        }
    }

    @Override
    public String toString() {
        return "ManagedKey[redacted]";
    }
}
