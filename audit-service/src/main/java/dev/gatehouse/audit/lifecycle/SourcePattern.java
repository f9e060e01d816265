package dev.gatehouse.audit.lifecycle;

import dev.gatehouse.audit.event.EventKey;

/**
 * Which sources a hold is about: a source's name, or one with {@code /**} behind it for itself and all below; {@code **}
 * alone is every source.
 *
 * @param text as it is written, for instance {@code cloudtrail/**}
 */
public record SourcePattern(String text) {
    private static final String ALL = "**";
    private static final String BELOW = "/**";

    /** @throws IllegalArgumentException it is none; the message says why, not its text */
    public SourcePattern {
        if (!text.equals(ALL)) {
            // A source's own rules, and its own messages.
            new EventKey(root(text), "u").source();
            if (root(text).endsWith("/")) {
                throw new IllegalArgumentException("source must not end with a slash");
            }
        }
    }

    /** The source that it is about, empty for all. */
    public String root() {
        return text.equals(ALL) ? "" : root(text);
    }

    private static String root(String text) {
        return text.endsWith(BELOW) ? text.substring(0, text.length() - BELOW.length()) : text;
    }

    /** Whether it is about the sources below the root too. */
    public boolean subtree() {
        return text.equals(ALL) || text.endsWith(BELOW);
    }

    /** Whether it is about a source. */
    public boolean matches(String source) {
        return subtree() ? isBelow(source, root()) : source.equals(text);
    }

    /** Whether a source is another one or below it, by segments; every source is below the empty text. */
    static boolean isBelow(String source, String root) {
        return root.isEmpty() || source.equals(root) || source.startsWith(root + "/");
    }
}
