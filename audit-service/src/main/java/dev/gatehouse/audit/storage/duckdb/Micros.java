package dev.gatehouse.audit.storage.duckdb;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the tables hold them: microseconds since 1970, UTC. */
final class Micros {
    static final long DAY = 86_400_000_000L;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Micros() {}

    /** An instant that a query may ask for. */
    static long of(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** The first microsecond that is not before an instant: no event in between is lost to rounding. */
    static long ceiling(Instant time) {
        Instant floor = time.truncatedTo(ChronoUnit.MICROS);
        return floor.equals(time) ? of(floor) : of(floor) + 1;
    }

    /** An event's time; one that no calendar of a database has is moved to the nearest that it has. */
    static long ofEvent(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return of(EARLIEST);
        }
        return of((time.isAfter(LATEST) ? LATEST : time).truncatedTo(ChronoUnit.MICROS));
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The day's first microsecond. */
    static long startOfDay(long micros) {
        return Math.floorDiv(micros, DAY) * DAY;
    }
}
