package dev.gatehouse.audit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.detect.BacktestRange;
import dev.gatehouse.service.http.BadRequest;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacktestRequestTest {
    private static final BacktestRange EVERYTHING =
            new BacktestRange(Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());

    @Test
    void readsARange() {
        String json =
                "{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-02T00:00:00Z\",\"fromIndex\":3,\"toIndex\":9}";

        assertThat(BacktestRequest.ofJson(json.getBytes(UTF_8)))
                .isEqualTo(new BacktestRange(
                        Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                        Optional.of(Instant.parse("2026-01-02T00:00:00Z")),
                        OptionalLong.of(3),
                        OptionalLong.of(9)));
    }

    @Test
    void readsTheSameOfAQuery() {
        MultiMap query = MultiMap.caseInsensitiveMultiMap().add("toIndex", "9");

        assertThat(BacktestRequest.ofQuery(query).toIndex()).hasValue(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}"})
    void takesNothingForEverything(String body) {
        assertThat(BacktestRequest.ofJson(body.getBytes(UTF_8))).isEqualTo(EVERYTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "7",
                "{} {}",
                "{\"since\":1}",
                "{\"from\":null}",
                "{\"from\":{}}",
                "{\"fromIndex\":1,\"fromIndex\":2}",
                "{\"fromIndex\":1.5}",
                "{\"fromIndex\":99999999999999999999}",
                "{\"fromIndex\":-1}",
                "{\"fromIndex\":2,\"toIndex\":1}",
                "{\"from\":\"secret-text\"}",
                "{\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}"
            })
    void refusesWhatIsNoRange(String body) {
        assertThatThrownBy(() -> BacktestRequest.ofJson(body.getBytes(UTF_8)))
                .isInstanceOf(BadRequest.class)
                .message()
                .doesNotContain("secret-text");
    }

    @Test
    void refusesAParameterTwice() {
        MultiMap query = MultiMap.caseInsensitiveMultiMap().add("toIndex", "9").add("toIndex", "8");

        assertThatThrownBy(() -> BacktestRequest.ofQuery(query)).isInstanceOf(BadRequest.class);
    }
}
