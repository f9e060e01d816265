package dev.gatehouse.audit.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where it is kept how far the log was followed, and what came out. It can be made anew from the log: what is lost costs
 * time only, and what is kept must not be ahead of what was done.
 */
public interface LifecycleState {
    /**
     * What was saved last; empty where nothing was, or where it can't be understood any more.
     *
     * @throws dev.gatehouse.audit.log.StorageFailed it can't be read
     */
    Optional<Saved> load();

    /**
     * Keeps a state in the place of the one before, all or nothing; durable on return.
     *
     * @throws dev.gatehouse.audit.log.StorageFailed it may not be kept
     */
    void save(Saved state);

    /**
     * A state.
     *
     * @param position the index of the first event of the log that was not looked at
     * @param holds those in force, by name
     * @param requested payloads that were erased because somebody asked
     * @param expired payloads that were erased because their retention was over
     * @param sweep how far retention is
     */
    record Saved(long position, Map<String, Hold> holds, long requested, long expired, SweepState sweep) {
        /** What is known of a log before it is followed. */
        public static final Saved NOTHING = new Saved(0, Map.of(), 0, 0, SweepState.NOTHING);

        public Saved {
            holds = Map.copyOf(holds);
        }
    }

    /**
     * How far retention is.
     *
     * @param rules under which the places were reached; under other rules they mean nothing
     * @param reached for each rule, by its prefix, the first event that it was not applied to
     * @param last the last whole sweep
     */
    record SweepState(List<Retention.Rule> rules, Map<String, Long> reached, Optional<SweepReport> last) {
        static final SweepState NOTHING = new SweepState(List.of(), Map.of(), Optional.empty());

        public SweepState {
            rules = List.copyOf(rules);
            reached = Map.copyOf(reached);
        }
    }

    /**
     * What a sweep did.
     *
     * @param started when it began
     * @param expired how many payloads it destroyed
     * @param complete whether it got to the end, and did not stop at its limit
     */
    record SweepReport(Instant started, long expired, boolean complete) {}
}
