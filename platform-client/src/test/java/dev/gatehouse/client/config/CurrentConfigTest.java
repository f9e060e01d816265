package dev.gatehouse.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.client.fake.ManualClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurrentConfigTest {
    private static final Duration STALE = Duration.ofMinutes(2);
    private static final Duration OLD = Duration.ofHours(1);
    private static final Duration TICK = Duration.ofNanos(1);

    private final ManualClock clock = new ManualClock();
    private final CurrentConfig current =
            new CurrentConfig(new SnapshotId("dev", "researcher"), ConfigSettings.DEFAULT.staleness(STALE, OLD), clock);

    @Test
    void isStaleFromItsAgeOn() {
        accept();

        clock.pass(STALE.minus(TICK));
        assertThat(current.stale()).isFalse();
        clock.pass(TICK);
        assertThat(current.stale()).isTrue();
        assertThat(current.age()).isEqualTo(STALE);
    }

    @Test
    void isStaleWhereTheServiceSaysSo() {
        current.accept(snapshot(), clock.instant(), true);

        assertThat(current.stale()).isTrue();
        current.confirm(clock.instant(), false);
        assertThat(current.stale()).isFalse();
    }

    @Test
    void isReadUntilItIsTooOldAndAgainAfterItWasConfirmed() {
        accept();

        clock.pass(OLD.minus(TICK));
        current.look();
        assertThat(current.find("key")).isNotNull();
        clock.pass(TICK);
        current.look();
        assertThatExceptionOfType(ConfigTooOld.class)
                .isThrownBy(() -> current.find("key"))
                .withMessage("the configuration of dev/researcher is from 3600 s ago; at most 3600 s are allowed");
        current.confirm(clock.instant(), false);
        assertThat(current.find("key")).isNotNull();
    }

    @Test
    void isTooOldAtOnceWhereItCameSo() {
        current.accept(snapshot(), clock.instant().minus(OLD), false);

        assertThatExceptionOfType(ConfigTooOld.class).isThrownBy(() -> current.find("key"));
    }

    @Test
    void isNoYoungerThanNowWhereTheClockIsSetBack() {
        accept();

        clock.pass(Duration.ofHours(-5));

        assertThat(current.age()).isZero();
        assertThat(current.stale()).isFalse();
    }

    @Test
    void hasNothingToReadBeforeTheFirstSnapshot() {
        assertThatExceptionOfType(ConfigTooOld.class)
                .isThrownBy(() -> current.find("key"))
                .withMessageContaining("not there yet");
        assertThat(current.stale()).isTrue();
    }

    @Test
    void holdsItsSettingsToBounds() {
        Duration minute = Duration.ofMinutes(1);
        new ConfigSettings(minute, minute.plus(TICK), minute.plus(TICK), TICK);

        assertThatIllegalArgumentException().isThrownBy(() -> new ConfigSettings(minute.plus(TICK), OLD, OLD, TICK));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfigSettings(Duration.ofMillis(999), OLD, OLD, TICK));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfigSettings(minute, minute, OLD, TICK));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfigSettings(minute, OLD, OLD.minus(TICK), TICK));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfigSettings(minute, OLD, OLD, Duration.ZERO));
    }

    private void accept() {
        current.accept(snapshot(), clock.instant(), false);
    }

    private static ConfigSnapshot snapshot() {
        return new ConfigSnapshot("\"1\"", new byte[0], Map.of("key", new ConfigValue("value", false)), Map.of());
    }
}
