package dev.gatehouse.scanner.work;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * A target that is scanned at certain times.
 *
 * @param target which
 * @param lastDue the last instant up to a given one at which its schedule says to run; pure
 * @param jitter how much later it may begin, so that not all targets begin at once
 */
public record ScheduledTarget(Target target, Function<Instant, Optional<Instant>> lastDue, Duration jitter) {
    public ScheduledTarget {
        if (jitter.isNegative()) {
            throw new IllegalArgumentException("a jitter is not negative");
        }
    }

    /** How much later this target begins: the same in each process, and after each restart. */
    public Duration delay() {
        if (jitter.isZero()) {
            return jitter;
        }
        CRC32 name = new CRC32();
        name.update(target.name().getBytes(StandardCharsets.UTF_8));
        return Duration.ofMillis(Math.floorMod(name.getValue() * 2_654_435_761L, jitter.toMillis()));
    }

    /** The run that was due last, its delay over. */
    Optional<Instant> dueAt(Instant now) {
        return lastDue.apply(now.minus(delay()));
    }
}
