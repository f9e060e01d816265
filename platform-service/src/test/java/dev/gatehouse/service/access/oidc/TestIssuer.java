package dev.gatehouse.service.access.oidc;

import dev.gatehouse.service.access.MutableClock;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer with a key of each kind, which signs whatever a test wants. */
final class TestIssuer {
    static final String NAME = "https://id.example";
    static final String AUDIENCE = "gatehouse";
    static final long NOW = MutableClock.START.getEpochSecond();

    private static final TestIssuer INSTANCE = create();

    final PublicJsonWebKey rsa;
    final PublicJsonWebKey ec;
    final PublicJsonWebKey ed;

    private TestIssuer() throws JoseException {
        rsa = named("rsa", RsaJwkGenerator.generateJwk(2048));
        ec = named("ec", EcJwkGenerator.generateJwk(EllipticCurves.P256));
        ed = named("ed", OkpJwkGenerator.generateJwk("Ed25519"));
    }

    static TestIssuer get() {
        return INSTANCE;
    }

    String keySet() {
        return new JsonWebKeySet(List.of(rsa, ec, ed)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    static String keySet(PublicJsonWebKey... keys) {
        return new JsonWebKeySet(List.of(keys)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    static PublicJsonWebKey named(String name, PublicJsonWebKey key) {
        key.setKeyId(name);
        return key;
    }

    /** A token with an hour to live, signed with the RSA key. */
    String token(Consumer<JwtClaims> change) {
        return token(change, signature -> {});
    }

    String token(Consumer<JwtClaims> change, Consumer<JsonWebSignature> sign) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(NAME);
        claims.setAudience(AUDIENCE);
        claims.setSubject("build");
        claims.setIssuedAt(at(0));
        claims.setExpirationTime(at(3_600));
        change.accept(claims);
        return signed(claims.toJson(), sign);
    }

    String signed(String payload, Consumer<JsonWebSignature> sign) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(payload);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKeyIdHeaderValue("rsa");
        signature.setKey(rsa.getPrivateKey());
        sign.accept(signature);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** So many seconds after the test's clock's start. */
    static NumericDate at(long seconds) {
        return NumericDate.fromSeconds(NOW + seconds);
    }

    private static TestIssuer create() {
        try {
            return new TestIssuer();
        } catch (JoseException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
