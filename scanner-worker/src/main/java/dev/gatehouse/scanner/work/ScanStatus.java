package dev.gatehouse.scanner.work;

import java.util.Locale;
import java.util.Optional;

/** How far a scan is. */
public enum ScanStatus {
    /** Objects are listed and scanned, or will be as soon as a worker is free. */
    RUNNING,
    /** Everything that the configuration asks for was looked at. */
    COMPLETED,
    /** It is over, and something was not looked at: the ledger says what. */
    INCOMPLETE,
    /** The target could not be listed. */
    FAILED,
    /** Somebody stopped it; it can be resumed. */
    CANCELLED;

    /** What stands on the wire and in stores. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more happens by itself. */
    public boolean isOver() {
        return this != RUNNING;
    }

    /** Whether it can go on where it was. */
    public boolean isResumable() {
        return this == CANCELLED || this == FAILED;
    }

    /** The status of a word. */
    public static Optional<ScanStatus> of(String word) {
        for (ScanStatus status : values()) {
            if (status.word().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
