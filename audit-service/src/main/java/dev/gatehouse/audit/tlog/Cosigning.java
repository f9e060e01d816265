package dev.gatehouse.audit.tlog;

import dev.gatehouse.audit.tlog.Cosigned.Ahead;
import dev.gatehouse.audit.tlog.Cosigned.Refusal;
import dev.gatehouse.audit.tlog.Cosigned.Refused;
import dev.gatehouse.audit.tlog.Cosigned.Signed;
import dev.gatehouse.audit.tlog.Cosigned.Unavailable;
import dev.gatehouse.audit.tlog.WitnessAnswer.Answered;
import dev.gatehouse.audit.tlog.WitnessAnswer.Unreachable;
import java.util.List;
import java.util.OptionalLong;

/** Asks witnesses to cosign a log's checkpoints (C2SP tlog-witness). For use by several threads if its ports are. */
public final class Cosigning {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private final WitnessTransport transport;
    private final ProofBuilder proofs;

    /**
     * Cosigning of a log.
     *
     * @param transport carries the requests
     * @param proofs of the log, for trees as large as the checkpoints that are to be cosigned
     */
    public Cosigning(WitnessTransport transport, ProofBuilder proofs) {
        this.transport = transport;
        this.proofs = proofs;
    }

    /**
     * Asks a witness for its cosignature. Where the witness remembers another size than the one that is given, it is
     * asked a second time, with its own.
     *
     * @param witness who is asked
     * @param note the log's signed checkpoint
     * @param lastSeen the size that the witness has cosigned last, as far as is known; 0 if that is not known
     * @throws InvalidFormat the note is no checkpoint
     */
    public Cosigned ask(Witness witness, SignedNote note, long lastSeen) {
        long size = Checkpoint.parse(note.text()).size();
        if (lastSeen > size) {
            return new Ahead(lastSeen);
        }
        WitnessAnswer answer = post(witness, note, lastSeen, size);
        OptionalLong seen = seen(answer);
        if (seen.isEmpty()) {
            return judge(witness, note, answer);
        }
        if (seen.getAsLong() > size || seen.getAsLong() == lastSeen) {
            return new Ahead(seen.getAsLong());
        }
        WitnessAnswer second = post(witness, note, seen.getAsLong(), size);
        // It contradicts the size that it has just named: it remembers another root of it.
        return seen(second).equals(seen) ? new Ahead(seen.getAsLong()) : judge(witness, note, second);
    }

    private WitnessAnswer post(Witness witness, SignedNote note, long old, long size) {
        ConsistencyProof proof = proofs.consistency(old, size);
        return transport.addCheckpoint(witness, new WitnessRequest(old, proof.hashes(), note).bytes());
    }

    /** The size that a witness says it has seen last, where that is why it has not cosigned. */
    private static OptionalLong seen(WitnessAnswer answer) {
        return answer instanceof Answered(int status, String body) && status == CONFLICT && body.endsWith("\n")
                ? DecimalText.parse(body.substring(0, body.length() - 1))
                : OptionalLong.empty();
    }

    private static Cosigned judge(Witness witness, SignedNote note, WitnessAnswer answer) {
        return switch (answer) {
            case Unreachable(String problem) -> new Unavailable(problem);
            case Answered(int status, String body) ->
                switch (status) {
                    case OK -> signatures(witness, note, body);
                    case BAD_REQUEST -> new Refused(Refusal.BAD_REQUEST);
                    case FORBIDDEN -> new Refused(Refusal.UNTRUSTED_KEY);
                    case NOT_FOUND -> new Refused(Refusal.UNKNOWN_LOG);
                    case UNPROCESSABLE -> new Refused(Refusal.INCONSISTENT);
                    case CONFLICT -> conflict(answer);
                    default -> new Unavailable("status " + status);
                };
        };
    }

    /** A second conflict: another writer was faster, or the witness contradicts itself. Or it has not told a size. */
    private static Cosigned conflict(WitnessAnswer answer) {
        OptionalLong seen = seen(answer);
        return seen.isPresent()
                ? new Unavailable("the witness has moved to size " + seen.getAsLong() + " meanwhile")
                : new Refused(Refusal.INCONSISTENT);
    }

    private static Cosigned signatures(Witness witness, SignedNote note, String body) {
        try {
            List<NoteSignature> claimed = SignedNote.signatures(body).stream()
                    .filter(witness.key()::claims)
                    .toList();
            boolean right = claimed.stream().allMatch(signature -> witness.key().verifies(note.text(), signature));
            return right && !claimed.isEmpty()
                    ? new Signed(claimed.getFirst())
                    : new Refused(Refusal.WRONG_COSIGNATURE);
        } catch (InvalidFormat e) {
            return new Refused(Refusal.WRONG_COSIGNATURE);
        }
    }
}
