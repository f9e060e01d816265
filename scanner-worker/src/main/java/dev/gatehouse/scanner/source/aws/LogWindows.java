package dev.gatehouse.scanner.source.aws;

import dev.gatehouse.scanner.work.RunLog;
import dev.gatehouse.scanner.work.Target;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Which part of a log group's time a scan looks at: what came since the last one that was read to its end. */
public final class LogWindows {
    private final RunLog read;
    private final Limits limits;
    private final InstantSource clock;

    /** @param read remembers for each target and log group up to when it was read */
    public LogWindows(RunLog read, Limits limits, InstantSource clock) {
        this.read = read;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Bounds of a window.
     *
     * @param first how far back the first one reaches
     * @param longest what is older than that is left to the next run
     * @param settled how old an event is before it is looked for, since some come late
     */
    public record Limits(Duration first, Duration longest, Duration settled) {
        /** A day, a day, a minute. */
        public static final Limits DEFAULT = new Limits(Duration.ofDays(1), Duration.ofDays(1), Duration.ofMinutes(1));

        public Limits {
            if (!first.isPositive() || !longest.isPositive() || settled.isNegative()) {
                throw new IllegalArgumentException("a window is longer than nothing");
            }
        }
    }

    /**
     * A part of time.
     *
     * @param from the first instant in it
     * @param to the first behind it
     */
    record Window(Instant from, Instant to) {
        /** As it stands in an object's name, as its version. */
        String text() {
            return from + "/" + to;
        }

        /** Empty where the text is no window. */
        static Optional<Window> parse(String text) {
            int slash = text.indexOf('/');
            if (slash < 0) {
                return Optional.empty();
            }
            try {
                Window window =
                        new Window(Instant.parse(text.substring(0, slash)), Instant.parse(text.substring(slash + 1)));
                return Optional.of(window).filter(some -> some.from().isBefore(some.to()));
            } catch (DateTimeException malformed) {
                return Optional.empty();
            }
        }
    }

    /** What is to be read next; empty where nothing has come that is settled. */
    Optional<Window> next(Target target, String group) {
        Instant settled = clock.instant().minus(limits.settled()).truncatedTo(ChronoUnit.MILLIS);
        // What nobody configured is looked at once, and has no place to go on from.
        Optional<Instant> before =
                target.name().equals(Target.AD_HOC) ? Optional.empty() : read.last(key(target, group));
        Instant from = before.orElseGet(() -> settled.minus(limits.first()));
        Instant end = from.plus(limits.longest());
        Instant to = end.isBefore(settled) ? end : settled;
        return from.isBefore(to) ? Optional.of(new Window(from, to)) : Optional.empty();
    }

    /** Remembers that a group was read up to an instant. */
    void read(Target target, String group, Instant to) {
        if (!target.name().equals(Target.AD_HOC)) {
            var _ = read.claim(key(target, group), to);
        }
    }

    private static String key(Target target, String group) {
        return "logs/" + target.name() + "/" + group;
    }
}
