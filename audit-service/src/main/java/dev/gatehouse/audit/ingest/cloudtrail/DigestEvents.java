package dev.gatehouse.audit.ingest.cloudtrail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditEventCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found of digests and their files, as events of the format {@link EventFormat#DIGEST}: one for the digest, and one for
 * each file. The raw form is the platform's ({@link AuditEventCodec}), and behind its fields a {@code details} object with
 * {@code digest}, {@code digestSha256}, {@code digestOutcome}, {@code backfill}, {@code outcome}, {@code reason}, for a file
 * {@code file} and {@code sha256}, and {@code start} and {@code end} of the digest's hour or of the gap.
 *
 * <p>The same finding is the same event, byte by byte, however often it is found: its time is the digest's, and its uid is a hash
 * of what it says.
 */
public final class DigestEvents {
    private static final JsonFactory JSON = new JsonFactory();
    private static final AuditEventCodec CODEC = new AuditEventCodec();
    private static final int UID_LENGTH = 40;

    private DigestEvents() {}

    /** The events of a finding. */
    public static List<Event> of(DigestFinding finding) {
        List<Event> events = new ArrayList<>();
        events.add(event(finding, Optional.empty()));
        finding.files().forEach(file -> events.add(event(finding, Optional.of(file))));
        return events;
    }

    /** The event of one of a finding's files. */
    static Event of(DigestFinding finding, FileFinding file) {
        return event(finding, Optional.of(file));
    }

    private static Event event(DigestFinding finding, Optional<FileFinding> file) {
        byte[] details = details(finding, file);
        String uid = ByteSlice.of(details).sha256().substring(0, UID_LENGTH);
        EventKey key = new EventKey("cloudtrail-digest/" + finding.account(), uid);
        DigestOutcome outcome = file.map(FileFinding::outcome).orElse(finding.outcome());
        String resource = file.map(FileFinding::file).orElse(finding.location()).text();
        AuditEvent audit = new AuditEvent(
                uid,
                finding.end(),
                key.source(),
                "audit-service",
                "digest:check",
                resource,
                Optional.empty(),
                outcome == DigestOutcome.VALID ? AuditEvent.Outcome.SUCCESS : AuditEvent.Outcome.FAILURE,
                outcome == DigestOutcome.VALID ? Optional.empty() : Optional.of(outcome.word()),
                "",
                "");
        return new Event(
                key,
                finding.end(),
                EventFormat.DIGEST,
                verdict(outcome),
                Optional.empty(),
                ByteSlice.of(joined(CODEC.encode(audit), details)));
    }

    private static DigestVerdict verdict(DigestOutcome outcome) {
        return switch (outcome) {
            case VALID -> DigestVerdict.VALID;
            case INVALID -> DigestVerdict.INVALID;
            case MOVED, MISSING, GAP -> DigestVerdict.UNCHECKED;
        };
    }

    private static byte[] details(DigestFinding finding, Optional<FileFinding> file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("digest", finding.location().text());
            json.writeStringField("digestSha256", finding.sha256());
            json.writeStringField("digestOutcome", finding.outcome().word());
            json.writeBooleanField("backfill", finding.backfill());
            json.writeStringField(
                    "outcome",
                    file.map(FileFinding::outcome).orElse(finding.outcome()).word());
            json.writeStringField("reason", file.map(FileFinding::reason).orElse(finding.reason()));
            if (file.isPresent()) {
                json.writeStringField("file", file.get().file().text());
                json.writeStringField("sha256", file.get().sha256());
            }
            Optional<Instant> start = finding.start();
            if (start.isPresent()) {
                json.writeStringField("start", start.get().toString());
            }
            json.writeStringField("end", finding.end().toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The details as one more field of the event's object. */
    private static byte[] joined(byte[] event, byte[] details) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.length + details.length + 16);
        bytes.write(event, 0, event.length - 1);
        bytes.writeBytes(",\"details\":".getBytes(UTF_8));
        bytes.writeBytes(details);
        bytes.write('}');
        return bytes.toByteArray();
    }
}
