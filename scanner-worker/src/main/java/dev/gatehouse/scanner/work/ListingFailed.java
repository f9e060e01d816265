package dev.gatehouse.scanner.work;

/** A target can't be listed, so that its scan fails: it is never taken for an empty one. The message is for people. */
public final class ListingFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private ListingFailed(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** It was refused, or there is no such place: trying again is of no use. */
    public static ListingFailed denied(String message) {
        return new ListingFailed(message, false);
    }

    /** It did not work this time. */
    public static ListingFailed unavailable(String message) {
        return new ListingFailed(message, true);
    }

    /** Whether it may work later. */
    public boolean isPassing() {
        return passing;
    }
}
