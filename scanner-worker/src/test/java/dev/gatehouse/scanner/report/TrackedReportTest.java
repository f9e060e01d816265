package dev.gatehouse.scanner.report;

import static dev.gatehouse.scanner.triage.Sample.decided;
import static dev.gatehouse.scanner.triage.Sample.tracked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.gatehouse.scanner.rule.RuleFile;
import dev.gatehouse.scanner.triage.FindingReport;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exports of findings that people have decided about. */
class TrackedReportTest {
    private static final List<TrackedFinding> FINDINGS = List.of(
            tracked(1),
            decided(tracked(2), FindingState.ACKNOWLEDGED),
            decided(tracked(3), FindingState.FALSE_POSITIVE),
            decided(tracked(4), FindingState.RESOLVED));

    private static ScanReport frame() {
        return ScanReport.frame(
                "1.0",
                Instant.parse("2026-11-21T10:00:00Z"),
                RuleFile.loadShipped().rules());
    }

    private static String written(FindingReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.write(FINDINGS.iterator(), out);
        return out.toString(UTF_8);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = TrackedReportTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void sarifSuppressesWhatIsFalseOrResolved() throws IOException {
        var schema = SchemaRegistry.withDialect(Dialects.getDraft4())
                .getSchema(resource("/sarif/sarif-schema-2.1.0.json"), InputFormat.JSON);

        String sarif = written(TrackedReport.sarif(TrackedReportTest::frame));

        assertThat(schema.validate(sarif, InputFormat.JSON)).isEmpty();
        JsonNode results = new JsonMapper().readTree(sarif).at("/runs/0/results");
        assertThat(results.findValuesAsText("state")).containsExactly("new", "in-progress", "suppressed", "resolved");
        assertThat(results.get(0).has("suppressions")).isFalse();
        assertThat(results.get(1).has("suppressions")).isFalse();
        assertThat(results.get(2).at("/suppressions/0/justification").asText()).isEqualTo("because");
        assertThat(results.get(3).has("suppressions")).isTrue();
        // No rule of this id is among those that are looked with now.
        assertThat(results.get(0).has("ruleIndex")).isFalse();
    }

    @Test
    void ocsfTellsEachStateInItsOwnWords() throws IOException {
        var schema = SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(resource("/ocsf/detection-finding-1.3.0.schema.json"), InputFormat.JSON);

        List<String> lines =
                written(TrackedReport.ocsf(TrackedReportTest::frame)).lines().toList();

        assertThat(lines)
                .hasSize(4)
                .allSatisfy(line ->
                        assertThat(schema.validate(line, InputFormat.JSON)).isEmpty());
        assertThat(lines.stream().map(line -> json(line).path("status").asText()))
                .containsExactly("New", "In Progress", "Suppressed", "Resolved");
        assertThat(lines.stream().map(line -> json(line).path("type_uid").asInt()))
                .containsExactly(200_401, 200_402, 200_403, 200_403);
    }

    @Test
    void asffHasTheWorkflowOfEachState() throws IOException {
        JsonNode findings = new JsonMapper()
                .readTree(written(TrackedReport.asff(TrackedReportTest::frame, "123456789012", "eu-central-1")));

        assertThat(findings.findValues("Workflow").stream()
                        .map(flow -> flow.path("Status").asText()))
                .containsExactly("NEW", "NOTIFIED", "SUPPRESSED", "RESOLVED");
        assertThat(findings.findValuesAsText("RecordState")).containsExactly("ACTIVE", "ACTIVE", "ACTIVE", "ARCHIVED");
        assertThat(findings.at("/0/CreatedAt").asText()).isEqualTo("2026-11-21T12:00:01Z");
        assertThat(findings.at("/2/Note/Text").asText()).isEqualTo("because");
    }

    private static JsonNode json(String line) {
        try {
            return new JsonMapper().readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
