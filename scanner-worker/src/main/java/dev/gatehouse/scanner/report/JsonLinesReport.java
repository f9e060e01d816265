package dev.gatehouse.scanner.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.scanner.engine.Suppression;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Location;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;

/**
 * A JSON object a line, whose {@code type} is {@code finding}, {@code suppressed}, {@code coverage} (an object that was not
 * scanned in whole) or {@code summary}, which is the last.
 */
public final class JsonLinesReport implements ReportFormat {
    /** Makes a form. */
    public JsonLinesReport() {}

    @Override
    public void write(ScanReport report, Writer out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.setRootValueSeparator(null);
            for (Finding finding : report.findings()) {
                begin(json, "finding");
                finding(json, report, finding);
                end(json);
            }
            for (Suppression suppression : report.suppressed()) {
                begin(json, "suppressed");
                json.writeStringField("rule", suppression.rule());
                json.writeStringField("redacted", suppression.redacted().text());
                json.writeStringField("reason", suppression.reason());
                json.writeFieldName("location");
                location(json, report, suppression.location());
                end(json);
            }
            for (CoverageEntry entry : report.coverage().incomplete()) {
                begin(json, "coverage");
                coverage(json, entry);
                end(json);
            }
            begin(json, "summary");
            summary(json, report);
            end(json);
        }
    }

    private static void begin(JsonGenerator json, String type) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
    }

    private static void end(JsonGenerator json) throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static void finding(JsonGenerator json, ScanReport report, Finding finding) throws IOException {
        json.writeStringField("rule", finding.rule());
        json.writeStringField("description", report.description(finding.rule()));
        json.writeStringField("confidence", finding.confidence().word());
        json.writeStringField("validity", finding.validity().word());
        json.writeStringField("redacted", finding.redacted().text());
        json.writeStringField("fingerprint", finding.fingerprint().text());
        if (finding.owner().isPresent()) {
            json.writeStringField("owner", finding.owner().get());
        }
        json.writeArrayFieldStart("locations");
        for (Location place : finding.locations()) {
            location(json, report, place);
        }
        json.writeEndArray();
    }

    private static void location(JsonGenerator json, ScanReport report, Location place) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", place.object().source());
        json.writeStringField("path", place.object().path());
        if (place.object().version().isPresent()) {
            version(json, report, place.object().version().get());
        }
        json.writeNumberField("line", place.line());
        json.writeNumberField("column", place.column());
        json.writeNumberField("offset", place.offset());
        if (!place.encodings().isEmpty()) {
            json.writeArrayFieldStart("encodings");
            for (String encoding : place.encodings()) {
                json.writeString(encoding);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void version(JsonGenerator json, ScanReport report, String version) throws IOException {
        json.writeStringField("version", version);
        ScanReport.CommitFacts facts = report.commits().get(version);
        if (facts != null) {
            json.writeStringField("author", facts.author());
            json.writeStringField("email", facts.email());
            json.writeStringField("date", facts.date().toString());
        }
    }

    private static void coverage(JsonGenerator json, CoverageEntry entry) throws IOException {
        json.writeStringField("source", entry.object().source());
        json.writeStringField("path", entry.object().path());
        if (entry.object().version().isPresent()) {
            json.writeStringField("version", entry.object().version().get());
        }
        json.writeStringField("status", Words.status(entry.coverage()));
        json.writeStringField("reason", Words.reason(entry.coverage()));
    }

    private static void summary(JsonGenerator json, ScanReport report) throws IOException {
        CoverageSummary coverage = report.coverage();
        json.writeStringField("version", report.version());
        json.writeStringField("rules", report.rules().version().text());
        json.writeStringField("began", report.began().toString());
        json.writeStringField("ended", report.ended().toString());
        json.writeNumberField("findings", report.findings().size());
        json.writeBooleanField("complete", report.isComplete());
        json.writeNumberField("scanned", coverage.scanned());
        json.writeNumberField("bytes", coverage.bytes());
        json.writeNumberField("partial", coverage.partial());
        json.writeNumberField("denied", coverage.denied());
        json.writeNumberField("undecodable", coverage.undecodable());
        json.writeNumberField("unlisted", coverage.unlisted());
        json.writeObjectFieldStart("excluded");
        for (Map.Entry<String, Long> reason : new TreeMap<>(coverage.excluded()).entrySet()) {
            json.writeNumberField(reason.getKey(), reason.getValue());
        }
        json.writeEndObject();
        hidden(json, report.hidden());
        json.writeArrayFieldStart("notes");
        for (String note : report.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
    }

    private static void hidden(JsonGenerator json, ScanReport.Hidden hidden) throws IOException {
        json.writeObjectFieldStart("notReported");
        json.writeNumberField("baseline", hidden.baseline());
        json.writeNumberField("ignored", hidden.ignored());
        json.writeNumberField("confidence", hidden.confidence());
        json.writeNumberField("capped", hidden.capped());
        json.writeEndObject();
    }
}
