package dev.gatehouse.service.access.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.access.MutableClock;
import dev.gatehouse.service.access.Principal;
import dev.gatehouse.service.access.RateLimits;
import dev.gatehouse.service.access.limit.BucketRateLimits.Rate;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketRateLimitsTest {
    private static final Principal ADA = new Principal("token:ada", (capability, resource) -> false);
    private static final Principal BOB = new Principal("token:bob", (capability, resource) -> false);

    private final MutableClock clock = new MutableClock();
    private final RateLimits limits =
            new BucketRateLimits(Rate.perSecond(2, 5), new Rate(3, 1, Duration.ofMinutes(1)), clock);

    @Test
    void letsABurstThroughAndNotOneMore() {
        assertThat(IntStream.range(0, 5).mapToObj(i -> limits.tryAcquire(ADA))).containsOnly(OptionalLong.empty());
        assertThat(limits.tryAcquire(ADA)).hasValue(1);
    }

    @Test
    void letsThroughAgainWhenAPermitIsThereAndNotBefore() {
        exhaust(ADA);

        clock.advance(Duration.ofMillis(499));
        assertThat(limits.tryAcquire(ADA)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(limits.tryAcquire(ADA)).isEmpty();
        assertThat(limits.tryAcquire(ADA)).isPresent();
    }

    @Test
    void countsEachPrincipalForItself() {
        exhaust(ADA);

        assertThat(limits.tryAcquire(BOB)).isEmpty();
    }

    @Test
    void countsAPrincipalByItsNameWhateverItMayDo() {
        exhaust(ADA);

        assertThat(limits.tryAcquire(new Principal("token:ada", (capability, resource) -> true)))
                .isPresent();
    }

    @Test
    void saysHowManySecondsToWaitRoundedUp() {
        RateLimits slow = new BucketRateLimits(new Rate(1, 1, Duration.ofSeconds(10)), Rate.perSecond(1, 1), clock);
        slow.tryAcquire(ADA);

        assertThat(slow.tryAcquire(ADA)).hasValue(10);
        clock.advance(Duration.ofMillis(1));
        assertThat(slow.tryAcquire(ADA)).hasValue(10);
        clock.advance(Duration.ofMillis(999));
        assertThat(slow.tryAcquire(ADA)).hasValue(9);
        clock.advance(Duration.ofMillis(8_999));
        assertThat(slow.tryAcquire(ADA)).hasValue(1);
    }

    @Test
    void aRefusalCostsNothing() {
        exhaust(ADA);
        IntStream.range(0, 100).forEach(i -> limits.tryAcquire(ADA));

        clock.advance(Duration.ofMillis(500));

        assertThat(limits.tryAcquire(ADA)).isEmpty();
    }

    @Test
    void blocksAnAddressAfterItsFailuresAndNotBefore() {
        limits.failed("192.0.2.1");
        limits.failed("192.0.2.1");
        assertThat(limits.blocked("192.0.2.1")).isEmpty();

        limits.failed("192.0.2.1");

        assertThat(limits.blocked("192.0.2.1")).hasValue(60);
        assertThat(limits.blocked("192.0.2.2")).isEmpty();
    }

    @Test
    void hearsAnAddressAgainAfterAWhile() {
        IntStream.range(0, 10).forEach(i -> limits.failed("192.0.2.1"));

        clock.advance(Duration.ofSeconds(60).minusMillis(1));
        assertThat(limits.blocked("192.0.2.1")).hasValue(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(limits.blocked("192.0.2.1")).isEmpty();
    }

    @Test
    void askingWhetherAnAddressIsBlockedTakesNothing() {
        limits.failed("192.0.2.1");

        IntStream.range(0, 100).forEach(i -> limits.blocked("192.0.2.1"));

        assertThat(limits.blocked("192.0.2.1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "unknown, unknown, true",
        "unknown, other, false",
    })
    void countsAnIpv6NetworkAsOne(String failing, String asking, boolean blocked) {
        IntStream.range(0, 3).forEach(i -> limits.failed(failing));

        assertThat(limits.blocked(asking).isPresent()).isEqualTo(blocked);
    }

    @Test
    void remembersNoMoreThanItMay() {
        BucketRateLimits few = new BucketRateLimits(Rate.perSecond(1, 1), Rate.perSecond(1, 1), clock, 10);

        IntStream.range(0, 1_000).forEach(i -> few.tryAcquire(principal(i)));

        assertThat(IntStream.range(0, 1_000)
                        .filter(i -> few.tryAcquire(principal(i)).isPresent()))
                .hasSizeLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0"})
    void refusesARateThatLetsNothingThrough(long burst, long permits, long seconds) {
        assertThatThrownBy(() -> new Rate(burst, permits, Duration.ofSeconds(seconds)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void exhaust(Principal principal) {
        IntStream.range(0, 5).forEach(i -> limits.tryAcquire(principal));
    }

    private static Principal principal(int number) {
        return new Principal("token:" + number, ADA.grants());
    }
}
