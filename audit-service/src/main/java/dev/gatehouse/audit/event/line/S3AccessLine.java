package dev.gatehouse.audit.event.line;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of an S3 server access log ("Amazon S3 server access log format" of the S3 User Guide): fields between spaces, a
 * time between brackets, some texts between quotes. New fields are added at the end, so a line may have more than are
 * known here ({@code field_27} and on), and an old one has fewer.
 */
public final class S3AccessLine {
    private static final List<String> NAMES = List.of(
            "bucket_owner",
            "bucket",
            "time",
            "remote_ip",
            "requester",
            "request_id",
            "operation",
            "key",
            "request_uri",
            "http_status",
            "error_code",
            "bytes_sent",
            "object_size",
            "total_time",
            "turn_around_time",
            "referrer",
            "user_agent",
            "version_id",
            "host_id",
            "signature_version",
            "cipher_suite",
            "authentication_type",
            "host_header",
            "tls_version",
            "access_point_arn",
            "acl_required");

    private static final int FEWEST = NAMES.indexOf("user_agent") + 1;
    private static final int MOST = 64;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ROOT);

    private S3AccessLine() {}

    /** The line's fields; empty where it is not of the form. */
    public static Optional<Fields> parse(String line) {
        List<String> values = values(line);
        if (values.size() < FEWEST || values.size() > MOST) {
            return Optional.empty();
        }
        Fields fields = new Fields();
        for (int i = 0; i < values.size(); i++) {
            fields.put(i < NAMES.size() ? NAMES.get(i) : "field_" + (i + 1), values.get(i));
        }
        return Optional.of(fields);
    }

    /** When the request came; empty where that is no time. */
    public static Optional<Instant> time(Fields fields) {
        try {
            return Optional.of(TIME.parse(fields.get("time"), Instant::from));
        } catch (DateTimeException e) {
            // Its message quotes the text.
            return Optional.empty();
        }
    }

    /** The texts between the spaces; none where a quote or a bracket is not closed. */
    private static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        int at = 0;
        while (at < line.length() && values.size() <= MOST) {
            int opened = " \"[".indexOf(line.charAt(at));
            int end = opened <= 0 ? plainEnd(line, at) : closing(line, at + 1, opened == 1 ? '"' : ']');
            if (end < 0) {
                return List.of();
            }
            values.add(line.substring(opened <= 0 ? at : at + 1, end));
            at = end + (opened <= 0 ? 1 : 2);
        }
        return values;
    }

    private static int plainEnd(String line, int from) {
        int space = line.indexOf(' ', from);
        return space < 0 ? line.length() : space;
    }

    /** What closes stands before a space or the end: S3 does not escape a quote within a text. */
    private static int closing(String line, int from, char closing) {
        int at = line.indexOf(closing, from);
        while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) != ' ') {
            at = line.indexOf(closing, at + 1);
        }
        return at;
    }
}
