package dev.gatehouse.scanner.triage;

import java.util.Locale;
import java.util.Optional;

/** What people have decided about a finding. */
public enum FindingState {
    /** Nobody has looked at it, or it came back. */
    OPEN,
    /** Somebody works on it. */
    ACKNOWLEDGED,
    /** It is no secret; it stays so however often it is seen. */
    FALSE_POSITIVE,
    /** It is gone, or no longer works. Seen again, it is open again. */
    RESOLVED;

    /** What stands on the wire and in stores: the lower-case name with hyphens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The state of a word. */
    public static Optional<FindingState> of(String word) {
        for (FindingState state : values()) {
            if (state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
