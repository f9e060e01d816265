package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.tlog.NoteSignature;
import dev.gatehouse.audit.tlog.NoteSigner;
import dev.gatehouse.audit.tlog.SignatureType;
import dev.gatehouse.audit.tlog.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MessageType;

/**
 * Signs with an Ed25519 key that never leaves KMS: key spec {@code ECC_NIST_EDWARDS25519}, algorithm
 * {@code ED25519_SHA_512} over the raw text, which is RFC 8032's Ed25519 (KMS's developer guide, "Key spec reference").
 * What KMS answers is checked with the public key before it is used, so that a wrong key or a changed answer never gets
 * into a checkpoint.
 */
public final class KmsSigner implements NoteSigner {
    private static final String KEY_SPEC = "ECC_NIST_EDWARDS25519";
    private static final String ALGORITHM = "ED25519_SHA_512";
    /** What RFC 8410 puts before the 32 bytes. */
    private static final byte[] SPKI_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int KEY_BYTES = 32;

    private final KmsClient kms;
    private final String keyId;
    private final VerifierKey verifierKey;

    private KmsSigner(KmsClient kms, String keyId, VerifierKey verifierKey) {
        this.kms = kms;
        this.keyId = keyId;
        this.verifierKey = verifierKey;
    }

    /**
     * Asks KMS for the key's public half.
     *
     * @param keyId the key's id, ARN or alias
     * @param name the key's name in notes: the log's origin
     * @throws StorageFailed KMS does not answer or says no, or the key is none that signs with Ed25519
     */
    public static KmsSigner open(KmsClient kms, String keyId, String name) {
        try {
            GetPublicKeyResponse key = kms.getPublicKey(request -> request.keyId(keyId));
            if (!KEY_SPEC.equals(key.keySpecAsString()) || key.keyUsage() != KeyUsageType.SIGN_VERIFY) {
                throw new StorageFailed("the KMS key is not of the spec " + KEY_SPEC + " and for signing");
            }
            byte[] publicKey = publicKey(key.publicKey().asByteArray());
            return new KmsSigner(kms, keyId, VerifierKey.of(name, SignatureType.ED25519, publicKey));
        } catch (SdkException e) {
            throw failed("KMS does not give the public key", e);
        }
    }

    private static byte[] publicKey(byte[] spki) {
        boolean isEd25519 = spki.length == SPKI_HEAD.length + KEY_BYTES
                && Arrays.equals(spki, 0, SPKI_HEAD.length, SPKI_HEAD, 0, SPKI_HEAD.length);
        if (!isEd25519) {
            throw new StorageFailed("the KMS key's public half is not one of Ed25519");
        }
        return Arrays.copyOfRange(spki, SPKI_HEAD.length, spki.length);
    }

    @Override
    public String name() {
        return verifierKey.name();
    }

    @Override
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /** @throws StorageFailed KMS does not answer or says no, or what it answers is no signature of its key's */
    @Override
    public byte[] sign(byte[] text) {
        byte[] signature = signature(text);
        boolean good = signature.length > 0
                && verifierKey.verifies(
                        new String(text, StandardCharsets.UTF_8),
                        new NoteSignature(name(), verifierKey.keyId(), signature));
        if (!good) {
            throw new StorageFailed("what KMS answers is no signature of the log's key");
        }
        return signature;
    }

    private byte[] signature(byte[] text) {
        try {
            return kms.sign(request -> request.keyId(keyId)
                            .message(SdkBytes.fromByteArray(text))
                            .messageType(MessageType.RAW)
                            .signingAlgorithm(ALGORITHM))
                    .signature()
                    .asByteArray();
        } catch (SdkException e) {
            throw failed("KMS does not sign", e);
        }
    }

    private static StorageFailed failed(String what, SdkException failure) {
        AwsError error = AwsError.of(failure);
        return new StorageFailed(what + ": " + error.getMessage(), error);
    }
}
