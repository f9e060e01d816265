package dev.gatehouse.config.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gatehouse.service.access.FixedGrants;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class RendererTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @TempDir
    private Path folder;

    private final View view = new World().view(FixedGrants.all());

    private String render(Format format, Map<String, JsonNode> values) {
        return render(format, values, Map.of());
    }

    private String render(Format format, Map<String, JsonNode> values, Map<String, String> unresolved) {
        return new String(Renderer.render(format, view, new TreeMap<>(values), unresolved), UTF_8);
    }

    private static SortedMap<String, JsonNode> hostileValues() {
        SortedMap<String, JsonNode> values = new TreeMap<>();
        List<String> texts = HostileText.some();
        for (int i = 0; i < texts.size(); i++) {
            values.put("k" + i, TextNode.valueOf(texts.get(i)));
        }
        return values;
    }

    @Test
    void writesJsonWithTypedValues() throws IOException {
        String text = render(Format.JSON, typed(), Map.of("key", "cycle"));

        JsonNode json = new ObjectMapper().readTree(text);

        assertThat(json.at("/environment").textValue()).isEqualTo("dev");
        assertThat(json.at("/application").textValue()).isEqualTo("coder");
        assertThat(json.at("/version").textValue()).isEqualTo(view.version());
        assertThat(json.at("/layers").toString())
                .isEqualTo("[\"global\",\"system\",\"agents/common\",\"agents/coder\"]");
        assertThat(text)
                .contains(
                        "\"values\":{\"count\":3,\"flag\":true,\"list\":[\"a\",\"b\"],\"object\":{\"n\":1},\"rate\":0.50,\"text\":\"3\"}");
        assertThat(json.at("/unresolved/key").textValue()).isEqualTo("cycle");
    }

    private static Map<String, JsonNode> typed() {
        return new TreeMap<>(Map.of(
                "flag", NODES.booleanNode(true),
                "count", NODES.numberNode(3),
                "rate", NODES.numberNode(new java.math.BigDecimal("0.50")),
                "list", NODES.arrayNode().add("a").add("b"),
                "object", NODES.objectNode().put("n", 1),
                "text", NODES.textNode("3")));
    }

    @Test
    void writesYamlWithTypedValues() throws IOException {
        Map<String, JsonNode> values = typed();

        JsonNode yaml = new YAMLMapper().readTree(render(Format.YAML, values));

        assertThat(yaml.at("/values/flag").isBoolean()).isTrue();
        assertThat(yaml.at("/values/count").isIntegralNumber()).isTrue();
        assertThat(yaml.at("/values/rate").isNumber()).isTrue();
        assertThat(yaml.at("/values/text").isTextual()).isTrue();
        assertThat(yaml.at("/values/list").size()).isEqualTo(2);
        assertThat(yaml.at("/values/object/n").intValue()).isEqualTo(1);
    }

    @Test
    void readsBackFromJsonWhateverTheTexts() throws IOException {
        SortedMap<String, JsonNode> values = hostileValues();

        JsonNode read = new ObjectMapper().readTree(render(Format.JSON, values)).get("values");

        assertThat(read).isEqualTo(NODES.objectNode().setAll(values));
    }

    @Test
    void readsBackFromYamlWhateverTheTexts() throws IOException {
        SortedMap<String, JsonNode> values = hostileValues();

        JsonNode read = new YAMLMapper().readTree(render(Format.YAML, values)).get("values");

        assertThat(read).isEqualTo(NODES.objectNode().setAll(values));
    }

    /** A reader that knows the types of YAML 1.1 takes {@code 1_000}, {@code 12:30:45} or {@code 2026-01-02} for no text. */
    @Test
    void readsBackAsTextsFromYamlByAReaderWithMoreTypes() {
        SortedMap<String, JsonNode> values = hostileValues();

        Map<?, ?> read = snakeValues(render(Format.YAML, values));

        values.forEach((key, value) -> assertThat(read.get(key)).isEqualTo(value.textValue()));
    }

    @Test
    void writesKeysToYamlThatAreReadAsTexts() {
        Map<String, JsonNode> values = new TreeMap<>();
        for (String key :
                List.of("404", "1.5", "1e3", "0x1F", "1_000", "on", "null", "y", "2026-01-02", "-", "a-b.c_d")) {
            values.put(key, NODES.textNode("v"));
        }

        Map<?, ?> read = snakeValues(render(Format.YAML, values));

        assertThat(read.keySet()).isEqualTo(values.keySet());
    }

    private static Map<?, ?> snakeValues(String yaml) {
        Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) root).get("values"));
    }

    @Test
    void readsBackFromPropertiesWhateverTheTexts() throws IOException {
        SortedMap<String, JsonNode> values = hostileValues();
        Properties read = new Properties();

        read.load(new StringReader(render(Format.PROPERTIES, values)));

        assertThat(read).hasSameSizeAs(values);
        values.forEach((key, value) -> assertThat(read.getProperty(key)).isEqualTo(value.textValue()));
    }

    @Test
    void readsBackFromPropertiesByAReaderOfLatin1() throws IOException {
        String text = render(Format.PROPERTIES, Map.of("key", NODES.textNode("é漢😀")));
        Properties read = new Properties();

        read.load(new java.io.ByteArrayInputStream(text.getBytes(UTF_8)));

        assertThat(read).containsEntry("key", "é漢😀");
    }

    @Test
    void escapesAnyKeyOfProperties() throws IOException {
        for (String key : HostileText.some()) {
            Properties read = new Properties();

            read.load(new StringReader(PropertiesText.escape(key, true) + "=value\n"));

            assertThat(read).containsOnlyKeys(key).containsEntry(key, "value");
        }
    }

    @Test
    void readsBackFromAShellWhateverTheTexts() throws Exception {
        SortedMap<String, JsonNode> values = hostileValues();

        List<String> read = sourced(values);

        assertThat(read)
                .isEqualTo(values.values().stream().map(JsonNode::textValue).toList());
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    /** What a shell holds in each variable, after it has sourced the file. */
    private List<String> sourced(SortedMap<String, JsonNode> values) throws Exception {
        Files.writeString(folder.resolve("env"), render(Format.ENV, values));
        StringBuilder script = new StringBuilder("set -eu\n. ./env\n");
        values.keySet()
                .forEach(key ->
                        script.append("printf '%s\\0' \"$").append(name(key)).append("\"\n"));
        Process shell = new ProcessBuilder("sh", "-c", script.toString())
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        shell.getOutputStream().close();
        String output;
        try (InputStream out = shell.getInputStream()) {
            output = new String(out.readAllBytes(), UTF_8);
        }
        assertThat(shell.waitFor()).isZero();
        List<String> read = new ArrayList<>(List.of(output.split("\0", -1)));
        read.removeLast();
        return read;
    }

    private static String name(String key) {
        return key.toUpperCase(java.util.Locale.ROOT);
    }

    @Test
    void namesVariablesAsAShellCan() {
        String text = render(
                Format.ENV,
                Map.of(
                        "pool.max-size",
                        NODES.numberNode(3),
                        "2fa",
                        NODES.booleanNode(true),
                        "ok_1",
                        NODES.textNode("x")));

        assertThat(text.lines())
                .containsExactly("# version " + view.version(), "_2FA='true'", "OK_1='x'", "POOL_MAX_SIZE='3'");
    }

    @Test
    void refusesTwoKeysOfOneVariable() {
        Map<String, JsonNode> values = Map.of("a.b", NODES.textNode("canary-1"), "a-b", NODES.textNode("canary-2"));

        assertThatThrownBy(() -> render(Format.ENV, values))
                .isInstanceOf(KeyCollision.class)
                .hasMessageContaining("a-b")
                .hasMessageContaining("a.b")
                .hasMessageContaining("A_B")
                .hasMessageNotContaining("canary");
    }

    @Test
    void hasNoCollisionInFormatsThatKnowBothKeys() {
        Map<String, JsonNode> values = Map.of("a.b", NODES.textNode("1"), "a-b", NODES.textNode("2"));

        assertThat(render(Format.PROPERTIES, values)).contains("a.b=1\n", "a-b=2\n");
    }

    @Test
    void writesAListWithCommasAndAnObjectAsJsonInFlatFormats() {
        Map<String, JsonNode> values = Map.of(
                "list", NODES.arrayNode().add("a").add("b"),
                "mixed", NODES.arrayNode().add(1).add("b"),
                "object", NODES.objectNode().put("n", 1));

        assertThat(render(Format.ENV, values)).contains("LIST='a,b'\n", "MIXED='[1,\"b\"]'\n", "OBJECT='{\"n\":1}'\n");
        assertThat(render(Format.PROPERTIES, values)).contains("list=a,b\n");
    }

    @Test
    void saysInACommentWhatIsUnresolved() {
        Map<String, String> unresolved = Map.of("key", "not-found");

        assertThat(render(Format.PROPERTIES, Map.of(), unresolved)).endsWith("# unresolved key: not-found\n");
        assertThat(render(Format.ENV, Map.of(), unresolved)).endsWith("# unresolved key: not-found\n");
    }
}
