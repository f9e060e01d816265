package dev.gatehouse.audit.log.witness;

import dev.gatehouse.audit.log.Cosignatures;
import dev.gatehouse.audit.log.SealedCheckpoint;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.tlog.Cosigning;
import dev.gatehouse.audit.tlog.NoteSignature;
import dev.gatehouse.audit.tlog.ProofBuilder;
import dev.gatehouse.audit.tlog.Witness;
import dev.gatehouse.audit.tlog.WitnessTransport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Has a log's newest checkpoint cosigned, in rounds: each witness that has not cosigned it yet is asked for it, all at the
 * same time, so that one checkpoint gets all cosignatures. Each witness is asked once a round at most. The log goes on
 * meanwhile, and knows nothing of it.
 */
public final class Witnessing {
    private final PublishedLog log;
    private final WitnessTransport transport;
    private final Cosignatures cosignatures;
    private final WitnessedStore store;
    private final Executor executor;
    private final WitnessListener listener;
    private final List<AskedWitness> witnesses;

    /**
     * Witnessing of a log.
     *
     * @param cosignatures where the cosignatures go
     * @param store keeps the newest witnessed checkpoint
     * @param executor runs a task for each witness
     */
    public Witnessing(
            PublishedLog log,
            List<Witness> witnesses,
            WitnessTransport transport,
            Cosignatures cosignatures,
            WitnessedStore store,
            Executor executor,
            WitnessListener listener) {
        this.log = log;
        this.transport = transport;
        this.cosignatures = cosignatures;
        this.store = store;
        this.executor = executor;
        this.listener = listener;
        this.witnesses = witnesses.stream()
                .map(witness -> new AskedWitness(witness, listener))
                .toList();
    }

    /** How each witness fares, in the order of the settings. */
    public List<WitnessStatus> statuses() {
        return witnesses.stream().map(AskedWitness::status).toList();
    }

    /** Holds a round; returns when each witness has answered or has been given up. One thread holds rounds. */
    public void round() {
        try {
            log.checkpoint().filter(newest -> newest.checkpoint().size() > 0).ifPresent(this::round);
        } catch (RuntimeException e) {
            listener.failed(e);
        }
    }

    private void round(SealedCheckpoint newest) {
        ProofBuilder proofs = new ProofBuilder(log::tile, newest.checkpoint().size());
        Cosigning cosigning = new Cosigning(transport, proofs);
        CompletableFuture.allOf(witnesses.stream()
                        .filter(witness -> witness.isDue(newest))
                        .map(witness -> CompletableFuture.runAsync(() -> ask(witness, cosigning, newest), executor))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private void ask(AskedWitness witness, Cosigning cosigning, SealedCheckpoint newest) {
        try {
            witness.ask(cosigning, newest, made -> attach(newest, made));
        } catch (RuntimeException e) {
            listener.failed(e); // The other witnesses' cosignatures are wanted all the same.
        }
    }

    /** One witness at a time, so that what is kept last is the newest. */
    private synchronized void attach(SealedCheckpoint newest, NoteSignature made) {
        Optional<SealedCheckpoint> before = cosignatures.witnessed();
        cosignatures.add(newest, List.of(made));
        cosignatures
                .witnessed()
                .filter(witnessed -> !before.equals(Optional.of(witnessed)))
                .ifPresent(this::keep);
    }

    private void keep(SealedCheckpoint witnessed) {
        try {
            store.write(witnessed.note().bytes());
        } catch (StorageFailed e) {
            listener.failed(e); // It is served all the same.
        }
    }
}
