package dev.gatehouse.config.http.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.http.BadRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitsTest {
    @ParameterizedTest
    @CsvSource({"0ms, 0", "1ms, 1", "500ms, 500", "60000ms, 60000", "0s, 0", "30s, 30000", "60s, 60000", "1m, 60000"})
    void reads(String text, long millis) {
        assertThat(Waits.of(text)).contains(Duration.ofMillis(millis));
    }

    @Test
    void isNoneWhereItIsNotAskedFor() {
        assertThat(Waits.of(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "s",
                "-1s",
                "+1s",
                "1.5s",
                "60001ms",
                "61s",
                "2m",
                "1h",
                "1 s",
                " 1s",
                "1s ",
                "1S",
                "1000000ms",
                "99999999999999999999s",
                "٣s",
                "PT1S"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> Waits.of(text))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("'wait'")
                .hasMessageContaining("60s");
    }
}
