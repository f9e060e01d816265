package dev.gatehouse.scanner.engine;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that config-service makes for one handing-over of managed values, at random, and gives along with them. It is not
 * shown. See {@link ManagedValues} for what is done with it.
 */
public final class ManagedKey {
    /** How many bytes it has. */
    public static final int BYTES = 32;

    private static final byte[] WINDOW_LABEL = "gatehouse managed window".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE_LABEL = "gatehouse managed value".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;
    private final long multiplier;

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
    long multiplier() {
        return multiplier;
    }

    /** A maker of values' HMACs, for one thread. */
    ValueMac valueMac() {
        return new ValueMac(mac());
    }

    /** Makes the HMAC of a value: over the label, its length as eight bytes, the most significant first, and its bytes. */
    static final class ValueMac {
        private final Mac mac;

        private ValueMac(Mac mac) {
            this.mac = mac;
        }

        byte[] of(byte[] bytes, int from, int length) {
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
