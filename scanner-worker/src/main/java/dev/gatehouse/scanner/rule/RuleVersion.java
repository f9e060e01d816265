package dev.gatehouse.scanner.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/**
 * A hash of a rule's content (not of its description, samples or tags): it changes when what the rule finds may change.
 *
 * @param text 32 lower-case hexadecimal digits
 */
public record RuleVersion(String text) {
    private static final int BYTES = 16;

    /** The version of some content, given in parts; each part counts with its length, so that none runs into the next. */
    static RuleVersion of(Collection<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return new RuleVersion(HexFormat.of().formatHex(digest.digest(), 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
