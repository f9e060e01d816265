package dev.gatehouse.scanner.response;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many responses go on.
 *
 * @param states how many are in each state; none that has ended, unless it is being undone
 * @param late how many of them should have been looked at long ago
 */
public record Backlog(Map<ResponseState, Long> states, long late) {
    public Backlog {
        states = Map.copyOf(states);
    }

    /** Counts them one by one. */
    public static final class Tally {
        private final Map<ResponseState, Long> states = new EnumMap<>(ResponseState.class);
        private long late;

        /** One more. */
        public void add(ResponseState state, boolean isLate) {
            states.merge(state, 1L, Long::sum);
            late += isLate ? 1 : 0;
        }

        /** What was counted. */
        public Backlog backlog() {
            return new Backlog(states, late);
        }
    }
}
