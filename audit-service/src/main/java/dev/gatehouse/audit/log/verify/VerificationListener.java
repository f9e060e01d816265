package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.StorageFailed;

/** Hears what comes of verifying. */
public interface VerificationListener {
    /** A pass has found nothing wrong. */
    void passed(VerificationState.Pass pass);

    /** The first fault ever was found. */
    void broken(Fault fault);

    /** A pass could not read the log. */
    void unreadable(StorageFailed cause);
}
