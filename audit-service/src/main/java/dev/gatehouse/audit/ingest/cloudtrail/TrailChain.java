package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.file.ObjectKeys;
import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailDigest;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * One chain of digests: those of a trail, an account and a region.
 *
 * @param bucket the bucket that the trail delivers to now
 * @param prefix what stands before {@code CloudTrail-Digest/} in the keys: {@code [prefix/]AWSLogs/[o-id/]<account>/}
 * @param account the account, twelve digits
 * @param region the region of the log files
 * @param trail the trail's name
 * @param homeRegion the region that the trail was made in
 */
public record TrailChain(String bucket, String prefix, String account, String region, String trail, String homeRegion) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd");

    /** What the keys of a day's digests begin with. */
    String dayPrefix(LocalDate day) {
        return prefix + "CloudTrail-Digest/" + region + "/" + DAY.format(day) + "/";
    }

    /** What the name of one of this chain's digests says; empty for others. */
    Optional<CloudTrailDigest> digest(String key) {
        return ObjectKeys.kind(key) instanceof CloudTrailDigest digest
                        && digest.account().equals(account)
                        && digest.region().equals(region)
                        && digest.trail().equals(trail)
                        && digest.homeRegion().equals(homeRegion)
                ? Optional.of(digest)
                : Optional.empty();
    }
}
