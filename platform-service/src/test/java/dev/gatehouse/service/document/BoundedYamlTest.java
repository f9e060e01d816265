package dev.gatehouse.service.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedYamlTest {
    private static final String CANARY = "canary-7f3a9c";

    private final BoundedYaml yaml = new BoundedYaml(BoundedYaml.Limits.FILE);

    @Test
    void readsMappingsListsAndScalarsWithTheirLines() {
        Document document = yaml.read("""
                name: aurora
                # a comment
                pools:
                  - size: 4
                    rate: 0.50
                """.getBytes(UTF_8));

        assertThat(document.root().toString()).isEqualTo("""
                {"name":"aurora","pools":[{"size":4,"rate":0.50}]}""");
        assertThat(document.located()
                        .get("pools")
                        .items()
                        .getFirst()
                        .get("rate")
                        .error("x"))
                .hasMessage("line 5, pools > [0] > rate: x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    true      | true
                    FALSE     | false
                    ~         | null
                    null      | null
                    007       | 7
                    -12       | -12
                    1.50      | 1.50
                    yes       | "yes"
                    on        | "on"
                    0x1F      | "0x1F"
                    1:30      | "1:30"
                    2024-01-02| "2024-01-02"
                    1_000     | "1_000"
                    30s       | "30s"
                    '"true"'  | "true"
                    """)
    void readsPlainScalarsByTheCoreSchema(String written, String json) {
        JsonNode root = yaml.read(written.getBytes(UTF_8)).root();

        assertThat(root).hasToString(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &x [1]\nb: *x",
                "a: &x 1",
                "a: !!java.net.URL [http://localhost]",
                "a: !!javax.script.ScriptEngineManager []",
                "a: !!str b",
                "!local {a: b}",
                "a: 1\na: 2",
                "? [a]\n: b",
                "? {a: b}\n: c",
                ": b",
                "a: 1\n---\nb: 2",
                "",
                "# nothing",
                "a: .inf",
                "a: .nan",
                "a: 1e100",
                "a: [1, 2",
                "a: b: c",
                "a: \"\\q\"",
                "a: \u0001",
            })
    void refusesWhatItDoesNotTake(String text) {
        assertThatThrownBy(() -> yaml.read(text.getBytes(UTF_8))).isInstanceOf(InvalidDocument.class);
    }

    @Test
    void refusesAnAliasBombAtItsFirstAnchor() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }

        assertThatThrownBy(() -> yaml.read(bomb.toString().getBytes(UTF_8)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessage("line 1: has an anchor, which is not taken here");
    }

    @Test
    void takesADocumentAtItsDepthAndRefusesOneLevelMore() {
        BoundedYaml shallow = new BoundedYaml(new BoundedYaml.Limits(100, 3));

        assertThat(shallow.read("[[[x]]]".getBytes(UTF_8)).root().toString()).isEqualTo("[[[\"x\"]]]");
        assertThatThrownBy(() -> shallow.read("[[[[x]]]]".getBytes(UTF_8)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessage("line 1: is nested deeper than 3 levels");
    }

    @Test
    void refusesAMegabyteOfOpenBracketsByItsDepth() {
        assertThatThrownBy(() -> yaml.read("[".repeat(1_048_576).getBytes(UTF_8)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("nested deeper than 32");
    }

    @Test
    void takesADocumentOfItsSizeAndRefusesOneByteMore() {
        BoundedYaml small = new BoundedYaml(new BoundedYaml.Limits(4, 3));

        assertThat(small.read("aéb".getBytes(UTF_8)).root().textValue()).isEqualTo("aéb");
        assertThatThrownBy(() -> small.read("aéüb".getBytes(UTF_8)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessage("the document has more than 4 bytes");
    }

    @Test
    void takesANumberOf64CharactersAndRefusesALongerOne() {
        assertThat(yaml.read("9".repeat(64).getBytes(UTF_8)).root().isIntegralNumber())
                .isTrue();
        assertThatThrownBy(() -> yaml.read("9".repeat(65).getBytes(UTF_8))).isInstanceOf(InvalidDocument.class);
    }

    @Test
    void refusesInvalidUtf8() {
        assertThatThrownBy(() -> yaml.read("a: caf\u00e9".getBytes(ISO_8859_1)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessage("the document is not valid UTF-8");
    }

    @Test
    void skipsAByteOrderMark() {
        assertThat(yaml.read("\uFEFFa: 1".getBytes(UTF_8)).root().has("a")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: CANARY: b",
                "a: 'CANARY",
                "a: !CANARY b",
                "a: &CANARY b",
                "a: *CANARY",
                "CANARY: 1\nCANARY: 2",
                "a: \"CANARY\\q\"",
                "%YAML CANARY\n---\na: 1",
                "a: CANARY\u0001",
                "a:\n\t- CANARY",
            })
    void neverRepeatsTheContentOfAMalformedDocument(String text) {
        byte[] document = text.replace("CANARY", CANARY).getBytes(UTF_8);

        assertThatThrownBy(() -> yaml.read(document))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void answersNoiseWithATreeOrAnInvalidDocument() {
        Random random = new Random(20260101);
        String alphabet = "ab1 :-[]{},&*!|>%@`'\"#?\n\t\\~.\u00e9\u0085\u2028";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder noise = new StringBuilder();
            random.ints(random.nextInt(1, 40), 0, alphabet.length()).forEach(i -> noise.append(alphabet.charAt(i)));
            try {
                yaml.read(noise.toString().getBytes(UTF_8));
            } catch (InvalidDocument refused) {
                assertThat(refused.rule()).isNotEmpty();
            }
        }
    }
}
