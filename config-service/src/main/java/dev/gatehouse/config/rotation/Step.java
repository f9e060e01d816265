package dev.gatehouse.config.rotation;

import java.util.Optional;

/** The steps of a rotation in their order; the first four are Secrets Manager's. */
public enum Step {
    /** The new version is made, and {@code AWSPENDING} points at it. */
    CREATE("create"),
    /** What the secret opens is told of the new value. */
    SET("set"),
    /** The new value is tried. */
    TEST("test"),
    /** {@code AWSCURRENT} moves to the new version. */
    FINISH("finish"),
    /** Whoever holds the old version takes up the new one. */
    ADOPT("adopt"),
    /** The old version is good for nothing any more. */
    RETIRE("retire");

    private final String word;

    Step(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** The step called so. */
    public static Optional<Step> of(String word) {
        for (Step step : values()) {
            if (step.word.equals(word)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }
}
