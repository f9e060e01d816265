package dev.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationWiringTest {
    private final RotationWiring wiring = new RotationWiring();

    @Test
    void refusesALeaseThatADatabaseCanOutlast() {
        assertThat(wiring.rotationLimits(settings("20.001s", "always")).lease()).isEqualTo(Duration.ofMillis(20_001));
        assertThatThrownBy(() -> wiring.rotationLimits(settings("20s", "always")))
                .isInstanceOf(ReadinessFailure.class)
                .hasMessageContaining("gatehouse.rotation.lease");
    }

    @Test
    void namesTheSettingOfWindowsThatAreNone() {
        assertThat(wiring.rotationSchedule(settings("60s", "sun 01:00-02:00"))).isNotNull();
        assertThatThrownBy(() -> wiring.rotationSchedule(settings("60s", "sunday")))
                .isInstanceOf(ReadinessFailure.class)
                .hasMessageContaining("gatehouse.rotation.windows");
    }

    private static RotationSettings settings(String lease, String windows) {
        return new Given(Duration.parse("PT" + lease), windows, new GivenDatabase());
    }

    private record Given(Duration lease, String windows, Database database) implements RotationSettings {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration interval() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration scheduleInterval() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration stepLimit() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration minOverlap() {
            return Duration.ZERO;
        }

        @Override
        public Duration taskDue() {
            return Duration.ofDays(7);
        }

        @Override
        public Duration functionPatience() {
            return Duration.ofDays(1);
        }
    }

    private record GivenDatabase() implements RotationSettings.Database {
        @Override
        public Duration timeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Optional<String> sslMode() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> sslRootCertificate() {
            return Optional.empty();
        }
    }
}
