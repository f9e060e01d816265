package dev.gatehouse.scanner.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Location;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;

/**
 * OCSF 1.3.0 Detection Finding (class 2004), one a line: schema.ocsf.io/1.3.0/classes/detection_finding. What was not scanned
 * has no class there; it is on standard error and in the other forms.
 */
public final class OcsfReport implements ReportFormat {
    private static final int DETECTION_FINDING = 2004;
    private static final int RULE = 1;
    private static final int REGULAR_FILE = 1;
    private static final int HIGH_SEVERITY = 4;
    private static final int MEDIUM_SEVERITY = 3;
    private static final int LOW_SEVERITY = 2;

    /** Makes a form. */
    public OcsfReport() {}

    @Override
    public void write(ScanReport report, Writer out) throws IOException {
        write(report, report.reported(), out);
    }

    void write(ScanReport report, Iterator<TrackedReport.Reported> findings, Writer out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.setRootValueSeparator(null);
            while (findings.hasNext()) {
                finding(json, report, findings.next());
                json.writeRaw('\n');
            }
        }
    }

    private static void finding(JsonGenerator json, ScanReport report, TrackedReport.Reported reported)
            throws IOException {
        Finding finding = reported.finding();
        Standing standing = reported.standing();
        json.writeStartObject();
        json.writeNumberField("category_uid", 2);
        json.writeStringField("category_name", "Findings");
        json.writeNumberField("class_uid", DETECTION_FINDING);
        json.writeStringField("class_name", "Detection Finding");
        activity(json, standing);
        json.writeNumberField("time", standing.updated().toEpochMilli());
        severity(json, finding);
        status(json, standing);
        json.writeStringField("message", message(report, finding));
        metadata(json, report);
        info(json, report, finding, standing);
        places(json, finding);
        json.writeEndObject();
    }

    /** 1 create, 2 update, 3 close; the type is the class with the activity behind it. */
    private static void activity(JsonGenerator json, Standing standing) throws IOException {
        boolean open = standing.status() == Standing.Status.NEW || standing.status() == Standing.Status.IN_PROGRESS;
        boolean first = standing.created().equals(standing.updated());
        int activity = !open ? 3 : first ? 1 : 2;
        json.writeNumberField("activity_id", activity);
        json.writeStringField("activity_name", !open ? "Close" : first ? "Create" : "Update");
        json.writeNumberField("type_uid", DETECTION_FINDING * 100 + activity);
    }

    private static void status(JsonGenerator json, Standing standing) throws IOException {
        switch (standing.status()) {
            case NEW -> status(json, 1, "New");
            case IN_PROGRESS -> status(json, 2, "In Progress");
            case SUPPRESSED -> status(json, 3, "Suppressed");
            case RESOLVED -> status(json, 4, "Resolved");
        }
        if (standing.reason().isPresent()) {
            json.writeStringField("status_detail", standing.reason().get());
        }
    }

    private static void status(JsonGenerator json, int id, String name) throws IOException {
        json.writeNumberField("status_id", id);
        json.writeStringField("status", name);
    }

    private static String message(ScanReport report, Finding finding) {
        return report.description(finding.rule()) + ": " + finding.redacted().text();
    }

    private static void severity(JsonGenerator json, Finding finding) throws IOException {
        int severity = switch (finding.confidence()) {
            case HIGH -> HIGH_SEVERITY;
            case MEDIUM -> MEDIUM_SEVERITY;
            case LOW -> LOW_SEVERITY;
        };
        json.writeNumberField("severity_id", severity);
        // OCSF's confidence is one less: 1 low, 2 medium, 3 high.
        json.writeNumberField("confidence_id", severity - 1);
    }

    private static void metadata(JsonGenerator json, ScanReport report) throws IOException {
        json.writeObjectFieldStart("metadata");
        json.writeStringField("version", "1.3.0");
        json.writeObjectFieldStart("product");
        json.writeStringField("name", "scanner-worker");
        json.writeStringField("vendor_name", "Gatehouse");
        json.writeStringField("version", report.version());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void info(JsonGenerator json, ScanReport report, Finding finding, Standing standing)
            throws IOException {
        json.writeObjectFieldStart("finding_info");
        json.writeStringField("uid", finding.fingerprint().text());
        json.writeStringField("title", report.description(finding.rule()));
        json.writeStringField("desc", message(report, finding));
        json.writeArrayFieldStart("types");
        json.writeString("Secret");
        json.writeEndArray();
        json.writeNumberField("created_time", standing.created().toEpochMilli());
        json.writeNumberField("modified_time", standing.updated().toEpochMilli());
        json.writeObjectFieldStart("analytic");
        json.writeNumberField("type_id", RULE);
        json.writeStringField("uid", finding.rule());
        json.writeStringField("name", report.description(finding.rule()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void places(JsonGenerator json, Finding finding) throws IOException {
        json.writeArrayFieldStart("evidences");
        for (Location place : finding.locations()) {
            json.writeStartObject();
            json.writeObjectFieldStart("file");
            json.writeStringField("name", name(place.object().path()));
            json.writeStringField("path", place.object().path());
            json.writeNumberField("type_id", REGULAR_FILE);
            if (place.object().version().isPresent()) {
                json.writeStringField("version", place.object().version().get());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("data");
            json.writeStringField("source", place.object().source());
            json.writeNumberField("line", place.line());
            json.writeNumberField("column", place.column());
            json.writeNumberField("offset", place.offset());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String name(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1);
    }
}
