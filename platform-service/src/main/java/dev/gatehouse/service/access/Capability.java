package dev.gatehouse.service.access;

import java.util.regex.Pattern;

/**
 * What a policy can allow or deny, as policies and the audit trail write it. None implies another: an administrator that
 * should read is also given read. Which there are, each service says by its {@link Vocabulary}.
 *
 * @param word 1 to 32 of a-z and -, first a letter
 */
public record Capability(String word) {
    // Before the constants: making one asks for it.
    private static final Pattern FORM = Pattern.compile("[a-z][a-z-]{0,31}");

    /** Mint and revoke tokens, and what else a service takes for administration. Every service has it. */
    public static final Capability ADMIN = new Capability("admin");

    /** @throws IllegalArgumentException the word is none */
    public Capability {
        if (!FORM.matcher(word).matches()) {
            throw new IllegalArgumentException("a capability is 1 to 32 of a-z and -, first a letter");
        }
    }

    @Override
    public String toString() {
        return word;
    }
}
