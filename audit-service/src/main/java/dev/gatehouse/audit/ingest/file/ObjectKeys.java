package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailDigest;
import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailLog;
import dev.gatehouse.audit.ingest.file.ObjectKind.S3AccessLog;
import dev.gatehouse.audit.ingest.file.ObjectKind.Unrecognized;
import dev.gatehouse.audit.ingest.file.ObjectKind.VpcFlowLog;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells by its key what a file is. The file's name decides; where it stands in the folders that AWS makes, they must say the
 * same. The forms are those of the CloudTrail User Guide ("Finding your CloudTrail log files", "CloudTrail digest file
 * structure"), the VPC User Guide ("Flow log files") and the S3 User Guide ("Log object key format").
 */
public final class ObjectKeys {
    /** UTF-8 bytes that a key of S3 may have. */
    public static final int MAX_KEY = 1_024;

    private static final String REGION = "[a-z]{2,}(?:-[a-z]+)+-\\d{1,2}";
    private static final String ACCOUNT = "\\d{12}";

    private static final Pattern LOG = Pattern.compile("(?<account>" + ACCOUNT + ")_CloudTrail(?:-Insight)?_(?<region>"
            + REGION + ")_(?<time>\\d{8}T\\d{4}Z)_[A-Za-z0-9]{16}\\.json(?:\\.gz)?");
    private static final Pattern DIGEST = Pattern.compile("(?<account>" + ACCOUNT + ")_CloudTrail-Digest_(?<region>"
            + REGION + ")_(?<trail>[A-Za-z0-9][A-Za-z0-9._-]{2,127})_(?<home>" + REGION
            + ")_(?<time>\\d{8}T\\d{6}Z)(?<backfill>_backfill)?\\.json(?:\\.gz)?");
    private static final Pattern FLOW = Pattern.compile("(?<account>" + ACCOUNT + ")_vpcflowlogs_(?<region>" + REGION
            + ")_(?<id>fl-[0-9a-f]{8,17})_(?<time>\\d{8}T\\d{4}Z)_[0-9A-Za-z]{6,16}\\.log(?:\\.gz)?");
    private static final Pattern ACCESS =
            Pattern.compile("(?<folders>(?:.*/)?)[^/]*?(?<time>\\d{4}(?:-\\d{2}){5})-[0-9A-F]{16}");
    private static final Pattern ACCESS_FOLDERS = Pattern.compile("(?:.*[/-])?(?<account>" + ACCOUNT + ")/(?<region>"
            + REGION + ")/(?<bucket>[a-z0-9.-]{3,63})/\\d{4}/\\d{2}/\\d{2}/");
    private static final Pattern FOLDERS =
            Pattern.compile("(?:.*/)?AWSLogs/(?:(?<organization>o-[a-z0-9]{10,32})/)?(?<account>"
                    + ACCOUNT + ")/(?<service>CloudTrail|CloudTrail-Digest|CloudTrail-Insight|vpcflowlogs)/(?<region>"
                    + REGION
                    + ")/(?<day>\\d{4}/\\d{2}/\\d{2})/(?:\\d{2}/)?");

    private static final DateTimeFormatter MINUTE = form("uuuuMMdd'T'HHmm'Z'");
    private static final DateTimeFormatter SECOND = form("uuuuMMdd'T'HHmmss'Z'");
    private static final DateTimeFormatter DASHES = form("uuuu-MM-dd-HH-mm-ss");
    private static final DateTimeFormatter DAY = form("uuuu/MM/dd");

    private ObjectKeys() {}

    /** What the file of this key is. */
    public static ObjectKind kind(String key) {
        if (key.length() > MAX_KEY) {
            return new Unrecognized("the key is longer than " + MAX_KEY + " bytes");
        }
        try {
            return kind(key, key.lastIndexOf('/') + 1);
        } catch (DateTimeParseException e) {
            return new Unrecognized("the name's time is no time of the calendar");
        }
    }

    private static ObjectKind kind(String key, int name) {
        String fileName = key.substring(name);
        Matcher log = LOG.matcher(fileName);
        if (log.matches()) {
            Instant time = time(log, MINUTE);
            return placed(
                    key,
                    name,
                    log,
                    time,
                    organization -> new CloudTrailLog(log.group("account"), log.group("region"), time, organization));
        }
        Matcher digest = DIGEST.matcher(fileName);
        if (digest.matches()) {
            Instant end = time(digest, SECOND);
            return placed(key, name, digest, end, organization -> digest(digest, end, organization));
        }
        Matcher flow = FLOW.matcher(fileName);
        if (flow.matches()) {
            Instant time = time(flow, MINUTE);
            return placed(
                    key,
                    name,
                    flow,
                    time,
                    organization ->
                            new VpcFlowLog(flow.group("account"), flow.group("region"), time, flow.group("id")));
        }
        return access(ACCESS.matcher(key));
    }

    private static CloudTrailDigest digest(Matcher name, Instant end, Optional<String> organization) {
        return new CloudTrailDigest(
                name.group("account"),
                name.group("region"),
                name.group("trail"),
                name.group("home"),
                end,
                name.group("backfill") != null,
                organization);
    }

    private static ObjectKind access(Matcher key) {
        if (!key.matches()) {
            return new Unrecognized("the name is none that CloudTrail, VPC Flow Logs or S3 access logs have");
        }
        Matcher folders = ACCESS_FOLDERS.matcher(key.group("folders"));
        Optional<S3AccessLog.Source> source = folders.matches()
                ? Optional.of(new S3AccessLog.Source(
                        folders.group("account"), folders.group("region"), folders.group("bucket")))
                : Optional.empty();
        return new S3AccessLog(time(key, DASHES), source);
    }

    /** Makes the kind, where the folders agree with the name or are none of AWS's. */
    private static ObjectKind placed(String key, int name, Matcher file, Instant time, Making making) {
        if (!key.contains("AWSLogs/") || key.contains("AWSLogs/aws-account-id=")) {
            return making.of(Optional.empty());
        }
        Matcher folders = FOLDERS.matcher(key.substring(0, name));
        boolean agree = folders.matches()
                && folders.group("account").equals(file.group("account"))
                && folders.group("region").equals(file.group("region"))
                && file.group().contains("_" + folders.group("service") + "_")
                && folders.group("day").equals(DAY.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)));
        return agree
                ? making.of(Optional.ofNullable(folders.group("organization")))
                : new Unrecognized("the folders and the name do not agree");
    }

    private interface Making {
        ObjectKind of(Optional<String> organization);
    }

    private static Instant time(Matcher name, DateTimeFormatter form) {
        return LocalDateTime.parse(name.group("time"), form).toInstant(ZoneOffset.UTC);
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }
}
