package dev.gatehouse.scanner.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.finding.Redaction;
import dev.gatehouse.scanner.finding.Validity;
import dev.gatehouse.scanner.rule.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each form of report, against its owner's rules. */
class ReportsTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final ObjectName BLOB = new ObjectName("git", "conf/a b\n\u001b[1m\ud800.env", Optional.of(COMMIT));
    private static final Finding FINDING = new Finding(
            "github-personal-access-token",
            Confidence.HIGH,
            new Redaction("ghp_******"),
            new Fingerprint("ab".repeat(32)),
            List.of(
                    Location.of(BLOB, 3, 7, 40),
                    new Location(ObjectName.of("dir", "/abs/x.zip!y"), 1, 1, 0, List.of("base64"))),
            Optional.of("prod/db"),
            Validity.UNKNOWN);
    private static final Finding MANAGED = new Finding(
            Finding.MANAGED_VALUE,
            Confidence.LOW,
            new Redaction("******"),
            new Fingerprint("cd".repeat(32)),
            List.of(Location.of(ObjectName.of("stdin", "-"), 1, 1, 0)),
            Optional.empty(),
            Validity.ACTIVE);

    private static ScanReport report() {
        CoverageLedger ledger = new CoverageLedger(1);
        ledger.add(new CoverageEntry(ObjectName.of("dir", "a"), new Coverage.Scanned(10)));
        ledger.add(new CoverageEntry(ObjectName.of("dir", "d\u009b"), new Coverage.Denied("permission denied")));
        ledger.add(new CoverageEntry(ObjectName.of("dir", "e"), new Coverage.Undecodable("it ends too early")));
        ledger.add(new CoverageEntry(ObjectName.of("dir", "f"), new Coverage.Excluded("a lock file")));
        return new ScanReport(
                "1.0",
                Instant.parse("2026-11-21T10:00:00Z"),
                Instant.parse("2026-11-21T10:00:05.5Z"),
                RuleFile.loadShipped().rules(),
                List.of(FINDING, MANAGED),
                Map.of(COMMIT, new ScanReport.CommitFacts("Ann", "ann@example.com", Instant.EPOCH)),
                ledger.summary(),
                new ScanReport.Hidden(1, 2, 3, 4),
                List.of(),
                List.of("a note"));
    }

    private static String written(ReportFormat format) {
        StringWriter out = new StringWriter();
        try {
            format.write(report(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }

    @Test
    void sarifHoldsTheOfficialSchema() throws IOException {
        var schema = SchemaRegistry.withDialect(Dialects.getDraft4())
                .getSchema(resource("/sarif/sarif-schema-2.1.0.json"), InputFormat.JSON);
        String sarif = written(new SarifReport());

        assertThat(schema.validate(sarif, InputFormat.JSON)).isEmpty();
        // The schema does say no to what is wrong.
        assertThat(schema.validate(sarif.replace("\"startLine\":3", "\"startLine\":0"), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void sarifTellsOfRulesFingerprintsAndWhatWasNotScanned() throws IOException {
        JsonNode run = json(written(new SarifReport())).at("/runs/0");
        JsonNode result = run.at("/results/0");

        JsonNode rule =
                run.at("/tool/driver/rules").get(result.path("ruleIndex").asInt());
        assertThat(rule.path("id").asText()).isEqualTo(FINDING.rule());
        assertThat(rule.at("/shortDescription/text").asText()).isNotBlank();
        assertThat(result.at("/fingerprints").get("gatehouse/v1").asText()).isEqualTo("ab".repeat(32));
        assertThat(result.at("/partialFingerprints/primaryLocationLineHash").asText())
                .isEqualTo("ab".repeat(8) + ":1");
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("conf/a%20b%0A%1B%5B1m%3F.env");
        assertThat(result.at("/locations/1/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("file:///abs/x.zip!y");
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
        assertThat(run.at("/invocations/0/toolExecutionNotifications")).hasSize(3);
        assertThat(run.toString()).doesNotContain("snippet", "contextRegion");
    }

    @Test
    void ocsfHoldsItsClass() throws IOException {
        var schema = SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(resource("/ocsf/detection-finding-1.3.0.schema.json"), InputFormat.JSON);
        List<String> lines = written(new OcsfReport()).lines().toList();

        assertThat(lines).hasSize(2);
        for (String line : lines) {
            assertThat(schema.validate(line, InputFormat.JSON)).isEmpty();
        }
        assertThat(schema.validate(
                        lines.getFirst().replace("\"severity_id\":4", "\"severity_id\":44"), InputFormat.JSON))
                .isNotEmpty();
    }

    /** What BatchImportFindings asks for: securityhub/latest/userguide/asff-required-attributes.html. */
    @Test
    void asffHasWhatIsRequiredWithinItsLimits() throws IOException {
        JsonNode findings = json(written(new AsffReport("123456789012", "eu-central-1")));

        assertThat(findings).hasSize(2);
        for (JsonNode finding : findings) {
            for (String required : List.of(
                    "AwsAccountId",
                    "CreatedAt",
                    "Description",
                    "GeneratorId",
                    "Id",
                    "ProductArn",
                    "SchemaVersion",
                    "Title",
                    "UpdatedAt")) {
                assertThat(finding.path(required).asText()).as(required).isNotEmpty();
            }
            assertThat(finding.at("/Severity/Label").asText()).isIn("LOW", "MEDIUM", "HIGH");
            assertThat(finding.path("Types").get(0).asText()).isNotEmpty();
            assertThat(finding.path("Resources").size()).isBetween(1, 32);
            assertThat(finding.at("/Resources/0/Id").asText()).isNotEmpty();
        }
        assertThat(findings.at("/0/ProductArn").asText())
                .isEqualTo("arn:aws:securityhub:eu-central-1:123456789012:product/123456789012/default");
        assertThatThrownBy(() -> new AsffReport("1", "eu-central-1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyFormIsAsciiOrPrintable() {
        for (ReportFormat format :
                List.of(new SarifReport(), new OcsfReport(), new JsonLinesReport(), new TableReport(false))) {
            assertThat(written(format))
                    .matches(text -> text.codePoints().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)));
        }
    }

    @Test
    void printableLeavesOrdinaryTextAndShowsTheRest() {
        assertThat(Printable.of("Grüße/日本語 \\n")).isEqualTo("Grüße/日本語 \\n");
        assertThat(Printable.of("a\n\r\t\u001b\u007f\u009b\u202e\u2028\ud800"))
                .isEqualTo("a\\n\\r\\t\\x1b\\x7f\\x9b\\u{202e}\\u{2028}\\u{d800}");
    }

    @Test
    void theLedgerHoldsNoMoreThanItMayAndCountsTheRest() {
        CoverageSummary summary = report().coverage();

        assertThat(summary.incomplete()).hasSize(1);
        assertThat(summary.unlisted()).isEqualTo(1);
        assertThat(summary.isComplete()).isFalse();
        assertThat(summary.excluded()).containsExactly(Map.entry("a lock file", 1L));
    }

    @Test
    void groupsHoldNoMoreThanTheyMay() {
        FindingGroups groups = new FindingGroups(1, 3);
        groups.add(FINDING);
        groups.add(MANAGED);
        groups.add(FINDING);

        assertThat(groups.findings()).hasSize(1);
        assertThat(groups.findings().getFirst().locations()).hasSize(2);
        assertThat(groups.dropped()).isEqualTo(1);
    }

    @Test
    void aBaselineIsReadAsItWasWritten() throws Exception {
        StringWriter out = new StringWriter();
        Baseline.write(List.of(FINDING, MANAGED), "0011", out);

        Baseline read = Baseline.read(new StringReader(out.toString()), "0011");

        assertThat(read.fingerprints()).containsExactlyInAnyOrder(FINDING.fingerprint(), MANAGED.fingerprint());
        for (String wrong :
                List.of("", "[]", "{}", "{\"version\":1}", out.toString().replace("ab", "AB"))) {
            assertThatThrownBy(() -> Baseline.read(new StringReader(wrong), "0011"))
                    .isInstanceOf(Baseline.Unusable.class);
        }
    }

    @Test
    void anIgnoredPlaceLeavesTheOthers() {
        IgnoreFile ignored = new IgnoreFile();
        ignored.add("# ours\n/abs/x.zip!y:" + FINDING.rule() + ":1\n");

        assertThat(ignored.keep(FINDING))
                .hasValueSatisfying(kept -> assertThat(kept.locations()).hasSize(1));
        ignored.add(COMMIT + ":" + BLOB.path().replace("\n", "") + ":" + FINDING.rule() + ":3");
        assertThat(ignored.keep(FINDING)).isPresent();
        ignored.add("ab".repeat(32));
        assertThat(ignored.keep(FINDING)).isEmpty();
    }
}
