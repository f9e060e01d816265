package dev.gatehouse.client.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotJsonTest {
    private static final SnapshotId ID = new SnapshotId("dev", "researcher");
    private static final String WHOLE = """
            {"environment": "dev", "application": "researcher", "version": "v", "layers": ["global", {"new": []}],
             "values": {"text": "plain", "number": 20, "decimal": 0.10, "on": true, "list": ["a", "b"], "none": [],
                        "json": {"quality": 0.5, "deep": [{"a": null}]}, "mixed": ["a", 1, {"b": []}], "gone": null},
             "unresolved": {"database.credentials": "not-permitted"}, "more": [1, {"x": {}}]}
            """;

    @Test
    void readsEachKindOfValue() {
        ConfigSnapshot snapshot = read(WHOLE).orElseThrow();

        assertThat(text(snapshot, "text")).isEqualTo("plain");
        assertThat(text(snapshot, "number")).isEqualTo("20");
        assertThat(text(snapshot, "decimal")).as("the digits are kept").isEqualTo("0.10");
        assertThat(text(snapshot, "on")).isEqualTo("true");
        assertThat(text(snapshot, "list")).isEqualTo("a,b");
        assertThat(text(snapshot, "none")).isEmpty();
        assertThat(text(snapshot, "json")).isEqualTo("{\"quality\":0.5,\"deep\":[{\"a\":null}]}");
        assertThat(text(snapshot, "mixed")).isEqualTo("[\"a\",1,{\"b\":[]}]");
        assertThat(snapshot.find("gone")).isNull();
        assertThat(snapshot.unresolved("database.credentials")).contains("not-permitted");
    }

    @Test
    void readsAListOnlyWhereOneWasDelivered() {
        ConfigSnapshot snapshot = read(WHOLE).orElseThrow();

        assertThat(value(snapshot, "list").as(ValueType.LIST)).contains(List.of("a", "b"));
        assertThat(value(snapshot, "mixed").as(ValueType.LIST)).isEmpty();
        assertThat(value(snapshot, "json").as(ValueType.LIST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "<html>",
                "{}",
                "{\"environment\":\"dev\",\"application\":\"researcher\"}",
                "{\"environment\":\"dev\",\"application\":\"researcher\",\"values\":[]}",
                "{\"environment\":\"dev\",\"application\":\"researcher\",\"values\":{\"a\":}}",
                "{\"environment\":\"dev\",\"application\":\"researcher\",\"values\":{}} {}",
                "{\"environment\":\"prod\",\"application\":\"researcher\",\"values\":{}}",
                "{\"environment\":\"dev\",\"application\":\"coder\",\"values\":{}}"
            })
    void takesNothingElseForASnapshot(String body) {
        assertThat(read(body)).isEmpty();
    }

    @Test
    void takesNoBeginningForTheWhole() {
        byte[] whole = WHOLE.strip().getBytes(UTF_8);

        for (int length = 0; length < whole.length; length++) {
            assertThat(read(new String(whole, 0, length, UTF_8)))
                    .as("%s bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void showsNoValue() {
        ConfigSnapshot snapshot = read(WHOLE).orElseThrow();

        assertThat(snapshot).hasToString("snapshot \"tag\"");
        assertThat(String.valueOf(snapshot.find("text"))).isEqualTo("[redacted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "/x", "dev/", "dev/a/b", "../x", "de v/x", "dev/x?y"})
    void refusesWhatNamesNoSnapshot(String text) {
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException().isThrownBy(() -> SnapshotId.of(text));
    }

    private static String text(ConfigSnapshot snapshot, String key) {
        return value(snapshot, key).text();
    }

    private static ConfigValue value(ConfigSnapshot snapshot, String key) {
        return Objects.requireNonNull(snapshot.find(key));
    }

    private static Optional<ConfigSnapshot> read(String body) {
        return SnapshotJson.read(ID, "\"tag\"", body.getBytes(UTF_8));
    }
}
