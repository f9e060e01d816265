package dev.gatehouse.config.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationLimitsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static RotationLimits limits(Duration lease, Duration overlap) {
        return new RotationLimits(lease, Duration.ofMinutes(5), overlap, SECOND, SECOND);
    }

    @Test
    void allowNoOverlapAndNoTimeAtAllForNothingElse() {
        assertThat(limits(SECOND, Duration.ZERO).minOverlap()).isZero();
        assertThatThrownBy(() -> limits(Duration.ZERO, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits(SECOND, SECOND.negated())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "5, 32", "6, 60", "1000, 60"})
    void waitTwiceAsLongEachTimeUpToAMinute(int attempts, long seconds) {
        assertThat(RotationLimits.pause(attempts)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"3, 300, true", "3, 299, false", "2, 3000, false", "100, 299, false"})
    void giveUpAfterTheTimeAndThreeAttempts(int attempts, long seconds, boolean expected) {
        assertThat(limits(SECOND, SECOND).exhausted(attempts, Duration.ofSeconds(seconds)))
                .isEqualTo(expected);
    }
}
