package dev.gatehouse.audit.tlog;

import java.util.Arrays;
import java.util.Optional;

/** The forms of a note's signatures that are known here, of those that C2SP signed-note assigns. */
public enum SignatureType {
    /** Ed25519 over the note's text: a log's own signature. */
    ED25519(0x01),
    /** A witness's Ed25519 with the time it was made (C2SP tlog-cosignature). */
    COSIGNATURE(0x04);

    private final byte code;

    SignatureType(int code) {
        this.code = (byte) code;
    }

    /** The byte that stands for it in keys and in what a key's id is made of. */
    public byte code() {
        return code;
    }

    static Optional<SignatureType> ofCode(byte code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }
}
