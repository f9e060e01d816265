package dev.gatehouse.audit.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes digests by copying one: looking the algorithm up takes longer than hashing a short event. */
final class Sha256 {
    private static final MessageDigest PROTOTYPE = prototype();

    private Sha256() {}

    static MessageDigest get() {
        try {
            return (MessageDigest) PROTOTYPE.clone();
        } catch (CloneNotSupportedException e) {
            return prototype();
        }
    }

    private static MessageDigest prototype() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }
}
