package dev.gatehouse.audit.log.verify;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a log that is verified again and again.
 *
 * @param sound the last pass that found nothing wrong
 * @param fault the first fault that was ever found
 * @param lastFault what the last pass found, if it found something
 * @param running the pass that is under way
 * @param unreadable when a pass could not read the log, if the last could not
 */
public record VerificationState(
        Optional<Pass> sound,
        Optional<Fault> fault,
        Optional<Fault> lastFault,
        Optional<ContinuousVerification.Running> running,
        Optional<Instant> unreadable) {
    /** Before the first pass. */
    static final VerificationState NOTHING_YET = new VerificationState(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * A pass over all of the log that found nothing wrong.
     *
     * @param begun when
     * @param ended when
     * @param size how many events it checked
     * @param root their tree's root, in base64, which is the checkpoint's
     */
    public record Pass(Instant begun, Instant ended, long size, String root) {}

    /** A fault was found before this process began. */
    VerificationState with(Fault known) {
        return new VerificationState(sound, Optional.of(known), lastFault, running, unreadable);
    }

    VerificationState with(ContinuousVerification.Running now) {
        return new VerificationState(sound, fault, lastFault, Optional.of(now), unreadable);
    }

    VerificationState with(Pass pass) {
        return new VerificationState(Optional.of(pass), fault, Optional.empty(), Optional.empty(), Optional.empty());
    }

    VerificationState broken(Fault found) {
        return new VerificationState(
                sound, fault.or(() -> Optional.of(found)), Optional.of(found), Optional.empty(), Optional.empty());
    }

    VerificationState unreadable(Instant when) {
        return new VerificationState(sound, fault, lastFault, Optional.empty(), Optional.of(when));
    }
}
