package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.InclusionProof;
import dev.gatehouse.audit.tlog.MerkleHash;
import java.util.Arrays;

/** The events of a bundle, as they are checked one after the other. */
final class BundledEvents {
    private final Checkpoint checkpoint;
    private long[] indexes = new long[1 << 10];
    private int count;
    private long erased;

    /** @param checkpoint in whose tree they must stand */
    BundledEvents(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    /**
     * Takes the next event.
     *
     * @throws BundledEvent.Unsound it does not stand in the checkpoint's tree
     */
    void add(BundledEvent event) {
        if (event.index() >= checkpoint.size()) {
            throw new BundledEvent.Unsound("the checkpoint does not cover its index");
        }
        InclusionProof proof = new InclusionProof(event.index(), checkpoint.size(), event.proof());
        if (!proof.verifies(MerkleHash.leaf(event.entry()), checkpoint.root())) {
            throw new BundledEvent.Unsound("its proof does not lead from its entry to the checkpoint's root");
        }
        if (count == indexes.length) {
            indexes = Arrays.copyOf(indexes, count * 2);
        }
        indexes[count++] = event.index();
        erased += event.erased() ? 1 : 0;
    }

    long count() {
        return count;
    }

    long erased() {
        return erased;
    }

    /** The verdict when all of them were added. */
    Verdict verdict() {
        long[] sorted = Arrays.copyOf(indexes, count);
        Arrays.sort(sorted);
        for (int i = 1; i < count; i++) {
            if (sorted[i] == sorted[i - 1]) {
                throw new BrokenLog(new Place.OfEvent(sorted[i]), "it is in the bundle twice");
            }
        }
        boolean gaps = count > 0 && sorted[count - 1] - sorted[0] != count - 1L;
        return new Verdict.SoundBundle(count, erased, gaps, checkpoint.size(), checkpoint.root());
    }
}
