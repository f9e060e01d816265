package dev.gatehouse.audit.log.witness;

import dev.gatehouse.audit.log.SealedCheckpoint;
import dev.gatehouse.audit.tlog.Cosigned;
import dev.gatehouse.audit.tlog.Cosigned.Ahead;
import dev.gatehouse.audit.tlog.Cosigned.Refusal;
import dev.gatehouse.audit.tlog.Cosigned.Refused;
import dev.gatehouse.audit.tlog.Cosigned.Signed;
import dev.gatehouse.audit.tlog.Cosigned.Unavailable;
import dev.gatehouse.audit.tlog.Cosigning;
import dev.gatehouse.audit.tlog.NoteSignature;
import dev.gatehouse.audit.tlog.Witness;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A witness, and what is remembered of it. After each failure but the first it is left out of twice as many rounds as
 * after the one before. One thread uses it at a time; any may look at its status.
 */
final class AskedWitness {
    /** The most rounds that a witness is left out of are 2^5 - 1. */
    private static final int MOST_DOUBLINGS = 5;

    private final Witness witness;
    private final WitnessListener listener;
    private volatile WitnessStatus status;
    private String cosignedText = "";
    private int failures;
    private int roundsLeftOut;

    AskedWitness(Witness witness, WitnessListener listener) {
        this.witness = witness;
        this.listener = listener;
        this.status = new WitnessStatus(witness.name(), 0, Optional.empty());
    }

    WitnessStatus status() {
        return status;
    }

    /** Whether it is to be asked in this round; to be called once a round. */
    boolean isDue(SealedCheckpoint checkpoint) {
        if (checkpoint.note().text().equals(cosignedText)) {
            return false;
        }
        if (roundsLeftOut > 0) {
            roundsLeftOut--;
            return false;
        }
        return true;
    }

    /** Asks it; a cosignature is handed on before anybody is told that there is one. */
    void ask(Cosigning cosigning, SealedCheckpoint checkpoint, Consumer<NoteSignature> attach) {
        WitnessStatus before = status;
        Cosigned outcome = cosigning.ask(witness, checkpoint.note(), before.cosigned());
        switch (outcome) {
            case Signed(NoteSignature made) -> {
                attach.accept(made);
                signed(checkpoint);
            }
            case Ahead(long seen) -> failed("it has seen another log: size " + seen);
            case Refused(Refusal reason) -> failed(text(reason));
            case Unavailable(String problem) -> failed(problem);
        }
        listener.asked(outcome, before, status);
    }

    private void signed(SealedCheckpoint checkpoint) {
        cosignedText = checkpoint.note().text();
        failures = 0;
        roundsLeftOut = 0;
        status = new WitnessStatus(witness.name(), checkpoint.checkpoint().size(), Optional.empty());
    }

    private void failed(String problem) {
        roundsLeftOut = (1 << Math.min(failures, MOST_DOUBLINGS)) - 1;
        failures++;
        status = new WitnessStatus(witness.name(), status.cosigned(), Optional.of(problem));
    }

    private static String text(Refusal reason) {
        return switch (reason) {
            case BAD_REQUEST -> "it does not understand the request";
            case UNTRUSTED_KEY -> "it does not trust the log's key";
            case UNKNOWN_LOG -> "it does not know the log";
            case INCONSISTENT -> "it has seen another log";
            case WRONG_COSIGNATURE -> "its cosignature is wrong";
        };
    }
}
