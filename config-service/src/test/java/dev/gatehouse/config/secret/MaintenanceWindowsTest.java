package dev.gatehouse.config.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2026-03-04 is a Wednesday. */
class MaintenanceWindowsTest {
    @ParameterizedTest
    @CsvSource({
        "always, 2026-03-04T12:00:00Z, 2026-03-04T12:00:00Z",
        "wed 10:00-13:00, 2026-03-04T12:00:00Z, 2026-03-04T12:00:00Z",
        "wed 10:00-13:00, 2026-03-04T10:00:00Z, 2026-03-04T10:00:00Z",
        "wed 10:00-13:00, 2026-03-04T09:59:59Z, 2026-03-04T10:00:00Z",
        "wed 10:00-13:00, 2026-03-04T13:00:00Z, 2026-03-11T10:00:00Z",
        "'sat,sun 01:00-05:00', 2026-03-04T12:00:00Z, 2026-03-07T01:00:00Z",
        "'sat,sun 01:00-05:00', 2026-03-07T05:00:00Z, 2026-03-08T01:00:00Z",
        "fri-mon 01:00-05:00, 2026-03-09T04:59:59Z, 2026-03-09T04:59:59Z",
        "fri-mon 01:00-05:00, 2026-03-10T01:00:00Z, 2026-03-13T01:00:00Z",
        "tue 22:00-02:00, 2026-03-04T01:59:59Z, 2026-03-04T01:59:59Z",
        "tue 22:00-02:00, 2026-03-04T02:00:00Z, 2026-03-10T22:00:00Z",
        "daily 00:00-00:00, 2026-03-04T12:00:00Z, 2026-03-04T12:00:00Z",
        "'sun 01:00-02:00; thu 03:00-04:00', 2026-03-04T12:00:00Z, 2026-03-05T03:00:00Z",
    })
    void opensNext(String text, Instant at, Instant expected) {
        assertThat(MaintenanceWindows.parse(text).next(at)).isEqualTo(expected);
    }

    @Test
    void isOpenFromItsStartAndNotAtItsEnd() {
        MaintenanceWindows window = MaintenanceWindows.parse("wed 10:00-13:00");

        assertThat(window.open(Instant.parse("2026-03-04T10:00:00Z"))).isTrue();
        assertThat(window.open(Instant.parse("2026-03-04T12:59:59Z"))).isTrue();
        assertThat(window.open(Instant.parse("2026-03-04T13:00:00Z"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wed",
                "wednesday 10:00-13:00",
                "foo 10:00-13:00",
                "wed 10:00",
                "wed 25:00-26:00",
                "wed 1:00-2:00",
                "wed 10:00-13:00;",
                "WED 10:00-13:00"
            })
    void refusesWhatIsNoWindow(String text) {
        assertThatThrownBy(() -> MaintenanceWindows.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sat,sun 01:00-05:00");
    }
}
