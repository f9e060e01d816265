package dev.gatehouse.audit.log;

import dev.gatehouse.audit.log.EventProof.Absent;
import dev.gatehouse.audit.log.EventProof.Proven;
import dev.gatehouse.audit.log.EventProof.Unsealed;
import dev.gatehouse.audit.tlog.ConsistencyProof;
import dev.gatehouse.audit.tlog.InclusionProof;
import dev.gatehouse.audit.tlog.ProofBuilder;
import dev.gatehouse.audit.tlog.TlogProof;
import java.time.Duration;
import java.util.Optional;

/**
 * Proofs of a log's events, and of its growth. A proof is against the newest checkpoint that witnesses have cosigned
 * where that one covers the event, else against the newest. Safe for use by many threads; it waits for a bounded time.
 */
public final class EventProofs {
    private final SealedLog log;
    private final Cosignatures cosignatures;
    private final Duration patience;

    /**
     * Proofs of a log.
     *
     * @param patience how long a proof may wait until the event is sealed
     */
    public EventProofs(SealedLog log, Cosignatures cosignatures, Duration patience) {
        this.log = log;
        this.cosignatures = cosignatures;
        this.patience = patience;
    }

    /**
     * The proof of an event, for somebody who may not read it: its extra bytes are the entry alone.
     *
     * @throws MalformedLog what is stored of the event is not what is sealed
     */
    public EventProof proof(long index) {
        return prove(index, false);
    }

    /**
     * The proof of an event, for somebody who may read it: with its raw bytes, the proof shows the event to anybody. Of an
     * erased event it is the same as {@link #proof}.
     *
     * @throws MalformedLog what is stored of the event is not what is sealed
     */
    public EventProof openProof(long index) {
        return prove(index, true);
    }

    private EventProof prove(long index, boolean open) {
        if (index < 0 || index >= log.size()) {
            return new Absent();
        }
        Optional<SealedCheckpoint> newest = sealed(index);
        if (newest.isEmpty()) {
            return new Unsealed();
        }
        ProofExtra extra = log.disclose(index);
        return new Proven(prove(index, newest.get(), open ? extra : extra.closed()));
    }

    private TlogProof prove(long index, SealedCheckpoint newest, ProofExtra extra) {
        SealedCheckpoint covering = cosignatures
                .witnessed()
                .filter(witnessed -> witnessed.checkpoint().size() > index
                        && witnessed.checkpoint().size() <= newest.checkpoint().size())
                .orElseGet(() -> cosignatures.attach(newest));
        InclusionProof inclusion =
                proofs(newest).inclusion(index, covering.checkpoint().size());
        if (!inclusion.verifies(extra.leafHash(), covering.checkpoint().root())) {
            throw new MalformedLog("the event " + index + " is not what is sealed of it");
        }
        return TlogProof.of(inclusion, covering.note()).withExtra(extra.encode());
    }

    private ProofBuilder proofs(SealedCheckpoint newest) {
        return new ProofBuilder(log::tile, newest.checkpoint().size());
    }

    /** A checkpoint that covers an event, if one is there in time. */
    private Optional<SealedCheckpoint> sealed(long index) {
        try {
            log.awaitSealed(index, patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return log.checkpoint().filter(newest -> newest.checkpoint().size() > index);
    }

    /**
     * Shows that the log of one size begins with that of another.
     *
     * @param to a size that the newest checkpoint covers
     * @return empty where the sizes are negative, in the wrong order, or more than is sealed
     */
    public Optional<ConsistencyProof> consistency(long from, long to) {
        return log.checkpoint()
                .filter(newest ->
                        from >= 0 && from <= to && to <= newest.checkpoint().size())
                .map(newest -> proofs(newest).consistency(from, to));
    }
}
