package dev.gatehouse.service.access.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.gatehouse.service.access.Principal;
import dev.gatehouse.service.access.RateLimits;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Token buckets in memory, one for each principal's name and one for each address that failed. Each process counts for
 * itself. A bucket that was not used for long enough to be full again is forgotten, and so is the least used one when
 * there are too many.
 */
public final class BucketRateLimits implements RateLimits {
    /** Buckets of each kind. */
    public static final int MAX_BUCKETS = 10_000;

    /** Of an IPv6 address its network counts: whoever has one address there has them all. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final LoadingCache<String, Bucket> principals;
    private final LoadingCache<String, Bucket> failures;

    /**
     * @param requests of one principal
     * @param failedAuthentications from one address
     */
    public BucketRateLimits(Rate requests, Rate failedAuthentications, InstantSource clock) {
        this(requests, failedAuthentications, clock, MAX_BUCKETS);
    }

    BucketRateLimits(Rate requests, Rate failedAuthentications, InstantSource clock, int maxBuckets) {
        this.principals = buckets(requests, clock, maxBuckets);
        this.failures = buckets(failedAuthentications, clock, maxBuckets);
    }

    @Override
    public OptionalLong tryAcquire(Principal principal) {
        var probe = principals.get(principal.name()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? OptionalLong.empty() : seconds(probe.getNanosToWaitForRefill());
    }

    @Override
    public OptionalLong blocked(String address) {
        Bucket bucket = failures.getIfPresent(network(address));
        if (bucket == null) {
            return OptionalLong.empty();
        }
        var probe = bucket.estimateAbilityToConsume(1);
        return probe.canBeConsumed() ? OptionalLong.empty() : seconds(probe.getNanosToWaitForRefill());
    }

    @Override
    public void failed(String address) {
        failures.get(network(address)).tryConsume(1);
    }

    private static OptionalLong seconds(long nanos) {
        return OptionalLong.of(Math.max(1, Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1))));
    }

    private static String network(String address) {
        try {
            // An IPv4 address that is written as an IPv6 one is read as IPv4.
            InetAddress numeric = InetAddress.ofLiteral(address);
            return numeric instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), IPV6_NETWORK_BYTES))
                    : numeric.getHostAddress();
        } catch (IllegalArgumentException notNumeric) {
            return address;
        }
    }

    private static LoadingCache<String, Bucket> buckets(Rate rate, InstantSource clock, int maxBuckets) {
        TimeMeter meter = new ClockMeter(clock);
        return Caffeine.newBuilder()
                .maximumSize(maxBuckets)
                .expireAfterAccess(rate.timeToFill())
                .ticker(meter::currentTimeNanos)
                .executor(Runnable::run)
                .build(name -> bucket(rate, meter));
    }

    private static Bucket bucket(Rate rate, TimeMeter meter) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.permits(), rate.period()))
                .withCustomTimePrecision(meter)
                .build();
    }

    /**
     * How often something may happen.
     *
     * @param burst how often at once, after a pause
     * @param permits how often in each period, spread evenly
     */
    public record Rate(long burst, long permits, Duration period) {
        /** @throws IllegalArgumentException one of them is not above zero */
        public Rate {
            if (burst < 1 || permits < 1 || !period.isPositive()) {
                throw new IllegalArgumentException("a rate's burst, permits and period must be above zero");
            }
        }

        public static Rate perSecond(long permits, long burst) {
            return new Rate(burst, permits, Duration.ofSeconds(1));
        }

        /** How long an empty bucket takes to be full; a moment more, for the rounding. */
        private Duration timeToFill() {
            return period.multipliedBy(burst).dividedBy(permits).plusSeconds(1);
        }
    }

    private record ClockMeter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
