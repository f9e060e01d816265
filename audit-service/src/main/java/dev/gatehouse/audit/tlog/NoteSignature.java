package dev.gatehouse.audit.tlog;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A signature line of a {@link SignedNote}: {@code — <name> base64(key id || signature)}. */
public final class NoteSignature {
    private static final String WHAT = "signature line";
    private static final String START = "\u2014 ";

    private final String name;
    private final int keyId;
    private final byte[] signature;

    /**
     * A signature.
     *
     * @param name the key's name
     * @param keyId the key's id, a uint32
     * @param signature one byte or more, in the form that the key's type has
     * @throws InvalidFormat the name cannot be a key's, or the signature is empty
     */
    public NoteSignature(String name, int keyId, byte[] signature) {
        NoteText.checkName(WHAT, name);
        if (signature.length == 0) {
            throw new InvalidFormat(WHAT, "the signature is empty");
        }
        this.name = name;
        this.keyId = keyId;
        this.signature = signature.clone();
    }

    /**
     * Reads a line, without its newline.
     *
     * @throws InvalidFormat it is not a signature line
     */
    static NoteSignature parse(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(START) || space < START.length()) {
            throw new InvalidFormat(WHAT, "it is not a dash, a name and a signature");
        }
        byte[] bytes = Base64Text.decode(line.substring(space + 1))
                .orElseThrow(() -> new InvalidFormat(WHAT, "the signature is not base64"));
        if (bytes.length <= Integer.BYTES) {
            throw new InvalidFormat(WHAT, "there is no more than a key's id");
        }
        return new NoteSignature(
                line.substring(START.length(), space),
                ByteBuffer.wrap(bytes).getInt(),
                Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
    }

    /** The line, without its newline. */
    public String format() {
        byte[] id = ByteBuffer.allocate(Integer.BYTES).putInt(keyId).array();
        return START + name + " " + Base64Text.encode(id, signature);
    }

    /** The key's name. */
    public String name() {
        return name;
    }

    /** The key's id, a uint32. */
    public int keyId() {
        return keyId;
    }

    /** The signature without the key's id, in an array of the caller's own. */
    public byte[] bytes() {
        return signature.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && name.equals(that.name)
                && keyId == that.keyId
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(signature);
    }

    @Override
    public String toString() {
        return format();
    }
}
