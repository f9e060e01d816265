package dev.gatehouse.audit.log;

import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.NoteVerdict;
import dev.gatehouse.audit.tlog.NoteVerifier;
import dev.gatehouse.audit.tlog.SignedNote;
import dev.gatehouse.audit.tlog.VerifierKey;
import java.util.List;

/** Opens checkpoints that must be signed by a key and be of a log. */
final class SignedCheckpoints {
    private SignedCheckpoints() {}

    /**
     * The checkpoint of a note.
     *
     * @throws MalformedLog the key has not signed it, or it is another log's
     */
    static Checkpoint open(SignedNote note, String origin, VerifierKey key) {
        if (!(NoteVerifier.open(note, List.of(key)) instanceof NoteVerdict.Verified)) {
            throw new MalformedLog("the checkpoint is not signed by the key " + key.name());
        }
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (!checkpoint.origin().equals(origin)) {
            throw new MalformedLog("the checkpoint is of another log than " + origin);
        }
        return checkpoint;
    }
}
