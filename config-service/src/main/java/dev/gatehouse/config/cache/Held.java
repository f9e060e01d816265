package dev.gatehouse.config.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A copy of something upstream.
 *
 * @param value the copy
 * @param validatedAt when upstream last said that this is what it has
 * @param failedAt when asking upstream last failed, if that was after {@code validatedAt}
 */
public record Held<V>(V value, Instant validatedAt, Optional<Instant> failedAt) {
    static <V> Held<V> validated(V value, Instant now) {
        return new Held<>(value, now, Optional.empty());
    }

    Held<V> failed(Instant now) {
        return new Held<>(value, validatedAt, Optional.of(now));
    }

    /** Whether upstream could not be asked when it last should have been. */
    public boolean stale() {
        return failedAt.isPresent();
    }

    public Duration age(Instant now) {
        Duration age = Duration.between(validatedAt, now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
