package dev.gatehouse.audit.tlog;

import dev.gatehouse.audit.tlog.NoteVerdict.Verified;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whom a reader of proofs trusts.
 *
 * @param origin the log's name, as its checkpoints have it
 * @param log the log's key
 * @param witnesses the witnesses' keys
 * @param quorum how many different witnesses must have signed, 0 to all
 */
public record ProofPolicy(String origin, VerifierKey log, List<VerifierKey> witnesses, int quorum) {
    public ProofPolicy {
        witnesses = List.copyOf(witnesses);
        if (quorum < 0 || quorum > witnesses.stream().distinct().count()) {
            throw new IllegalArgumentException("there are fewer witnesses than a quorum of " + quorum);
        }
        if (log.type() != SignatureType.ED25519
                || witnesses.stream().anyMatch(key -> key.type() != SignatureType.COSIGNATURE)) {
            throw new IllegalArgumentException(
                    "a log signs notes, and a witness cosigns them; a key is of the other type");
        }
    }

    /** Trusts the log alone. */
    public ProofPolicy(String origin, VerifierKey log) {
        this(origin, log, List.of(), 0);
    }

    /** What a proof shows of the leaf with this hash. */
    public ProofVerdict check(TlogProof proof, Hash leaf) {
        ProofVerdict checkpoint = check(proof.note());
        if (checkpoint != ProofVerdict.PROVEN) {
            return checkpoint;
        }
        return proof.inclusion().verifies(leaf, proof.checkpoint().root())
                ? ProofVerdict.PROVEN
                : ProofVerdict.NOT_INCLUDED;
    }

    /**
     * What the signatures of a checkpoint show: {@link ProofVerdict#PROVEN} if it may be believed.
     *
     * @throws InvalidFormat the log has signed a note that is no checkpoint
     */
    public ProofVerdict check(SignedNote checkpoint) {
        List<VerifierKey> known =
                Stream.concat(Stream.of(log), witnesses.stream()).toList();
        if (!(NoteVerifier.open(checkpoint, known) instanceof Verified verified)
                || !verified.keys().contains(log)) {
            return ProofVerdict.NOT_SIGNED;
        }
        if (!Checkpoint.parse(checkpoint.text()).origin().equals(origin)) {
            return ProofVerdict.OTHER_ORIGIN;
        }
        return verified.keys().size() - 1 < quorum ? ProofVerdict.TOO_FEW_WITNESSES : ProofVerdict.PROVEN;
    }
}
