package dev.gatehouse.scanner.response;

import java.time.Instant;
import java.util.Optional;

/**
 * What holds for all responses together; durable, and shared by all processes. Failures are {@link
 * dev.gatehouse.service.failure.StoreException}s.
 */
public interface ResponseControls {
    /** The kill switch; {@link KillSwitch#INITIAL} before anybody set it. */
    KillSwitch killSwitch();

    /** Sets the kill switch. */
    void set(KillSwitch killSwitch);

    /**
     * Takes one of an hour's acting steps.
     *
     * @param key the step; taken once, it stays taken
     * @param perHour how many an hour may have
     * @return empty where it was taken; else when to ask again
     */
    Optional<Instant> take(String key, Instant now, int perHour);

    /**
     * Since when responses start by themselves in a mode. Another mode than before begins now: findings from before it are left to
     * people.
     */
    Instant began(String mode, Instant now);
}
