package dev.gatehouse.audit.log;

import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.SignedNote;
import java.util.Optional;

/** The newest checkpoint, for those who read it while another is made. */
final class Published {
    private volatile Optional<SealedCheckpoint> newest = Optional.empty();

    void is(SignedNote note, Checkpoint checkpoint) {
        newest = Optional.of(new SealedCheckpoint(note, checkpoint));
    }

    void none() {
        newest = Optional.empty();
    }

    boolean isThere() {
        return newest.isPresent();
    }

    Optional<SealedCheckpoint> newest() {
        return newest;
    }

    /** The newest one's bytes. */
    Optional<byte[]> bytes() {
        return newest.map(checkpoint -> checkpoint.note().bytes());
    }

    /** How many events it covers. */
    long size() {
        return newest.map(newer -> newer.checkpoint().size()).orElse(0L);
    }
}
