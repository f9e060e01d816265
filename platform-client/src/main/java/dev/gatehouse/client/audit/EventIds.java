package dev.gatehouse.client.audit;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes the ids of events: UUIDs of version 7 (RFC 9562, section 5.7), so that their texts sort by time.
 *
 * <p>Each id is greater than all that this object made before, also within a millisecond and when the clock is set
 * back: then ids keep the last time, and count on. Ids of different processes differ by 62 random bits. Safe for use by
 * many threads.
 */
public final class EventIds {
    /** The twelve bits after the time are a counter, as in RFC 9562, section 6.2, method 1. */
    private static final int COUNTER_LIMIT = 0x1000;

    /** A counter starts at random in its lower half, so that it has room to count. */
    private static final int COUNTER_START = 0x800;

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long millis;
    private int counter = COUNTER_LIMIT;

    /** @param random a cryptographic one, so that nobody can make ids that collide */
    public EventIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next id: 36 characters, lower case. */
    public synchronized String next() {
        long now = clock.millis();
        if (now > millis) {
            startAt(now);
        } else if (++counter >= COUNTER_LIMIT) {
            // More ids than a millisecond has room for: borrow from the next one.
            startAt(millis + 1);
        }
        return new UUID(millis << 16 | VERSION_7 | counter, random.nextLong() >>> 2 | VARIANT).toString();
    }

    private void startAt(long time) {
        millis = time;
        counter = random.nextInt(COUNTER_START);
    }
}
