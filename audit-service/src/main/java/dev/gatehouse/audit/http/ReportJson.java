package dev.gatehouse.audit.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.gatehouse.audit.ingest.IngestReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The answer to events that were sent: {@code accepted} and {@code duplicates} (of those), a receipt for each accepted
 * one, and each rejected one by its line, with whether it is kept as a dead letter.
 */
final class ReportJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newBoundedPool(16))
            .build();

    private ReportJson() {}

    /** @param receipts whether the receipts are wanted */
    static byte[] bytes(IngestReport report, boolean receipts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("accepted", report.accepted().size());
            json.writeNumberField("duplicates", report.duplicates());
            json.writeArrayFieldStart("rejected");
            for (IngestReport.Rejected rejected : report.rejected()) {
                write(json, rejected);
            }
            json.writeEndArray();
            if (receipts) {
                json.writeArrayFieldStart("receipts");
                for (IngestReport.Accepted accepted : report.accepted()) {
                    write(json, accepted);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, IngestReport.Rejected rejected) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", rejected.line());
        if (rejected.uid().isPresent()) {
            json.writeStringField("uid", rejected.uid().get());
        }
        json.writeStringField("error", rejected.reason());
        json.writeStringField("detail", rejected.detail());
        json.writeBooleanField("kept", rejected.kept());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, IngestReport.Accepted accepted) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", accepted.line());
        json.writeStringField("uid", accepted.uid());
        json.writeNumberField("index", accepted.receipt().index());
        json.writeStringField("leafHash", accepted.receipt().leafHash().base64());
        if (accepted.duplicate()) {
            json.writeBooleanField("duplicate", true);
        }
        json.writeEndObject();
    }
}
