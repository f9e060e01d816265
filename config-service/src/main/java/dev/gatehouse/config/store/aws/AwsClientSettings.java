package dev.gatehouse.config.store.aws;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How long a call of AWS may take, and how often it is tried.
 *
 * @param deadline for a call with all its attempts and the waits between them
 * @param attemptTimeout for one attempt
 * @param maxAttempts attempts in all, 1 for no retry
 * @param firstDelay upper bound of the wait before the second attempt; it doubles with each one, and the wait is drawn
 *     at random between nothing and the bound
 * @param longestDelay where the doubling ends
 */
public record AwsClientSettings(
        Duration deadline, Duration attemptTimeout, int maxAttempts, Duration firstDelay, Duration longestDelay) {
    /** 5 s in all, 2 s an attempt, 4 attempts, waits of up to 50 ms, 100 ms, 200 ms. */
    public static final AwsClientSettings DEFAULTS = new AwsClientSettings(
            Duration.ofSeconds(5), Duration.ofSeconds(2), 4, Duration.ofMillis(50), Duration.ofSeconds(1));

    /** A throttled call waits longer than a failed one: the service asked for it. */
    private static final int THROTTLED_FACTOR = 4;

    public AwsClientSettings {
        positive("deadline", deadline);
        positive("attempt timeout", attemptTimeout);
        positive("first delay", firstDelay);
        if (attemptTimeout.compareTo(deadline) > 0) {
            throw new IllegalArgumentException("the attempt timeout must not be over the deadline");
        }
        if (longestDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException("the longest delay must not be under the first");
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("the attempts must be at least 1");
        }
    }

    /** Sets deadline, timeouts and retries on a client's builder; what else it has been given stays. */
    public <B extends AwsClientBuilder<B, C>, C> B applyTo(B builder) {
        ClientOverrideConfiguration.Builder overrides = builder.overrideConfiguration().toBuilder();
        return builder.overrideConfiguration(overrides
                .apiCallTimeout(deadline)
                .apiCallAttemptTimeout(attemptTimeout)
                .retryStrategy(anyTransient())
                .build());
    }

    /**
     * For a write that is not idempotent: tried again only where the attempt before it certainly did nothing. After a
     * timeout or a broken connection the write may have happened, and a second one would be a second version.
     */
    SdkPlugin writesOnce() {
        StandardRetryStrategy strategy = onlyWhatDidNothing();
        return config -> config.overrideConfiguration(overrides -> overrides.retryStrategy(strategy));
    }

    private StandardRetryStrategy anyTransient() {
        return delays(AwsRetryStrategy.standardRetryStrategy().toBuilder()).build();
    }

    private StandardRetryStrategy onlyWhatDidNothing() {
        return delays(DefaultRetryStrategy.standardStrategyBuilder())
                .useClientDefaults(false)
                .treatAsThrottling(AwsClientSettings::wasThrottled)
                .retryOnException(AwsClientSettings::wasThrottled)
                .retryOnException(AwsClientSettings::neverConnected)
                .build();
    }

    private StandardRetryStrategy.Builder delays(StandardRetryStrategy.Builder strategy) {
        Duration throttled = firstDelay.multipliedBy(THROTTLED_FACTOR);
        Duration longest = throttled.compareTo(longestDelay) > 0 ? throttled : longestDelay;
        return strategy.maxAttempts(maxAttempts)
                .backoffStrategy(BackoffStrategy.exponentialDelay(firstDelay, longestDelay))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(throttled, longest));
    }

    private static boolean wasThrottled(Throwable failure) {
        return failure instanceof AwsServiceException service && AwsFailures.isThrottling(service);
    }

    private static boolean neverConnected(Throwable failure) {
        return AwsFailures.hasCause(failure, ConnectException.class)
                || AwsFailures.hasCause(failure, NoRouteToHostException.class)
                || AwsFailures.hasCause(failure, UnknownHostException.class);
    }

    private static void positive(String what, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("the " + what + " must be over zero");
        }
    }
}
