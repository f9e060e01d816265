package dev.gatehouse.audit.ingest.cloudtrail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HexFormat;

/**
 * The signature of a digest: RSA with PKCS#1 v1.5 and SHA-256 over four lines, as the CloudTrail User Guide's "Custom
 * implementations of CloudTrail log file integrity validation" has them.
 */
public final class DigestSignature {
    private DigestSignature() {}

    /**
     * What is signed.
     *
     * @param sha256 the hash of the digest's inflated bytes, in lower-case hexadecimal
     */
    public static String stringToSign(DigestFile digest, String sha256) {
        return String.join(
                "\n",
                digest.endText(),
                digest.location().bucket().orElse("") + "/" + digest.location().key(),
                sha256,
                digest.previousSignature().orElse("null"));
    }

    /**
     * Whether a signature is good.
     *
     * @param signature in hexadecimal
     */
    public static boolean verify(DigestFile digest, String sha256, String signature, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(DigestFile.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(stringToSign(digest, sha256).getBytes(UTF_8));
            return verifier.verify(HexFormat.of().parseHex(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // A key that is none of RSA's, a signature of another length, or no hexadecimal text.
            return false;
        }
    }
}
