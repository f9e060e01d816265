package dev.gatehouse.scanner.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Location;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Writes a finding as a result of SARIF. */
final class SarifResult {
    /** The key that code-scanning services follow a result by, from one commit to the next. */
    private static final String LINE_HASH = "primaryLocationLineHash";

    private static final int LINE_HASH_DIGITS = 16;

    private final JsonGenerator json;
    private final ScanReport report;
    private final Map<String, Integer> rules;

    /** @param rules the rules' places in the run's list */
    SarifResult(JsonGenerator json, ScanReport report, Map<String, Integer> rules) {
        this.json = json;
        this.report = report;
        this.rules = rules;
    }

    void write(TrackedReport.Reported reported) throws IOException {
        Finding finding = reported.finding();
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule());
        if (rules.containsKey(finding.rule())) {
            json.writeNumberField("ruleIndex", rules.get(finding.rule()));
        }
        json.writeStringField("level", level(finding.confidence()));
        SarifReport.text(
                json,
                "message",
                report.description(finding.rule()) + ": " + finding.redacted().text());
        json.writeArrayFieldStart("locations");
        for (Location place : finding.locations()) {
            location(place);
        }
        json.writeEndArray();
        fingerprints(finding.fingerprint().text());
        suppressions(reported.standing());
        properties(reported);
        json.writeEndObject();
    }

    private void fingerprints(String fingerprint) throws IOException {
        json.writeObjectFieldStart("fingerprints");
        json.writeStringField("gatehouse/v1", fingerprint);
        json.writeEndObject();
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField(LINE_HASH, fingerprint.substring(0, LINE_HASH_DIGITS) + ":1");
        json.writeEndObject();
    }

    private void suppressions(Standing standing) throws IOException {
        boolean over = standing.status() == Standing.Status.SUPPRESSED || standing.status() == Standing.Status.RESOLVED;
        if (over) {
            json.writeArrayFieldStart("suppressions");
            json.writeStartObject();
            json.writeStringField("kind", "external");
            json.writeStringField("status", "accepted");
            json.writeStringField("justification", standing.reason().orElse(state(standing)));
            json.writeEndObject();
            json.writeEndArray();
        }
    }

    private static String state(Standing standing) {
        return standing.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void properties(TrackedReport.Reported reported) throws IOException {
        Finding finding = reported.finding();
        json.writeObjectFieldStart("properties");
        json.writeStringField("confidence", finding.confidence().word());
        json.writeStringField("validity", finding.validity().word());
        json.writeStringField("state", state(reported.standing()));
        if (finding.owner().isPresent()) {
            json.writeStringField("owner", finding.owner().get());
        }
        json.writeEndObject();
    }

    private static String level(Confidence confidence) {
        return switch (confidence) {
            case HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    private void location(Location place) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        SarifReport.artifact(json, place.object().path());
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", place.line());
        json.writeNumberField("startColumn", place.column());
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeStringField("source", place.object().source());
        json.writeNumberField("offset", place.offset());
        if (!place.encodings().isEmpty()) {
            json.writeStringField("encodings", String.join(",", place.encodings()));
        }
        if (place.object().version().isPresent()) {
            version(place.object().version().get());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void version(String version) throws IOException {
        json.writeStringField("version", version);
        ScanReport.CommitFacts facts = report.commits().get(version);
        if (facts != null) {
            json.writeStringField("author", facts.author());
            json.writeStringField("email", facts.email());
            json.writeStringField("date", facts.date().toString());
        }
    }
}
