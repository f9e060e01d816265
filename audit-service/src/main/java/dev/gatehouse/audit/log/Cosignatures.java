package dev.gatehouse.audit.log;

import dev.gatehouse.audit.tlog.NoteSignature;
import dev.gatehouse.audit.tlog.SignedNote;
import java.util.List;
import java.util.Optional;

/**
 * What witnesses have signed of a log's checkpoints. It holds nothing up: a checkpoint is published without them, and
 * they are added to it when they are there. Safe for use by many threads.
 */
public final class Cosignatures {
    private final int quorum;
    private volatile Optional<SealedCheckpoint> latest = Optional.empty();
    private volatile Optional<SealedCheckpoint> witnessed = Optional.empty();

    /** @param quorum how many witnesses make a checkpoint a witnessed one, 1 or more */
    public Cosignatures(int quorum) {
        if (quorum < 1) {
            throw new IllegalArgumentException("a quorum is 1 or more");
        }
        this.quorum = quorum;
    }

    /**
     * Adds cosignatures that have been checked; those of a checkpoint older than the last are not kept.
     *
     * @param checkpoint the log's checkpoint, as it was published
     * @param cosignatures at most one of each witness; none is a second one for this checkpoint
     */
    public synchronized void add(SealedCheckpoint checkpoint, List<NoteSignature> cosignatures) {
        long size = latest.map(last -> last.checkpoint().size()).orElse(0L);
        if (cosignatures.isEmpty() || checkpoint.checkpoint().size() < size) {
            return;
        }
        SealedCheckpoint base = attach(checkpoint);
        SealedCheckpoint signed = new SealedCheckpoint(base.note().with(cosignatures), base.checkpoint());
        latest = Optional.of(signed);
        int witnesses = signed.note().signatures().size()
                - checkpoint.note().signatures().size();
        if (witnesses >= quorum) {
            witnessed = latest;
        }
    }

    /** The checkpoint with the cosignatures that are there of it. */
    public SealedCheckpoint attach(SealedCheckpoint checkpoint) {
        return latest.filter(signed -> text(signed).equals(text(checkpoint))).orElse(checkpoint);
    }

    /** The newest checkpoint that a quorum has cosigned, with their cosignatures. */
    public Optional<SealedCheckpoint> witnessed() {
        return witnessed;
    }

    private static String text(SealedCheckpoint checkpoint) {
        SignedNote note = checkpoint.note();
        return note.text();
    }
}
