package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.DigestVerdict;

/** What became of a file that was handed over. But for {@link Deferred}, the file is done with, and its notice may be deleted. */
public sealed interface IntakeOutcome {
    /**
     * It was read, and everything of it is durable.
     *
     * @param appended events that are new in the log
     * @param duplicates events that were in the log before
     * @param rejected records that are dead letters now
     * @param verdict what the digests that were seen before say of it
     */
    record Taken(int appended, int duplicates, int rejected, DigestVerdict verdict) implements IntakeOutcome {}

    /** It had been read before, with the same content. */
    record Known() implements IntakeOutcome {}

    /**
     * Nothing of it is in the log; it is a dead letter.
     *
     * @param reason why, as a stable word
     * @param detail what was found, and where; quotes nothing of it
     */
    record Refused(String reason, String detail) implements IntakeOutcome {}

    /**
     * It is none of the files that are read here; nothing of it was kept.
     *
     * @param problem why
     */
    record Skipped(String problem) implements IntakeOutcome {}

    /**
     * It can't be checked now. What it says is on record, as unchecked, and it is to be handed over again later.
     *
     * @param problem why
     */
    record Deferred(String problem) implements IntakeOutcome {}
}
