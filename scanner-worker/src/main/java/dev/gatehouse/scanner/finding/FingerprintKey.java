package dev.gatehouse.scanner.finding;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The installation's key for fingerprints. It is not shown. Safe for use by several threads. */
public final class FingerprintKey {
    /** The fewest bytes of a key. */
    public static final int MIN_BYTES = 32;

    private final SecretKeySpec key;

    private FingerprintKey(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * A key of random bytes, which are copied.
     *
     * @throws IllegalArgumentException there are fewer than {@link #MIN_BYTES}
     */
    public static FingerprintKey of(byte[] bytes) {
        if (bytes.length < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "a fingerprint key has at least " + MIN_BYTES + " bytes, not " + bytes.length);
        }
        return new FingerprintKey(new SecretKeySpec(bytes, "HmacSHA256"));
    }

    /** A maker of fingerprints, for one thread. */
    public Maker maker() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return new Maker(mac);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "FingerprintKey[redacted]";
    }

    /** Makes fingerprints, one after the other. */
    public static final class Maker {
        private final Mac mac;

        private Maker(Mac mac) {
            this.mac = mac;
        }

        /** The fingerprint of some bytes, which are left as they are. */
        public Fingerprint of(byte[] bytes, int from, int length) {
            mac.update(bytes, from, length);
            return new Fingerprint(HexFormat.of().formatHex(mac.doFinal()));
        }
    }
}
