package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.ingest.file.InflationResult.Reason;
import dev.gatehouse.audit.ingest.file.InflationResult.Refused;

/** Ends the reading of a gzip member within this package. Checked, and without a stack: it is an expected outcome. */
final class BadGzip extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    BadGzip(Reason reason, String problem, long place) {
        super(problem + ", at byte " + place, null, false, false);
        this.reason = reason;
    }

    static BadGzip damaged(String problem, long place) {
        return new BadGzip(Reason.DAMAGED, problem, place);
    }

    static BadGzip truncated(String problem, long place) {
        return new BadGzip(Reason.TRUNCATED, problem, place);
    }

    Refused refused() {
        return new Refused(reason, String.valueOf(getMessage()));
    }
}
