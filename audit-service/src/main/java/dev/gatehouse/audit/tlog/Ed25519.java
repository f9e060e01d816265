package dev.gatehouse.audit.tlog;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** The JDK's Ed25519, with public keys as RFC 8032 has them: 32 bytes. */
final class Ed25519 {
    /** A public key's size, and a seed's. */
    static final int KEY_BYTES = 32;

    /** A signature's size. */
    static final int SIGNATURE_BYTES = 64;

    /** The algorithm's name in the JDK. */
    static final String NAME = "Ed25519";

    // What RFC 8410 puts before the 32 bytes.
    private static final byte[] SPKI_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /** The key that the 32 bytes are. Whether they are a point of the curve is seen when it is used. */
    static PublicKey publicKey(byte[] bytes) {
        byte[] spki = Arrays.copyOf(SPKI_HEAD, SPKI_HEAD.length + KEY_BYTES);
        System.arraycopy(bytes, 0, spki, SPKI_HEAD.length, KEY_BYTES);
        try {
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new InvalidFormat("public key", "it is not one of Ed25519");
        }
    }

    /** The 32 bytes of a key. */
    static byte[] bytes(PublicKey key) {
        byte[] spki = key.getEncoded();
        return Arrays.copyOfRange(spki, spki.length - KEY_BYTES, spki.length);
    }

    /** Whether the signature is the key's over the message. */
    static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(NAME);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException | java.security.InvalidKeyException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    /** The signature over a message. */
    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signer = Signature.getInstance(NAME);
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 cannot sign", e);
        }
    }
}
