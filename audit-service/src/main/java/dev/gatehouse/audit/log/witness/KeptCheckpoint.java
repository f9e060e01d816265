package dev.gatehouse.audit.log.witness;

import dev.gatehouse.audit.log.SealedCheckpoint;
import dev.gatehouse.audit.tlog.BrokenTree;
import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.InvalidFormat;
import dev.gatehouse.audit.tlog.ProofBuilder;
import dev.gatehouse.audit.tlog.ProofPolicy;
import dev.gatehouse.audit.tlog.ProofVerdict;
import dev.gatehouse.audit.tlog.SignedNote;
import java.util.Optional;

/** Takes up the witnessed checkpoint that was kept before a restart, if it still is one of this log's. */
public final class KeptCheckpoint {
    private final PublishedLog log;
    private final ProofPolicy policy;

    /** @param policy the log's key, the witnesses that are asked now, and how many are needed */
    public KeptCheckpoint(PublishedLog log, ProofPolicy policy) {
        this.log = log;
        this.policy = policy;
    }

    /**
     * The checkpoint of a note that was kept; empty where the note is none, is not signed as it must be, or the log does
     * not begin with it.
     */
    public Optional<SealedCheckpoint> of(byte[] kept) {
        try {
            SignedNote note = SignedNote.parse(kept);
            if (policy.check(note) != ProofVerdict.PROVEN) {
                return Optional.empty();
            }
            SealedCheckpoint checkpoint = new SealedCheckpoint(note, Checkpoint.parse(note.text()));
            return log.checkpoint()
                    .filter(newest -> begins(checkpoint.checkpoint(), newest.checkpoint()))
                    .map(newest -> checkpoint);
        } catch (InvalidFormat | BrokenTree e) {
            return Optional.empty();
        }
    }

    private boolean begins(Checkpoint kept, Checkpoint newest) {
        return kept.size() <= newest.size()
                && new ProofBuilder(log::tile, newest.size())
                        .consistency(kept.size(), newest.size())
                        .verifies(kept.root(), newest.root());
    }
}
