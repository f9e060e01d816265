package dev.gatehouse.config.store.aws;

import java.time.Duration;

/**
 * When a circuit breaker opens and closes.
 *
 * @param window calls that are looked back on; the breaker stays closed until so many were made
 * @param failureRatio share of the window's calls, over 0 to 1, that opens it when they failed
 * @param delay how long it stays open before it lets calls through on trial
 * @param trials successes in a row that close it again
 */
public record BreakerSettings(int window, double failureRatio, Duration delay, int trials) {
    /** Opens when half of 20 calls failed; tries again after 5 s; closes after 2 successes. */
    public static final BreakerSettings DEFAULTS = new BreakerSettings(20, 0.5, Duration.ofSeconds(5), 2);

    public BreakerSettings {
        if (window < 1 || trials < 1) {
            throw new IllegalArgumentException("a breaker's window and trials must be at least 1");
        }
        if (!(failureRatio > 0 && failureRatio <= 1)) {
            throw new IllegalArgumentException("a breaker's failure ratio must be over 0 and at most 1");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a breaker's delay must not be negative");
        }
    }
}
