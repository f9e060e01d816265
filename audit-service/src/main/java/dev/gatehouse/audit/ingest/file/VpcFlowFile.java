package dev.gatehouse.audit.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.line.Fields;
import dev.gatehouse.audit.event.line.VpcFlowLine;
import dev.gatehouse.audit.ingest.file.LineContents.Unreadable;
import dev.gatehouse.audit.ingest.file.LineEvents.Reading;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of VPC Flow Logs as they are delivered to S3, inflated: a header that names the columns, and a line for each
 * flow. An event's raw bytes are the header, a line feed and the line, so that it tells by itself what it means; its source
 * is {@code vpc-flow/<account>}, by the line's {@code account-id}, or else by the file's name
 * ({@code <account>_vpcflowlogs_<region>_...}). A line that is no flow is rejected alone.
 *
 * @param location where it stood, for the events' origin and their names
 * @param sha256 of the inflated bytes, in lower-case hexadecimal
 * @param inflated its bytes, which nobody changes any more
 */
@SuppressWarnings("ArrayRecordComponent") // The file is its bytes; nobody compares files.
public record VpcFlowFile(String location, String sha256, byte[] inflated) {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern NAME = Pattern.compile("(?:.*/)?(\\d{12})_vpcflowlogs_[^/]+");

    /** What stands in it. */
    public LineContents read(LineLimits limits) {
        LineReader lines = new LineReader(inflated, limits);
        if (!lines.advance()) {
            return new Unreadable("has no header", 1);
        }
        Optional<String> problem = lines.problem();
        if (problem.isPresent()) {
            return new Unreadable(problem.get(), lines.number());
        }
        ByteSlice header = lines.line();
        return VpcFlowLine.columns(header.text())
                .<LineContents>map(columns -> new LineEvents(location, sha256, EventFormat.VPC_FLOW)
                        .read(lines, line -> flow(header, columns, line)))
                .orElseGet(() ->
                        new Unreadable("has no header of distinct columns, start or end among them", lines.number()));
    }

    private Reading flow(ByteSlice header, List<String> columns, ByteSlice line) {
        Optional<Fields> fields = VpcFlowLine.parse(columns, line.text());
        if (fields.isEmpty()) {
            return new Reading.Bad("has not as many fields as the header");
        }
        Optional<Instant> time = VpcFlowLine.time(fields.get());
        if (time.isEmpty()) {
            return new Reading.Bad("has no time");
        }
        Optional<String> account = account(fields.get());
        return account.isEmpty()
                ? new Reading.Bad("names no account, nor does its file")
                : new Reading.Found("vpc-flow/" + account.get(), time.get(), describing(header, line));
    }

    private Optional<String> account(Fields fields) {
        String account = fields.get("account-id");
        if (ACCOUNT.matcher(account).matches()) {
            return Optional.of(account);
        }
        Matcher name = NAME.matcher(location);
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    private static ByteSlice describing(ByteSlice header, ByteSlice line) {
        return ByteSlice.of(ByteBuffer.allocate(header.length() + 1 + line.length())
                .put(header.array(), header.offset(), header.length())
                .put("\n".getBytes(UTF_8))
                .put(line.array(), line.offset(), line.length())
                .array());
    }
}
