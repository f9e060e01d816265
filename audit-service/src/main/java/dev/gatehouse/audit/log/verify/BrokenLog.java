package dev.gatehouse.audit.log.verify;

/** Ends a check at the first thing that is wrong; never leaves this package. */
final class BrokenLog extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final String what;

    BrokenLog(Place place, String what) {
        super(what, null, false, false);
        this.place = place;
        this.what = what;
    }

    Place place() {
        return place;
    }

    Verdict.Broken verdict() {
        return new Verdict.Broken(place, what);
    }
}
