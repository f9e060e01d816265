package dev.gatehouse.audit.access;

import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.ingest.KeptLetter;
import dev.gatehouse.audit.ingest.Sender;
import dev.gatehouse.audit.ingest.file.LetterRetry;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.Resource;
import java.util.List;
import java.util.Optional;

/**
 * Dead letters as an administrator may see them. What they hold came from anybody, and may be anything: each that is read is on
 * record, with who read it.
 */
public final class GuardedDeadLetters {
    private static final Resource LETTERS = Capabilities.deadLetters();

    private final DeadLetters letters;
    private final LetterRetry retry;
    private final Gatekeeper gate;
    private final AuditTrail trail;

    public GuardedDeadLetters(DeadLetters letters, LetterRetry retry, Gatekeeper gate, AuditTrail trail) {
        this.letters = letters;
        this.retry = retry;
        this.gate = gate;
        this.trail = trail;
    }

    /**
     * Letters in the order in which they came, without their bytes.
     *
     * @param after the id of the letter before the first
     * @return empty where there is no letter {@code after}
     */
    public Optional<List<KeptLetter>> list(Caller caller, Optional<String> after, int max) {
        admin(caller);
        return after.isPresent() && letters.find(after.get()).isEmpty()
                ? Optional.empty()
                : Optional.of(letters.list(after, max));
    }

    /** A letter with its bytes; empty where there is none. */
    public Optional<DeadLetter> read(Caller caller, String id) {
        admin(caller);
        Optional<DeadLetter> letter = letters.read(id);
        if (letter.isPresent()) {
            trail.read(caller, List.of(new AuditTrail.Read(LETTERS, id)));
        }
        return letter;
    }

    /** Sends a letter once more; what it holds goes in with the caller's own right to send events of its source. */
    public LetterRetry.Result retry(Caller caller, String id) {
        admin(caller);
        Sender sender = new Sender(
                caller.principal().name(),
                caller.sourceAddress(),
                source -> caller.may(Capabilities.INGEST, Capabilities.source(source)));
        return trail.change(caller, LETTERS, "retry", () -> retry.retry(id, sender), result -> switch (result) {
            case LetterRetry.Result.InLog done -> new AuditTrail.Done(id);
            case LetterRetry.Result.NotPossible kept -> new AuditTrail.NotDone("not-possible");
            case LetterRetry.Result.NoSuchLetter none -> new AuditTrail.NotDone("not-found");
        });
    }

    /** Forgets a letter for good; whether there was one. */
    public boolean delete(Caller caller, String id) {
        admin(caller);
        return trail.change(
                caller,
                LETTERS,
                "delete",
                () -> letters.delete(id),
                deleted -> deleted ? new AuditTrail.Done(id) : new AuditTrail.NotDone("not-found"));
    }

    private void admin(Caller caller) {
        gate.require(caller, Capability.ADMIN, LETTERS);
    }
}
