package dev.gatehouse.service.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of a token of this service: {@code gh_<id>_<secret>_<checksum>}, 66 characters.
 *
 * <p>The id (12 characters) names the token's record. The secret (43) carries 256 bits. Both are base62, so that a
 * double click marks the whole. The checksum is the CRC-32 of everything before its underscore, in base62 (6): a mistyped
 * token costs no read of the store, and a scanner tells a token from what only looks like one.
 */
final class AccessToken {
    static final String PREFIX = "gh_";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int CHECKSUM_START = PREFIX.length() + ID_LENGTH + 1 + SECRET_LENGTH + 1;
    private static final Pattern FORM = Pattern.compile("gh_([0-9A-Za-z]{" + ID_LENGTH + "})_([0-9A-Za-z]{"
            + SECRET_LENGTH + "})_([0-9A-Za-z]{" + CHECKSUM_LENGTH + "})");
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{" + ID_LENGTH + "}");

    private final String id;
    private final String secret;

    private AccessToken(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    /** The token that a text is; empty where it is none, or its checksum is wrong. */
    static Optional<AccessToken> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        AccessToken token = new AccessToken(matcher.group(1), matcher.group(2));
        return token.reveal().substring(CHECKSUM_START).equals(matcher.group(3))
                ? Optional.of(token)
                : Optional.empty();
    }

    /** A new token. The random source has to be a cryptographic one. */
    static AccessToken random(RandomGenerator random) {
        return new AccessToken(digits(random, ID_LENGTH), digits(random, SECRET_LENGTH));
    }

    /** Whether a text has the form of an id. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    String id() {
        return id;
    }

    /** The whole text, for the one who is given the token. */
    String reveal() {
        String body = PREFIX + id + "_" + secret;
        return body + "_" + checksum(body);
    }

    /** SHA-256 of the secret part, base64url: with 256 random bits there is nothing for a slow hash to slow down. */
    String hash() {
        byte[] digest = sha256().digest(secret.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    /** Whether the hash is this token's, in a time that does not depend on where they differ. */
    boolean hashesTo(String other) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return PREFIX + id + "_[redacted]";
    }

    private static String digits(RandomGenerator random, int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return digits.toString();
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        char[] digits = new char[CHECKSUM_LENGTH];
        long rest = crc.getValue();
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
