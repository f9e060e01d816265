package dev.gatehouse.scanner.response.plan;

import java.util.Locale;
import java.util.Optional;

/** What a step does. */
public enum StepKind {
    /** Takes the objects that the secret stands in out of reach, and keeps them. */
    QUARANTINE,
    /** Makes an access key of the account inactive; it is never deleted. */
    DISABLE_KEY,
    /** Has config-service make a new version of a managed secret, and retire this one. */
    ROTATE,
    /** Tells people what happened and what is left to do. */
    NOTIFY,
    /** Looks again whether the secret is still there, and resolves the finding when it is not. */
    VERIFY;

    /** What stands in plans, on the wire and in stores. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it changes something outside, so that limits hold for it. */
    public boolean acts() {
        return switch (this) {
            case QUARANTINE, DISABLE_KEY, ROTATE -> true;
            case NOTIFY, VERIFY -> false;
        };
    }

    /** The kind of a word. */
    public static Optional<StepKind> of(String word) {
        for (StepKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
