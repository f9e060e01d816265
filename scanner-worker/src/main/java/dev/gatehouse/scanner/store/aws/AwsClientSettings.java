package dev.gatehouse.scanner.store.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How long a call of AWS may take, and how often it is tried. Whatever may be tried again is: each write here is
 * conditional, or the same however often it is done.
 *
 * @param deadline for a call with all its attempts and the waits between them
 * @param attemptTimeout for one attempt, with what it sends and receives
 * @param maxAttempts attempts in all, 1 for no retry
 * @param firstDelay upper bound of the wait before the second attempt; it doubles with each one, and the wait is drawn
 *     at random between nothing and the bound
 * @param longestDelay where the doubling ends
 */
public record AwsClientSettings(
        Duration deadline, Duration attemptTimeout, int maxAttempts, Duration firstDelay, Duration longestDelay) {
    /** 20 s in all, 8 s an attempt (a frame has megabytes), 4 attempts, waits of up to 50 ms, 100 ms, 200 ms. */
    public static final AwsClientSettings DEFAULTS = new AwsClientSettings(
            Duration.ofSeconds(20), Duration.ofSeconds(8), 4, Duration.ofMillis(50), Duration.ofSeconds(1));

    /** A throttled call waits longer than a failed one: the service asked for it. */
    private static final int THROTTLED_FACTOR = 4;

    public AwsClientSettings {
        positive("deadline", deadline);
        positive("attempt timeout", attemptTimeout);
        positive("first delay", firstDelay);
        require(attemptTimeout.compareTo(deadline) <= 0, "the attempt timeout must not be over the deadline");
        require(longestDelay.compareTo(firstDelay) >= 0, "the longest delay must not be under the first");
        require(maxAttempts >= 1, "the attempts must be at least 1");
    }

    /** Sets deadline, timeouts and retries on a client's builder; what else it has been given stays. */
    public <B extends AwsClientBuilder<B, C>, C> B applyTo(B builder) {
        ClientOverrideConfiguration.Builder overrides = builder.overrideConfiguration().toBuilder();
        return builder.overrideConfiguration(overrides
                .apiCallTimeout(deadline)
                .apiCallAttemptTimeout(attemptTimeout)
                .retryStrategy(retries())
                .build());
    }

    private StandardRetryStrategy retries() {
        Duration throttled = firstDelay.multipliedBy(THROTTLED_FACTOR);
        Duration longest = throttled.compareTo(longestDelay) > 0 ? throttled : longestDelay;
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(maxAttempts)
                .backoffStrategy(BackoffStrategy.exponentialDelay(firstDelay, longestDelay))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(throttled, longest))
                .build();
    }

    private static void positive(String what, Duration duration) {
        require(duration.isPositive(), "the " + what + " must be over zero");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
