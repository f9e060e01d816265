package dev.gatehouse.audit.ingest.file;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/**
 * The account, region and hour that a file is of, as its name says.
 *
 * @param account twelve digits
 * @param region for instance {@code eu-west-1}
 * @param hour the hour's beginning
 */
public record FileHour(String account, String region, Instant hour) implements Comparable<FileHour> {
    private static final Comparator<FileHour> ORDER = Comparator.comparing(FileHour::account)
            .thenComparing(FileHour::region)
            .thenComparing(FileHour::hour);

    public FileHour {
        hour = hour.truncatedTo(ChronoUnit.HOURS);
    }

    /** The hour of a file of this kind; empty where its name names no account. */
    public static Optional<FileHour> of(ObjectKind kind) {
        return switch (kind) {
            case ObjectKind.CloudTrailLog log -> Optional.of(new FileHour(log.account(), log.region(), log.time()));
            case ObjectKind.CloudTrailDigest digest ->
                Optional.of(new FileHour(digest.account(), digest.region(), digest.end()));
            case ObjectKind.VpcFlowLog flow -> Optional.of(new FileHour(flow.account(), flow.region(), flow.time()));
            case ObjectKind.S3AccessLog access ->
                access.source().map(source -> new FileHour(source.account(), source.region(), access.time()));
            case ObjectKind.Unrecognized none -> Optional.empty();
        };
    }

    @Override
    public int compareTo(FileHour other) {
        return ORDER.compare(this, other);
    }
}
