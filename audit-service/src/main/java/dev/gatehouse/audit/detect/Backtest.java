package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.detect.sigma.RuleSet;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.log.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** Says what a rule would have found in events of the past. Nothing is appended and nothing is sent. */
public final class Backtest {
    private static final int EVENTS_BETWEEN_LOOKS_AT_THE_CLOCK = 16;

    private final Limits limits;
    private final InstantSource clock;

    public Backtest(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * How much one run may take.
     *
     * @param events events that are looked at
     * @param shown matches and detections that are given back, of each the first
     * @param time how long it may take
     */
    public record Limits(long events, int shown, Duration time) {
        public Limits {
            if (events < 1 || shown < 0 || !time.isPositive()) {
                throw new IllegalArgumentException("events and time must be positive, shown not negative");
            }
        }
    }

    /**
     * Which events are looked at.
     *
     * @param from the earliest event time
     * @param to the event time before which they are looked at
     * @param sources whether events of a source are
     */
    public record Scope(Instant from, Instant to, Predicate<String> sources) {}

    /** Why a run ended. */
    public enum Ending {
        /** All events were looked at. */
        COMPLETE,
        /** There are more events than may be looked at. */
        TOO_MANY_EVENTS,
        /** The time was up. */
        TOO_LATE
    }

    /**
     * What a rule would have found.
     *
     * @param ending whether all events were looked at
     * @param events how many of the events were looked at and in the scope
     * @param unreadable how many of them are no JSON
     * @param matches how many are the rule's, or for a correlation those of the rules that it counts
     * @param detections how often it would have been raised
     * @param suppressed how often its dedupe window would have kept it from that
     * @param next the index after the last event that was looked at; where there was none, 0
     * @param firstMatches the first of the matches
     * @param firstDetections the first of the detections
     */
    public record Report(
            Ending ending,
            long events,
            long unreadable,
            long matches,
            long detections,
            long suppressed,
            long next,
            List<EventRef> firstMatches,
            List<Detection> firstDetections) {
        public Report {
            firstMatches = List.copyOf(firstMatches);
            firstDetections = List.copyOf(firstDetections);
        }
    }

    /**
     * Runs a rule.
     *
     * @param rules the set that the rule is in
     * @param rule the rule; one that otherwise feeds correlations only is raised here
     * @param events in the log's order
     */
    public Report run(RuleSet rules, SigmaRule rule, Iterator<LoggedEvent> events, Scope scope) {
        List<SigmaRule> needed = new ArrayList<>(rules.bases(rule));
        needed.add(rule);
        Tally tally = new Tally(rule, limits.shown());
        Detector detector = new Detector(RuleSet.of(needed), DetectionLimits.DEFAULT, tally);
        Instant deadline = clock.instant().plus(limits.time());
        for (long looked = 0; events.hasNext(); looked++) {
            if (looked == limits.events()) {
                return tally.report(Ending.TOO_MANY_EVENTS);
            }
            if (looked % EVENTS_BETWEEN_LOOKS_AT_THE_CLOCK == 0
                    && clock.instant().isAfter(deadline)) {
                return tally.report(Ending.TOO_LATE);
            }
            LoggedEvent event = events.next();
            tally.next = event.index() + 1;
            if (isIn(event, scope)) {
                tally.found(detector.accept(event));
            }
        }
        return tally.report(Ending.COMPLETE);
    }

    private static boolean isIn(LoggedEvent logged, Scope scope) {
        return logged.event()
                .filter(event ->
                        !event.time().isBefore(scope.from()) && event.time().isBefore(scope.to()))
                .filter(event -> scope.sources().test(event.key().source()))
                .isPresent();
    }

    private static final class Tally implements DetectionMetrics {
        private final SigmaRule rule;
        private final int shown;
        private final List<EventRef> firstMatches = new ArrayList<>();
        private final List<Detection> firstDetections = new ArrayList<>();
        private long events;
        private long unreadable;
        private long matches;
        private long lastMatch = -1;
        private long detections;
        private long suppressed;
        private long next;

        private Tally(SigmaRule rule, int shown) {
            this.rule = rule;
            this.shown = shown;
        }

        @Override
        public void evaluated() {
            events++;
        }

        @Override
        public void unreadable() {
            unreadable++;
        }

        @Override
        public void matched(SigmaRule matched, EventRef event) {
            if (event.index() == lastMatch) {
                return; // two of the rules that are counted match the same event
            }
            lastMatch = event.index();
            matches++;
            if (firstMatches.size() < shown) {
                firstMatches.add(event);
            }
        }

        @Override
        public void suppressed(SigmaRule of) {
            suppressed += of.equals(rule) ? 1 : 0;
        }

        private void found(List<Detection> found) {
            for (Detection detection : found) {
                if (detection.rule().equals(rule)) {
                    detections++;
                    if (firstDetections.size() < shown) {
                        firstDetections.add(detection);
                    }
                }
            }
        }

        private Report report(Ending ending) {
            return new Report(
                    ending, events, unreadable, matches, detections, suppressed, next, firstMatches, firstDetections);
        }
    }
}
