package dev.gatehouse.scanner.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.rule.Rule;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SARIF 2.1.0: docs.oasis-open.org/sarif/sarif/v2.1.0. A result for each secret, with all its places and without a snippet;
 * what was not scanned is a notification of the tool.
 */
public final class SarifReport implements ReportFormat {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    /** Makes a form. */
    public SarifReport() {}

    @Override
    public void write(ScanReport report, Writer out) throws IOException {
        write(report, report.reported(), out);
    }

    void write(ScanReport report, Iterator<TrackedReport.Reported> findings, Writer out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            Map<String, Integer> rules = rules(report);
            tool(json, report, rules);
            invocation(json, report);
            json.writeStringField("columnKind", "unicodeCodePoints");
            json.writeArrayFieldStart("results");
            SarifResult result = new SarifResult(json, report, rules);
            while (findings.hasNext()) {
                result.write(findings.next());
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** The rules' places in the list: all that were looked with, and those of findings that are in no file. */
    private static Map<String, Integer> rules(ScanReport report) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (Rule rule : report.rules().rules()) {
            places.put(rule.id(), places.size());
        }
        for (Finding finding : report.findings()) {
            places.putIfAbsent(finding.rule(), places.size());
        }
        return places;
    }

    private static void tool(JsonGenerator json, ScanReport report, Map<String, Integer> rules) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "Gatehouse scanner-worker");
        json.writeStringField("version", report.version());
        json.writeArrayFieldStart("rules");
        for (String rule : rules.keySet()) {
            rule(json, report, rule);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notifications");
        for (String status : new String[] {"partial", "denied", "undecodable", "note"}) {
            json.writeStartObject();
            json.writeStringField("id", status);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void rule(JsonGenerator json, ScanReport report, String id) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        text(json, "shortDescription", report.description(id));
        text(json, "fullDescription", report.description(id));
        text(json, "help", "Take the secret out, and replace it where it is used: whoever has read it can use it.");
        json.writeObjectFieldStart("properties");
        json.writeArrayFieldStart("tags");
        json.writeString("security");
        json.writeString("secret");
        for (String tag : report.rules().find(id).map(Rule::tags).orElse(List.of())) {
            if (!tag.equals("security") && !tag.equals("secret")) {
                json.writeString(tag);
            }
        }
        json.writeEndArray();
        json.writeStringField("security-severity", "8.0");
        json.writeEndObject();
        json.writeEndObject();
    }

    static void text(JsonGenerator json, String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static void invocation(JsonGenerator json, ScanReport report) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", report.isComplete());
        json.writeStringField("startTimeUtc", report.began().toString());
        json.writeStringField("endTimeUtc", report.ended().toString());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (CoverageEntry entry : report.coverage().incomplete()) {
            missed(json, entry);
        }
        if (report.coverage().unlisted() > 0) {
            note(json, report.coverage().unlisted() + " further objects were not scanned in whole", "error");
        }
        if (report.hidden().capped() > 0) {
            note(json, report.hidden().capped() + " findings are not reported: there are too many", "error");
        }
        json.writeEndArray();
        json.writeArrayFieldStart("toolConfigurationNotifications");
        for (String note : report.notes()) {
            note(json, note, "note");
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void note(JsonGenerator json, String text, String level) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("descriptor");
        json.writeStringField("id", "note");
        json.writeEndObject();
        text(json, "message", text);
        json.writeStringField("level", level);
        json.writeEndObject();
    }

    private static void missed(JsonGenerator json, CoverageEntry entry) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("descriptor");
        json.writeStringField("id", Words.status(entry.coverage()));
        json.writeEndObject();
        text(json, "message", Words.status(entry.coverage()) + ": " + Words.reason(entry.coverage()));
        json.writeStringField("level", "error");
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        artifact(json, entry.object().path());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    static void artifact(JsonGenerator json, String path) throws IOException {
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", ObjectUri.of(path));
        json.writeEndObject();
    }
}
