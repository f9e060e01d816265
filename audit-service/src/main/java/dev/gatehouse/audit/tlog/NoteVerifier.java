package dev.gatehouse.audit.tlog;

import dev.gatehouse.audit.tlog.NoteVerdict.Reason;
import dev.gatehouse.audit.tlog.NoteVerdict.Rejected;
import dev.gatehouse.audit.tlog.NoteVerdict.Verified;
import java.util.ArrayList;
import java.util.List;

/** Checks a note's signatures: those of unknown keys are passed over, those of known keys must all be right. */
public final class NoteVerifier {
    private NoteVerifier() {}

    /** What the known keys say of a note. */
    public static NoteVerdict open(SignedNote note, List<VerifierKey> known) {
        List<VerifierKey> verified = new ArrayList<>();
        for (NoteSignature signature : note.signatures()) {
            List<VerifierKey> claiming = known.stream()
                    .distinct()
                    .filter(key -> key.claims(signature))
                    .toList();
            if (claiming.size() > 1) {
                return new Rejected(Reason.AMBIGUOUS_KEYS);
            }
            if (claiming.stream().anyMatch(key -> !key.verifies(note.text(), signature))) {
                return new Rejected(Reason.WRONG_SIGNATURE);
            }
            verified.addAll(claiming);
        }
        return verified.isEmpty()
                ? new Rejected(Reason.NO_KNOWN_KEY)
                : new Verified(verified.stream().distinct().toList());
    }
}
