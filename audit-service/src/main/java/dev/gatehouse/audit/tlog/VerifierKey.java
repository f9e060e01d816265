package dev.gatehouse.audit.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key that signatures of notes are checked with. As text it is {@code name+hex(id)+base64(type || key)}, with
 * {@code id = SHA-256(name || 0x0A || type || key)[:4]} (C2SP signed-note).
 */
public final class VerifierKey {
    private static final String WHAT = "verifier key";
    private static final int ID_DIGITS = 8;

    private final String name;
    private final SignatureType type;
    private final byte[] key;
    private final int id;

    private VerifierKey(String name, SignatureType type, byte[] key) {
        this.name = name;
        this.type = type;
        this.key = key;
        this.id = id(name, material(type.code(), key));
    }

    /**
     * A key.
     *
     * @param name whose it is: not empty, without spaces and plus
     * @param type what its signatures are
     * @param publicKey the 32 bytes of RFC 8032
     * @throws InvalidFormat the name cannot be a key's, or the key has not 32 bytes
     */
    public static VerifierKey of(String name, SignatureType type, byte[] publicKey) {
        NoteText.checkName(WHAT, name);
        if (publicKey.length != Ed25519.KEY_BYTES) {
            throw new InvalidFormat(WHAT, "a key has " + Ed25519.KEY_BYTES + " bytes, not " + publicKey.length);
        }
        return new VerifierKey(name, type, publicKey.clone());
    }

    /**
     * Reads the text form.
     *
     * @throws InvalidFormat it is not of that form, the type is not known here, or the id is not the key's
     */
    public static VerifierKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length < 3) {
            throw new InvalidFormat(WHAT, "it is not a name, an id and a key with plus signs between");
        }
        byte[] material = Base64Text.decode(parts[2])
                .filter(bytes -> bytes.length > 0)
                .orElseThrow(() -> new InvalidFormat(WHAT, "the third part is not base64"));
        SignatureType type = SignatureType.ofCode(material[0])
                .orElseThrow(() -> new InvalidFormat(WHAT, "the type of its signatures is not known here"));
        VerifierKey key = of(parts[0], type, Arrays.copyOfRange(material, 1, material.length));
        if (!parts[1].equals(hex(key.id))) {
            throw new InvalidFormat(WHAT, "the id is not the key's, in " + ID_DIGITS + " hexadecimal digits");
        }
        return key;
    }

    /** The text form. */
    public String format() {
        return name + "+" + hex(id) + "+" + Base64Text.encode(material(type.code(), key));
    }

    /** Whose it is. */
    public String name() {
        return name;
    }

    /** What its signatures are. */
    public SignatureType type() {
        return type;
    }

    /** The key's id, a uint32. */
    public int keyId() {
        return id;
    }

    /** The 32 bytes of RFC 8032, in an array of the caller's own. */
    public byte[] publicKey() {
        return key.clone();
    }

    /** Whether a signature says that it is this key's. */
    public boolean claims(NoteSignature signature) {
        return id == signature.keyId() && name.equals(signature.name());
    }

    /** Whether a signature is this key's over a note's text. */
    public boolean verifies(String text, NoteSignature signature) {
        byte[] bytes = signature.bytes();
        return claims(signature)
                && switch (type) {
                    case ED25519 -> Ed25519.verifies(jdkKey(), text.getBytes(UTF_8), bytes);
                    case COSIGNATURE ->
                        Cosignature.read(bytes)
                                .map(made -> made.verifies(jdkKey(), text))
                                .orElse(false);
                };
    }

    private PublicKey jdkKey() {
        return Ed25519.publicKey(key);
    }

    /** The signature line with a signature that this key's owner has made. */
    NoteSignature signature(byte[] made) {
        return new NoteSignature(name, id, made);
    }

    /** The text form's third part before base64. */
    static byte[] material(byte type, byte[] key) {
        return ByteBuffer.allocate(1 + key.length).put(type).put(key).array();
    }

    static String hex(int id) {
        return HexFormat.of().toHexDigits(id, ID_DIGITS);
    }

    private static int id(String name, byte[] material) {
        MessageDigest sha256 = MerkleHash.sha256();
        sha256.update(name.getBytes(UTF_8));
        sha256.update((byte) '\n');
        return ByteBuffer.wrap(sha256.digest(material)).getInt();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return format();
    }
}
