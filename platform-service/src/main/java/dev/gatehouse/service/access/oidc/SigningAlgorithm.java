package dev.gatehouse.service.access.oidc;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;

/** The signatures that are accepted. All are asymmetric: an issuer's public key can't make one. */
public enum SigningAlgorithm {
    RS256(AlgorithmIdentifiers.RSA_USING_SHA256, "RSA"),
    ES256(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, "EC"),
    EDDSA(AlgorithmIdentifiers.EDDSA, "OKP");

    private final String wireName;
    private final String keyType;

    SigningAlgorithm(String wireName, String keyType) {
        this.wireName = wireName;
        this.keyType = keyType;
    }

    /** As it stands in a token's {@code alg}. */
    public String wireName() {
        return wireName;
    }

    /** Whether a key is meant for signatures of this algorithm. */
    boolean fits(JsonWebKey key) {
        return key.getKeyType().equals(keyType)
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(wireName))
                && (key.getUse() == null || key.getUse().equals("sig"));
    }
}
