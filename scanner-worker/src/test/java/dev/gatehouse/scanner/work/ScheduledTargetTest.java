package dev.gatehouse.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ScheduledTargetTest {
    private static final Target SRV = new Target("srv", "directory", "/srv", Map.of());
    private static final Function<Instant, Optional<Instant>> HOURLY =
            now -> Optional.of(now.truncatedTo(ChronoUnit.HOURS));

    @Test
    void delaysByLessThanTheJitterAndAlwaysTheSame() {
        ScheduledTarget target = new ScheduledTarget(SRV, HOURLY, Duration.ofMinutes(10));

        assertThat(target.delay())
                .isBetween(Duration.ZERO, Duration.ofMinutes(10).minusMillis(1));
        assertThat(new ScheduledTarget(SRV, HOURLY, Duration.ofMinutes(10)).delay())
                .isEqualTo(target.delay());
        assertThat(new ScheduledTarget(SRV, HOURLY, Duration.ZERO).delay()).isZero();
    }

    @Test
    void delaysTwoTargetsDifferently() {
        Target other = new Target("other", "directory", "/srv", Map.of());

        assertThat(new ScheduledTarget(other, HOURLY, Duration.ofHours(1)).delay())
                .isNotEqualTo(new ScheduledTarget(SRV, HOURLY, Duration.ofHours(1)).delay());
    }

    @Test
    void refusesAJitterThatIsNone() {
        assertThatThrownBy(() -> new ScheduledTarget(SRV, HOURLY, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
