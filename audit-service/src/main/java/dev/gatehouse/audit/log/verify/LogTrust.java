package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.InvalidFormat;
import dev.gatehouse.audit.tlog.NoteVerdict;
import dev.gatehouse.audit.tlog.NoteVerifier;
import dev.gatehouse.audit.tlog.SignedNote;
import dev.gatehouse.audit.tlog.VerifierKey;
import java.util.List;
import java.util.Optional;

/**
 * What a reader knows of a log from elsewhere, and believes.
 *
 * @param key the key that signs its checkpoints
 * @param origin its name, the first line of each checkpoint
 * @param since an older checkpoint of it, which the key has signed: the log must still begin with what that one covers
 */
public record LogTrust(VerifierKey key, String origin, Optional<Checkpoint> since) {
    /** Trust in a key, whose name is the log's origin. */
    public static LogTrust of(VerifierKey key) {
        return new LogTrust(key, key.name(), Optional.empty());
    }

    /** The same, for a log whose origin is not its key's name. */
    public LogTrust withOrigin(String name) {
        return new LogTrust(key, name, since);
    }

    /**
     * The same, with an older checkpoint.
     *
     * @param note the signed note, as the log once gave it
     * @throws InvalidFormat it is no checkpoint of this log that the key has signed
     */
    public LogTrust withSince(byte[] note) {
        try {
            return new LogTrust(key, origin, Optional.of(open(note)));
        } catch (BrokenLog e) {
            throw new InvalidFormat("older checkpoint", e.verdict().what());
        }
    }

    /** The same, with what was found sound before. */
    LogTrust withSince(Verdict.Sound sound) {
        return new LogTrust(key, origin, Optional.of(new Checkpoint(origin, sound.size(), sound.root())));
    }

    /** The newest checkpoint of a log. */
    Checkpoint newest(LogSource source) {
        return open(
                source.file("checkpoint").orElseThrow(() -> new BrokenLog(new Place.InCheckpoint(), "it is missing")));
    }

    /** The checkpoint of a note. */
    Checkpoint open(byte[] note) {
        try {
            SignedNote signed = SignedNote.parse(note);
            if (NoteVerifier.open(signed, List.of(key)) instanceof NoteVerdict.Rejected rejected) {
                throw broken(
                        switch (rejected.reason()) {
                            case NO_KNOWN_KEY -> "it is not signed by the key " + key;
                            case WRONG_SIGNATURE -> "its signature by the key " + key + " is wrong";
                            case AMBIGUOUS_KEYS -> "its signature could be of two keys";
                        });
            }
            Checkpoint checkpoint = Checkpoint.parse(signed.text());
            if (!checkpoint.origin().equals(origin)) {
                throw broken("it is of another log than " + origin);
            }
            return checkpoint;
        } catch (InvalidFormat e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    private static BrokenLog broken(String what) {
        return new BrokenLog(new Place.InCheckpoint(), what);
    }
}
