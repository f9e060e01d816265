package dev.gatehouse.audit.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.audit.query.ExportResult.Cut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowExportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ExportLimits LIMITS = new ExportLimits(100, 1 << 20, Duration.ofMinutes(1));

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void writesAnObjectALineAndAnEnd() throws IOException {
        TestEvent event = TestEvent.at(0).ocsf("{\"a\":[1,\n2]}");

        ExportResult result = export(new NdjsonFormat(), LIMITS, event);

        assertThat(result.complete()).isTrue();
        List<String> lines = text().lines().toList();
        JsonNode row = JSON.readTree(lines.get(0));
        assertThat(row.get("uid").asText()).isEqualTo("uid-0");
        assertThat(row.get("resources").get(0).asText()).isEqualTo("arn:aws:s3:::bucket/0");
        assertThat(row.get("ocsf")).isEqualTo(JSON.readTree("{\"a\":[1,2]}"));
        assertThat(lines.get(1)).isEqualTo("{\"export\":{\"rows\":1,\"complete\":true}}");
        assertThat(lines).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u2028", "\u2029", "\u0085"})
    void escapesWhatSomeTakeForTheEndOfALine(String separator) throws IOException {
        export(new NdjsonFormat(), LIMITS, TestEvent.at(0).ocsf("{\"a\":\"x" + separator + "y\"}"));

        assertThat(text()).doesNotContain(separator);
        JsonNode row = JSON.readTree(text().lines().findFirst().orElseThrow());
        assertThat(row.at("/ocsf/a").asText()).isEqualTo("x" + separator + "y");
    }

    @Test
    void writesARecordALineWithEachCellInQuotes() throws IOException {
        export(new CsvFormat(), LIMITS, TestEvent.at(0).actor("a \"b\", c").ocsf("{}"));

        assertThat(text())
                .startsWith("\"index\",\"received\",\"time\",")
                .endsWith(",\"{}\"\r\n")
                .contains(",\"a \"\"b\"\", c\",");
        assertThat(text().split("\r\n", -1)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\uff1d1"})
    void letsNoCellBeAFormula(String formula) throws IOException {
        export(
                new CsvFormat(),
                LIMITS,
                TestEvent.at(0).actor(formula).action(formula).resources(formula));

        assertThat(text()).contains("\"'" + formula + "\",\"'" + formula + "\",\"'" + formula + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=1", "a-b", "arn:aws", " =1"})
    void leavesOtherCellsAsTheyAre(String text) throws IOException {
        export(new CsvFormat(), LIMITS, TestEvent.at(0).actor(text));

        assertThat(text()).contains(",\"" + text + "\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r=1\n\"x\"", "\n", "\r\n,evil", "\u2028=2"})
    void letsNoCellBreakItsLine(String hostile) throws IOException {
        export(new CsvFormat(), LIMITS, TestEvent.at(0).actor(hostile));

        assertThat(text().split("\r\n|[\r\n\u2028]", -1)).hasSize(3);
    }

    @Test
    void cutsAtTheRowsAndSaysSo() throws IOException {
        ExportLimits two = new ExportLimits(2, 1 << 20, Duration.ofMinutes(1));

        ExportResult three = export(new NdjsonFormat(), two, events(3));

        assertThat(three.cut()).contains(Cut.ROWS);
        assertThat(three.rows()).isEqualTo(2);
        assertThat(text()).endsWith("{\"export\":{\"rows\":2,\"complete\":false,\"cut\":\"rows\"}}\n");
        assertThat(export(new NdjsonFormat(), two, events(2)).complete()).isTrue();
    }

    @Test
    void cutsAtTheBytesAndSaysSo() throws IOException {
        NdjsonFormat format = new NdjsonFormat();
        int size = format.line(TestEvent.at(0).row()).length
                + format.line(TestEvent.at(1).row()).length;

        ExportResult tight = export(format, new ExportLimits(10, size, Duration.ofMinutes(1)), events(2));
        ExportResult tooTight = export(format, new ExportLimits(10, size - 1, Duration.ofMinutes(1)), events(2));

        assertThat(tight).isEqualTo(new ExportResult(2, Optional.empty()));
        assertThat(tooTight).isEqualTo(new ExportResult(1, Optional.of(Cut.BYTES)));
    }

    @Test
    void saysInCsvThatItWasCut() throws IOException {
        export(new CsvFormat(), new ExportLimits(1, 1 << 20, Duration.ofMinutes(1)), events(2));

        assertThat(text()).endsWith("\"cut after 1 events (rows): there are more\"\r\n");
    }

    @Test
    void endsWithWhatItHasWhereTheScanFails() throws IOException {
        Iterator<EventRow> late = Stream.iterate(0L, i -> i + 1)
                .map(i -> {
                    if (i == 2) {
                        throw new QueryTimedOut(Duration.ofSeconds(1));
                    }
                    return TestEvent.at(i).row();
                })
                .iterator();

        ExportResult result = RowExport.write(late, new NdjsonFormat(), LIMITS, written);

        assertThat(result.rows()).isEqualTo(2);
        assertThat(result.cut()).contains(Cut.DEADLINE);
        assertThat(text()).endsWith("\"cut\":\"deadline\"}}\n");
    }

    private ExportResult export(RowFormat format, ExportLimits limits, TestEvent... events) throws IOException {
        written.reset();
        Iterator<EventRow> rows = Stream.of(events).map(TestEvent::row).iterator();
        return RowExport.write(rows, format, limits, written);
    }

    private static TestEvent[] events(int count) {
        return LongStream.range(0, count).mapToObj(TestEvent::at).toArray(TestEvent[]::new);
    }

    private String text() {
        return written.toString(UTF_8);
    }
}
