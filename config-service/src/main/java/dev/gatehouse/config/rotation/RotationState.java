package dev.gatehouse.config.rotation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a rotation stands: at a step that is to be done, waiting for somebody, or at its end. */
public enum RotationState {
    CREATE("create", true, Step.CREATE),
    /** A person has to supply the new value. */
    AWAITING_PERSON("awaiting-person", true, null),
    SET("set", true, Step.SET),
    TEST("test", true, Step.TEST),
    FINISH("finish", true, Step.FINISH),
    /** The new version is current, and some may hold the old one. */
    AWAITING_ADOPTION("awaiting-adoption", true, null),
    RETIRING("retiring", true, Step.RETIRE),
    DONE("done", false, null),
    /** The new version did not become current, and everything is as it was before. */
    ROLLED_BACK("rolled-back", false, null),
    /** The new version is current; the old one stays until a person decides. */
    HELD("held", false, null),
    /** It could be neither done nor rolled back; a person must look. */
    FAILED("failed", false, null);

    private final String word;
    private final boolean running;
    private final Optional<Step> step;

    RotationState(String word, boolean running, @Nullable Step step) {
        this.word = word;
        this.running = running;
        this.step = Optional.ofNullable(step);
    }

    public String word() {
        return word;
    }

    public boolean running() {
        return running;
    }

    /** What is to be done next; empty where somebody else has to do something, or nobody. */
    public Optional<Step> step() {
        return step;
    }

    /** @throws IllegalArgumentException there is no such state */
    public static RotationState of(String word) {
        for (RotationState state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("there is no such state");
    }
}
