package dev.gatehouse.config.delivery;

/** There is more than is handed over at one time. A part of it would look like all. */
public final class TooManyFingerprints extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyFingerprints(String what, int limit) {
        super("There are more than " + limit + " " + what + "; gatehouse.fingerprints.max-" + what + " says how many.");
    }
}
