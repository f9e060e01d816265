package dev.gatehouse.audit.ingest.cloudtrail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a file says, which CloudTrail makes as
 * {@code <account>_CloudTrail[-Digest|-Insight]_<region>_..._<YYYYMMDDTHHmmZ>_....json.gz}.
 *
 * @param kind what stands in it
 * @param account the account, twelve digits
 * @param region the region that the events are of
 */
public record CloudTrailFileName(Kind kind, String account, String region) {
    /** What stands in a file. */
    public enum Kind {
        /** Events. */
        LOG,
        /** Unusual activity that CloudTrail noticed, in the form of events. */
        INSIGHT,
        /** The hashes of log files, signed. */
        DIGEST
    }

    private static final Pattern NAME = Pattern.compile(
            "(?:.*/)?(?<account>\\d{12})_CloudTrail(?<kind>|-Digest|-Insight)_(?<region>[a-z0-9-]+)_[^/]+\\.json(?:\\.gz)?");

    /** What the last part of a location says; empty where CloudTrail makes no such name. */
    public static Optional<CloudTrailFileName> of(String location) {
        Matcher name = NAME.matcher(location);
        if (!name.matches()) {
            return Optional.empty();
        }
        Kind kind = switch (name.group("kind")) {
            case "-Digest" -> Kind.DIGEST;
            case "-Insight" -> Kind.INSIGHT;
            default -> Kind.LOG;
        };
        return Optional.of(new CloudTrailFileName(kind, name.group("account"), name.group("region")));
    }
}
