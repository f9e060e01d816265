package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.line.Fields;
import dev.gatehouse.audit.event.line.S3AccessLine;
import dev.gatehouse.audit.ingest.file.LineEvents.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file of S3 server access logs: a line for each request. An event's raw bytes are its line, in the file's own array;
 * its source is {@code s3-access/<bucket>}. A line that is no request is rejected alone.
 *
 * @param location where it stood, for the events' origin and their names
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param bytes its bytes, which nobody changes any more
 */
@SuppressWarnings("ArrayRecordComponent") // The file is its bytes; nobody compares files.
public record S3AccessFile(String location, String sha256, byte[] bytes) {
    /** Old buckets have longer names, with capitals and underscores. */
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** What stands in it. */
    public LineContents read(LineLimits limits) {
        return new LineEvents(location, sha256, EventFormat.S3_ACCESS)
                .read(new LineReader(bytes, limits), S3AccessFile::request);
    }

    private static Reading request(ByteSlice line) {
        Optional<Fields> fields = S3AccessLine.parse(line.text());
        if (fields.isEmpty()) {
            return new Reading.Bad("is no line of an S3 access log");
        }
        Optional<Instant> time = S3AccessLine.time(fields.get());
        if (time.isEmpty()) {
            return new Reading.Bad("has no time");
        }
        String bucket = fields.get().get("bucket");
        return BUCKET.matcher(bucket).matches()
                ? new Reading.Found("s3-access/" + bucket, time.get(), line)
                : new Reading.Bad("names no bucket");
    }
}
