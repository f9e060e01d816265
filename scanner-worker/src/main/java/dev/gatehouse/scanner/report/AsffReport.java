package dev.gatehouse.scanner.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Location;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.Locale;

/**
 * The AWS Security Finding Format, as an array for {@code securityhub batch-import-findings} (which takes 100 at a time):
 * docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html. Texts are cut at its limits.
 */
public final class AsffReport implements ReportFormat {
    private static final int TITLE = 256;
    private static final int DESCRIPTION = 1024;
    private static final int RESOURCES = 32;
    private static final int RESOURCE_ID = 512;
    private static final int DETAIL = 1024;
    private static final int NOTE = 512;

    private final String account;
    private final String region;

    /**
     * A form for an account.
     *
     * @param account twelve digits
     * @param region such as {@code eu-central-1}
     */
    public AsffReport(String account, String region) {
        if (!account.matches("[0-9]{12}") || !region.matches("[a-z]{2}(-[a-z]+)+-[0-9]")) {
            throw new IllegalArgumentException("an account has twelve digits, a region a name such as eu-central-1");
        }
        this.account = account;
        this.region = region;
    }

    @Override
    public void write(ScanReport report, Writer out) throws IOException {
        write(report, report.reported(), out);
    }

    void write(ScanReport report, Iterator<TrackedReport.Reported> findings, Writer out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartArray();
            while (findings.hasNext()) {
                finding(json, report, findings.next());
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }

    private void finding(JsonGenerator json, ScanReport report, TrackedReport.Reported reported) throws IOException {
        Finding finding = reported.finding();
        Standing standing = reported.standing();
        String partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        json.writeStartObject();
        json.writeStringField("SchemaVersion", "2018-10-08");
        json.writeStringField("Id", "gatehouse/" + finding.fingerprint().text());
        json.writeStringField(
                "ProductArn",
                "arn:" + partition + ":securityhub:" + region + ":" + account + ":product/" + account + "/default");
        json.writeStringField("GeneratorId", cut("gatehouse-scanner-worker/" + finding.rule(), RESOURCE_ID));
        json.writeStringField("AwsAccountId", account);
        json.writeArrayFieldStart("Types");
        json.writeString("Sensitive Data Identifications/Passwords");
        json.writeEndArray();
        json.writeStringField("CreatedAt", standing.created().toString());
        json.writeStringField("UpdatedAt", standing.updated().toString());
        json.writeObjectFieldStart("Severity");
        json.writeStringField("Label", finding.confidence().word().toUpperCase(Locale.ROOT));
        json.writeEndObject();
        json.writeStringField("Title", cut(report.description(finding.rule()), TITLE));
        json.writeStringField(
                "Description",
                cut(
                        report.description(finding.rule()) + ": "
                                + finding.redacted().text(),
                        DESCRIPTION));
        json.writeStringField("RecordState", standing.status() == Standing.Status.RESOLVED ? "ARCHIVED" : "ACTIVE");
        json.writeObjectFieldStart("Workflow");
        json.writeStringField(
                "Status",
                switch (standing.status()) {
                    case NEW -> "NEW";
                    case IN_PROGRESS -> "NOTIFIED";
                    case SUPPRESSED -> "SUPPRESSED";
                    case RESOLVED -> "RESOLVED";
                });
        json.writeEndObject();
        if (standing.reason().isPresent()) {
            json.writeObjectFieldStart("Note");
            json.writeStringField("Text", cut(standing.reason().get(), NOTE));
            json.writeStringField("UpdatedBy", "gatehouse");
            json.writeStringField("UpdatedAt", standing.updated().toString());
            json.writeEndObject();
        }
        json.writeObjectFieldStart("ProductFields");
        json.writeStringField("gatehouse/fingerprint", finding.fingerprint().text());
        json.writeStringField("gatehouse/rule", cut(finding.rule(), DETAIL));
        json.writeStringField(
                "gatehouse/locations", String.valueOf(finding.locations().size()));
        json.writeEndObject();
        resources(json, finding);
        json.writeEndObject();
    }

    private void resources(JsonGenerator json, Finding finding) throws IOException {
        json.writeArrayFieldStart("Resources");
        for (Location place : finding.locations()
                .subList(0, Math.min(RESOURCES, finding.locations().size()))) {
            json.writeStartObject();
            json.writeStringField("Type", "Other");
            json.writeStringField(
                    "Id", cut(place.object().source() + ":" + place.object().path(), RESOURCE_ID));
            json.writeStringField("Region", region);
            json.writeObjectFieldStart("Details");
            json.writeObjectFieldStart("Other");
            json.writeStringField("line", String.valueOf(place.line()));
            json.writeStringField("column", String.valueOf(place.column()));
            if (place.object().version().isPresent()) {
                json.writeStringField("version", cut(place.object().version().get(), DETAIL));
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
