package dev.gatehouse.audit.detect.sigma;

import java.util.Locale;
import java.util.Optional;

/** How much a rule's match matters, as Sigma grades it; in rising order. */
public enum Level {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** What stands in a rule and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level of a word; empty for another word. */
    public static Optional<Level> ofWord(String word) {
        for (Level level : values()) {
            if (level.word().equals(word)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
