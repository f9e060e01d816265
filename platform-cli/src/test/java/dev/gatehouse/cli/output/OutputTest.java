package dev.gatehouse.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What services send can't steer a terminal, in whichever form it is printed. */
class OutputTest {
    private static final String NASTY = "a\u001b[2J\u202eb\u009b1m\r\nc\u0000";

    @Test
    void aTableHasEscapes() {
        ObjectNode object = Json.object().put("x", NASTY);

        String table = Columns.of("X", "/x").table(List.of(object)).text();

        assertThat(table).isEqualTo("X\na\\x1b[2J\\u{202e}b\\x9b1m\\r\\nc\\x00\n");
    }

    @Test
    void jsonHasEscapesAndStaysTheSameValue() {
        ObjectNode object = Json.object().put("x", NASTY + "\u00fc\ud83d\ude00");

        String pretty = Json.pretty(object);
        String compact = Json.compact(object);

        assertThat(Printable.isPlain(pretty.replace("\n", ""))).isTrue();
        assertThat(Printable.isPlain(compact)).isTrue();
        assertThat(compact).contains("\u00fc\ud83d\ude00");
        assertThat(Json.read(pretty.getBytes(StandardCharsets.UTF_8))).contains(object);
        assertThat(Json.read(compact.getBytes(StandardCharsets.UTF_8))).contains(object);
    }

    @Test
    void yamlHasEscapesAndStaysTheSameValue() {
        ObjectNode object = Json.object().put("x", NASTY).put("y", "no").put("z", "\u00fc");

        String yaml = Yaml.write(object);

        assertThat(Printable.isPlain(yaml.replace("\n", ""))).isTrue();
        assertThat(Yaml.read(yaml.getBytes(StandardCharsets.UTF_8))).contains(object);
        assertThat(Yaml.write(Json.object().put("z", "\u00fc"))).isEqualTo("z: \"\u00fc\"\n");
    }

    @Test
    void aLongCellIsCutAndAFieldIsNot() {
        String text = "x".repeat(81);
        ObjectNode object = Json.object().put("x", text);

        assertThat(Columns.of("X", "/x").table(List.of(object)).text()).isEqualTo("X\n" + "x".repeat(77) + "...\n");
        assertThat(Columns.of("X", "/x").sheet(object).text()).isEqualTo("X  " + text + "\n");
        assertThat(Columns.of("X", "/x")
                        .table(List.of(Json.object().put("x", "y".repeat(80))))
                        .text())
                .isEqualTo("X\n" + "y".repeat(80) + "\n");
    }

    @Test
    void whatIsNoDocumentIsNone() {
        assertThat(Json.read("{} {}".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(Json.read("{".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(Json.read(new byte[0])).isEmpty();
        assertThat(Yaml.read("a: [".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
