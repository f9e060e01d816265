package dev.gatehouse.audit.ingest.cloudtrail;

import java.util.Locale;

/** What a check of a digest, or of a log file that one names, ended with. */
public enum DigestOutcome {
    /** It is what CloudTrail delivered. */
    VALID,
    /** It was changed, or nothing shows that it was not. */
    INVALID,
    /** It is what CloudTrail delivered, and stands somewhere else. */
    MOVED,
    /** It was delivered and is not there. */
    MISSING,
    /** For a while there are no digests, and none says that there were: validation, or the trail, was off. */
    GAP;

    /** What stands in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
