package dev.gatehouse.client.audit.send;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditEventCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Events as the body of a request: a line of JSON each (https://github.com/ndjson/ndjson-spec), perhaps compressed. */
final class EventLines {
    private static final int TYPICAL_BYTES = 64 << 10;

    private final AuditEventCodec codec = new AuditEventCodec();
    private final boolean gzip;

    EventLines(boolean gzip) {
        this.gzip = gzip;
    }

    /** The value of Content-Encoding. */
    Optional<String> encoding() {
        return gzip ? Optional.of("gzip") : Optional.empty();
    }

    byte[] of(List<AuditEvent> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes) {
            for (AuditEvent event : events) {
                out.write(codec.encode(event));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
