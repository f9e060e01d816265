package dev.gatehouse.audit.log;

import dev.gatehouse.audit.tlog.NoteSignature;
import dev.gatehouse.audit.tlog.SignedNote;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
     * Adds cosignatures that have been checked, in the place of older ones of the same keys. Those of a checkpoint smaller
     * than the last are not kept.
     *
     * @param checkpoint the log's checkpoint, as it was published
     * @param made at most one of each witness
     */
    public synchronized void add(SealedCheckpoint checkpoint, List<NoteSignature> made) {
        long size = latest.map(last -> last.checkpoint().size()).orElse(0L);
        if (made.isEmpty() || checkpoint.checkpoint().size() < size) {
            return;
        }
        List<NoteSignature> signatures = Stream.concat(
                        attach(checkpoint).note().signatures().stream()
                                .filter(older -> made.stream().noneMatch(newer -> sameKey(older, newer))),
                        made.stream())
                .toList();
        SignedNote note = new SignedNote(checkpoint.note().text(), signatures);
        latest = Optional.of(new SealedCheckpoint(note, checkpoint.checkpoint()));
        if (signatures.size() - checkpoint.note().signatures().size() >= quorum) {
            witnessed = latest;
        }
    }

    private static boolean sameKey(NoteSignature one, NoteSignature other) {
        return one.keyId() == other.keyId() && one.name().equals(other.name());
    }

    /** Begins with a witnessed checkpoint that was kept; a quorum has cosigned it, and the log begins with it. */
    public synchronized void restore(SealedCheckpoint kept) {
        latest = Optional.of(kept);
        witnessed = latest;
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
        return checkpoint.note().text();
    }
}
