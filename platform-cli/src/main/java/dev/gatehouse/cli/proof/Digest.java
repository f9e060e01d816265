package dev.gatehouse.cli.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A SHA-256 hash. */
public final class Digest {
    /** A hash's size. */
    static final int BYTES = 32;

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash that 32 bytes are. */
    static Digest of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new InvalidProof("a hash has " + bytes.length + " bytes, not " + BYTES);
        }
        return new Digest(bytes.clone());
    }

    /** The hash in standard base64. */
    static Digest parse(String base64) {
        return of(Base64Text.decode(base64, "a hash"));
    }

    /** Of parts, one after the other. */
    static Digest sha256(byte[]... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha256.update(part);
            }
            return new Digest(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Of a leaf with an entry (RFC 6962, section 2.1). */
    public static Digest leaf(byte[] entry) {
        return sha256(LEAF, entry);
    }

    /** Of a node (RFC 6962, section 2.1). */
    static Digest node(Digest left, Digest right) {
        return sha256(NODE, left.bytes, right.bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** In standard base64. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
