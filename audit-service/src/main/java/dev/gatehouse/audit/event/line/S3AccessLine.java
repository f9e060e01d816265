package dev.gatehouse.audit.event.line;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final int REQUEST = NAMES.indexOf("request_uri");
    private static final int USER_AGENT = NAMES.indexOf("user_agent");
    private static final Pattern BEFORE_STATUS = Pattern.compile("\" (?:\\d{3}|-) ");
    private static final Pattern BEFORE_TEXT = Pattern.compile("\" [\"-]");
    private static final int FEWEST = USER_AGENT + 1;
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
            boolean quoted = line.charAt(at) == '"';
            boolean plain = !quoted && line.charAt(at) != '[';
            int start = plain ? at : at + 1;
            int end =
                    plain ? plainEnd(line, at) : quoted ? quoteEnd(line, start, values.size()) : line.indexOf(']', at);
            if (end < start) {
                return List.of();
            }
            values.add(line.substring(start, end));
            at = end + (plain ? 1 : 2);
        }
        return values;
    }

    private static int plainEnd(String line, int from) {
        int space = line.indexOf(' ', from);
        return space < 0 ? line.length() : space;
    }

    /**
     * Where the closing quote stands. S3 escapes no quote within a text, so what comes next decides: behind the request a
     * status, behind the referrer another quote or nothing, and the user agent is the last text with quotes.
     */
    private static int quoteEnd(String line, int from, int field) {
        if (field == USER_AGENT) {
            return line.lastIndexOf('"');
        }
        Matcher closing = (field == REQUEST ? BEFORE_STATUS : BEFORE_TEXT).matcher(line);
        return closing.find(from) ? closing.start() : -1;
    }
}
