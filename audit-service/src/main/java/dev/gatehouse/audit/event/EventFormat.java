package dev.gatehouse.audit.event;

import java.util.Optional;

/** The form of an event's raw bytes. The code stands in sealed entries, so it never changes its meaning. */
public enum EventFormat {
    /** JSON of the platform's own services and of HTTP callers; see {@code ingest}'s documentation. */
    GATEHOUSE(1, "gatehouse"),
    /** One record of a CloudTrail log file: JSON, as it stands in the file. */
    CLOUDTRAIL(2, "cloudtrail"),
    /** One line of a VPC Flow Log, under the header that says what its columns are. */
    VPC_FLOW(3, "vpc-flow"),
    /** One line of an S3 server access log. */
    S3_ACCESS(4, "s3-access"),
    /** What a rule found: JSON of this service. */
    DETECTION(5, "detection"),
    /** That an event's payload was destroyed, by whom and why: JSON of this service. */
    ERASURE(6, "erasure"),
    /** What CloudTrail's digest says of a log file: JSON of this service. */
    DIGEST(7, "digest"),
    /** Something that this service did at somebody's request, for instance a legal hold: JSON of the platform's form. */
    ADMINISTRATION(8, "administration");

    private final int code;
    private final String word;

    EventFormat(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** What stands in a sealed entry, 1 to 255. */
    public int code() {
        return code;
    }

    /** What stands in JSON. */
    public String word() {
        return word;
    }

    /** The format of a code; empty for one that this version does not know. */
    public static Optional<EventFormat> ofCode(int code) {
        for (EventFormat format : values()) {
            if (format.code == code) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The format of a word; empty for one that this version does not know. */
    public static Optional<EventFormat> ofWord(String word) {
        for (EventFormat format : values()) {
            if (format.word.equals(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
