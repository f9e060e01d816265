package dev.gatehouse.scanner.finding;

import java.util.Locale;
import java.util.Optional;

/** How sure a finding is to be a secret, the least sure first. */
public enum Confidence {
    /** Worth a look when there is time: a weak shape, or a place where samples live. */
    LOW,
    /** Most such findings are secrets. */
    MEDIUM,
    /** A provider's own shape, a right checksum or a managed value. */
    HIGH;

    /** What stands in files and reports: the lower-case name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One step less sure; LOW stays LOW. */
    public Confidence lowered() {
        return this == HIGH ? MEDIUM : LOW;
    }

    /** One step surer; HIGH stays HIGH. */
    public Confidence raised() {
        return this == LOW ? MEDIUM : HIGH;
    }

    /** The confidence of a word, in any case. */
    public static Optional<Confidence> of(String word) {
        for (Confidence confidence : values()) {
            if (confidence.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(confidence);
            }
        }
        return Optional.empty();
    }
}
