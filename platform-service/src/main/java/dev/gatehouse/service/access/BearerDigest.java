package dev.gatehouse.service.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a bearer token: what is remembered in its place, so that no cache holds a credential. */
record BearerDigest(long a, long b, long c, long d) {
    static BearerDigest of(String bearer) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            ByteBuffer digest = ByteBuffer.wrap(sha256.digest(bearer.getBytes(StandardCharsets.UTF_8)));
            return new BearerDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
