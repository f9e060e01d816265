package dev.gatehouse.audit.ingest.file;

/** What became of inflating a file. */
public sealed interface InflationResult {
    /** It is one file with one content. */
    record Inflated(InflatedFile file) implements InflationResult {}

    /**
     * It is refused.
     *
     * @param reason why
     * @param detail what was found, and at which byte; never the content
     */
    record Refused(Reason reason, String detail) implements InflationResult {}

    /** Why a file is refused. */
    enum Reason {
        /** It has more bytes, stored or inflated, than a file may have. */
        TOO_LARGE("too-large"),
        /** It inflates by more than a file of records does. */
        BOMB("inflation-ratio"),
        /** It ends before its content does. */
        TRUNCATED("truncated"),
        /** It is not what RFC 1952 and RFC 1951 say, or fails its own checksum. */
        DAMAGED("damaged-gzip"),
        /** A second gzip member follows the first: some readers see it, and others don't. */
        SECOND_MEMBER("second-gzip-member"),
        /** Bytes follow the gzip member. */
        TRAILING_DATA("trailing-data");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** A stable word, for metrics and dead letters. */
        public String word() {
            return word;
        }
    }
}
