package dev.gatehouse.cli.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key that a log signs its checkpoints with: {@code name+hex(id)+base64(type || key)}, as C2SP signed-note has it. Of
 * the types only Ed25519 (1) is known here.
 */
public final class LogKey {
    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;
    /** What RFC 8410 puts before the 32 bytes. */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] id;
    private final PublicKey key;

    private LogKey(String name, byte[] id, PublicKey key) {
        this.name = name;
        this.id = id;
        this.key = key;
    }

    /**
     * Reads the text form.
     *
     * @throws InvalidProof it is not of that form, or its id is not the key's
     */
    public static LogKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3 || parts[0].isBlank()) {
            throw new InvalidProof("the verifier key is not name+id+base64");
        }
        byte[] material = Base64Text.decode(parts[2], "the verifier key's third part");
        if (material.length != 1 + KEY_BYTES || material[0] != ED25519) {
            throw new InvalidProof("the verifier key is none of Ed25519");
        }
        byte[] id = Arrays.copyOf(
                Digest.sha256((parts[0] + "\n").getBytes(StandardCharsets.UTF_8), material)
                        .bytes(),
                ID_BYTES);
        if (!parts[1].equals(HexFormat.of().formatHex(id))) {
            throw new InvalidProof("the verifier key's id is not that of its key");
        }
        return new LogKey(parts[0], id, publicKey(material));
    }

    private static PublicKey publicKey(byte[] material) {
        byte[] spki = ByteBuffer.allocate(SPKI.length + KEY_BYTES)
                .put(SPKI)
                .put(material, 1, KEY_BYTES)
                .array();
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new InvalidProof("the verifier key is none of Ed25519");
        }
    }

    /** Whose it is: the log's name. */
    public String name() {
        return name;
    }

    /** Whether a signature line's bytes, the key's id and the signature, are this key's over a text. */
    boolean verifies(String text, byte[] signature) {
        if (signature.length <= ID_BYTES || !Arrays.equals(id, Arrays.copyOf(signature, ID_BYTES))) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Arrays.copyOfRange(signature, ID_BYTES, signature.length));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
