package dev.gatehouse.scanner.finding;

import java.util.regex.Pattern;

/**
 * HMAC-SHA-256 of a secret's bytes under the installation's key. No position is in it, so one secret in ten places has
 * one fingerprint, and a baseline survives edits. Without the key it can't be tested against guesses.
 *
 * @param text 64 lower-case hexadecimal digits
 */
public record Fingerprint(String text) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public Fingerprint {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a fingerprint is 64 lower-case hexadecimal digits");
        }
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
