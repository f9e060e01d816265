package dev.gatehouse.client.flag;

import java.time.Instant;
import java.util.Optional;

/**
 * What came of evaluating a flag.
 *
 * @param variant the variant's name, where there is one
 * @param value the variant's: a {@link Boolean}, {@link String}, {@link Double} or an unmodifiable {@link java.util.Map}
 */
public record Evaluation(Optional<String> variant, Optional<Object> value, Reason reason) {
    /** Why. */
    public enum Reason {
        /** The flag has no rule. */
        STATIC,
        /** Its rule chose. */
        TARGETING_MATCH,
        /** Its rule chose nothing, so it is the default variant. */
        DEFAULT,
        /** It is turned off: the caller's own default holds. */
        DISABLED,
        /** There is no such flag. */
        UNKNOWN,
        /** What is at hand is too old, or nothing is. */
        STALE,
        /** Its definition is malformed, or its rule asks for what this client does not know. */
        ERROR
    }

    /**
     * What a definition in flagd's format comes to, for who has one at hand and keeps no flags.
     *
     * @param definition JSON; where it describes no flag, the reason is {@link Reason#ERROR}
     */
    public static Evaluation of(String flag, String definition, FlagContext context, Instant now) {
        return Flag.of(flag, definition).evaluate(context, now.getEpochSecond());
    }

    static Evaluation none(Reason reason) {
        return new Evaluation(Optional.empty(), Optional.empty(), reason);
    }
}
