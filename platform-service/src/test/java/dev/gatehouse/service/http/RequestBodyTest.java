package dev.gatehouse.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    private static final String CANARY = "canary-body-2217";
    private static final Set<String> KNOWN = Set.of("value", "count", "flag", "items");

    private static RequestBody read(String text, @Nullable String contentType) {
        return RequestBody.read(text.getBytes(UTF_8), contentType, KNOWN);
    }

    private static RequestBody json(String text) {
        return read(text, null);
    }

    private static void refuses(Runnable reading, String type) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        BadRequest.class, e -> assertThat(e.type()).isEqualTo(type))
                .hasMessageNotContaining(CANARY);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "text/plain"})
    void readsJson(@Nullable String contentType) {
        RequestBody body = read("{\"value\":\"v\",\"count\":3,\"flag\":true,\"items\":[\"a\",\"b\"]}", contentType);

        assertThat(body.requiredText("value")).isEqualTo("v");
        assertThat(body.number("count")).hasValue(3);
        assertThat(body.flag("flag")).isTrue();
        assertThat(body.texts("items", 2)).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "Application/YAML;charset=utf-8", "application/x-yaml", "text/yaml"})
    void readsYaml(String contentType) {
        RequestBody body = read("value: v\ncount: 3\nflag: true\nitems: [a, b]\n", contentType);

        assertThat(body.requiredText("value")).isEqualTo("v");
        assertThat(body.number("count")).hasValue(3);
        assertThat(body.texts("items", 2)).containsExactly("a", "b");
    }

    @Test
    void takesWhatIsAbsentOrNullForNotThere() {
        RequestBody body = json("{\"value\":null}");

        assertThat(body.node("value")).isEmpty();
        assertThat(body.text("value")).isEmpty();
        assertThat(body.number("count")).isEmpty();
        assertThat(body.flag("flag")).isFalse();
        assertThat(body.texts("items", 1)).isEmpty();
        refuses(() -> body.requiredText("value"), "invalid-field");
    }

    @Test
    void readsUpToItsBytesAndNoMore() {
        String frame = "{\"value\":\"\"}";
        String most = "a".repeat(RequestBody.MAX_BYTES - frame.length());

        assertThat(json("{\"value\":\"" + most + "\"}").requiredText("value")).hasSameSizeAs(most);

        refuses(() -> json("{\"value\":\"" + most + "a\"}"), "malformed-body");
        refuses(() -> read("value: " + "a".repeat(RequestBody.MAX_BYTES), "application/yaml"), "malformed-body");
    }

    @Test
    void readsDownToItsDepthAndNoDeeper() {
        int inside = RequestBody.MAX_DEPTH - 1;

        assertThat(json("{\"value\":" + "[".repeat(inside) + "]".repeat(inside) + "}")
                        .node("value"))
                .isPresent();

        refuses(() -> json("{\"value\":" + "[".repeat(inside + 1) + "]".repeat(inside + 1) + "}"), "malformed-body");
        refuses(
                () -> read("value: " + "[".repeat(inside + 1) + "]".repeat(inside + 1), "application/yaml"),
                "malformed-body");
        refuses(() -> json("[".repeat(100_000)), "malformed-body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"value\":\"canary-body-2217",
                "{\"value\":canary-body-2217}",
                "{\"value\":\"canary-body-2217\"} canary-body-2217",
                "{\"value\":\"canary-body-2217\",\"value\":\"canary-body-2217\"}",
                "[\"canary-body-2217\"]",
                "\"canary-body-2217\"",
                "null",
                "3"
            })
    void refusesWhatIsNoObject(String text) {
        refuses(() -> json(text), "malformed-body");
    }

    @Test
    void refusesNoBodyAtAll() {
        refuses(() -> RequestBody.read(null, null, KNOWN), "malformed-body");
    }

    @Test
    void refusesABombOfAliases() {
        StringBuilder bomb = new StringBuilder("value: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("k")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a");
            bomb.append(i - 1).append("]\n");
        }

        refuses(() -> read(bomb.toString(), "application/yaml"), "malformed-body");
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] bytes = ("{\"value\":\"" + CANARY + "?\"}").getBytes(UTF_8);
        bytes[bytes.length - 3] = (byte) 0xff;

        refuses(() -> RequestBody.read(bytes, null, KNOWN), "malformed-body");
        refuses(() -> RequestBody.read(bytes, "application/yaml", KNOWN), "malformed-body");
    }

    @Test
    void refusesHalfOfASurrogatePair() {
        refuses(() -> json("{\"value\":\"" + CANARY + "\\ud83d\"}").text("value"), "invalid-field");
        refuses(() -> json("{\"items\":[\"" + CANARY + "\\ude00\"]}").texts("items", 1), "invalid-field");
        assertThat(json("{\"value\":\"\\ud83d\\ude00\"}").text("value")).contains("😀");
    }

    @Test
    void refusesANameThatItDoesNotKnowAndNamesThoseThatItDoes() {
        assertThatThrownBy(() -> json("{\"" + CANARY + "\":1}"))
                .isInstanceOfSatisfying(
                        BadRequest.class, e -> assertThat(e.type()).isEqualTo("unknown-field"))
                .hasMessageContaining("count, flag, items, value")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void namesTheFieldOfTheWrongTypeAndNotItsValue() {
        for (String value : List.of("3", "true", "{}", "[\"" + CANARY + "\"]")) {
            RequestBody body = json("{\"value\":" + value + "}");
            refuses(() -> body.text("value"), "invalid-field");
            assertThatThrownBy(() -> body.text("value")).hasMessageContaining("'value'");
        }
        for (String value : List.of("\"" + CANARY + "\"", "1.5", "1.0", "1e3", "9223372036854775808", "true")) {
            refuses(() -> json("{\"count\":" + value + "}").number("count"), "invalid-field");
        }
        assertThat(json("{\"count\":9223372036854775807}").number("count")).hasValue(Long.MAX_VALUE);
        for (String value : List.of("\"true\"", "1")) {
            refuses(() -> json("{\"flag\":" + value + "}").flag("flag"), "invalid-field");
        }
        for (String value : List.of("\"" + CANARY + "\"", "[1]", "[\"" + CANARY + "\",null]", "{}")) {
            refuses(() -> json("{\"items\":" + value + "}").texts("items", 9), "invalid-field");
        }
    }

    @Test
    void takesAsManyItemsAsTheLimitAndNoMore() {
        assertThat(json("{\"items\":[\"a\",\"b\"]}").texts("items", 2)).hasSize(2);
        assertThat(json("{\"items\":[]}").texts("items", 0)).isEmpty();

        refuses(() -> json("{\"items\":[\"a\",\"b\"]}").texts("items", 1), "invalid-field");
    }
}
