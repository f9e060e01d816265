package dev.gatehouse.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduledTargetTest {
    private static final Target SRV = new Target("srv", "directory", "/srv", Map.of());

    private static Optional<Instant> hourly(Instant now) {
        return Optional.of(now.truncatedTo(ChronoUnit.HOURS));
    }

    @Test
    void delaysByLessThanTheJitterAndAlwaysTheSame() {
        ScheduledTarget target = new ScheduledTarget(SRV, ScheduledTargetTest::hourly, Duration.ofMinutes(10));

        assertThat(target.delay())
                .isBetween(Duration.ZERO, Duration.ofMinutes(10).minusMillis(1));
        assertThat(new ScheduledTarget(SRV, ScheduledTargetTest::hourly, Duration.ofMinutes(10)).delay())
                .isEqualTo(target.delay());
        assertThat(new ScheduledTarget(SRV, ScheduledTargetTest::hourly, Duration.ZERO).delay())
                .isZero();
    }

    @Test
    void delaysTwoTargetsDifferently() {
        Target other = new Target("other", "directory", "/srv", Map.of());

        assertThat(new ScheduledTarget(other, ScheduledTargetTest::hourly, Duration.ofHours(1)).delay())
                .isNotEqualTo(new ScheduledTarget(SRV, ScheduledTargetTest::hourly, Duration.ofHours(1)).delay());
    }

    @Test
    void refusesAJitterThatIsNone() {
        assertThatThrownBy(() -> new ScheduledTarget(SRV, ScheduledTargetTest::hourly, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
