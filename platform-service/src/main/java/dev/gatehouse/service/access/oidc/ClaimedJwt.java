package dev.gatehouse.service.access.oidc;

import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

/** What a token claims of itself, believed by nobody: it tells only what the token is to be checked against. */
record ClaimedJwt(String issuer, String algorithm, String keyId) {
    private static final JwtConsumer UNCHECKED = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setSkipSignatureVerification()
            .setDisableRequireSignature()
            .build();

    /** The claims of a plain signed token; empty where a text is none, or one token wraps another. */
    static Optional<ClaimedJwt> read(String jwt) {
        try {
            JwtContext context = UNCHECKED.process(jwt);
            return context.getJoseObjects().size() == 1
                            && context.getJoseObjects().getFirst() instanceof JsonWebSignature signature
                    ? Optional.of(new ClaimedJwt(
                            orEmpty(context.getJwtClaims().getIssuer()),
                            orEmpty(signature.getAlgorithmHeaderValue()),
                            orEmpty(signature.getKeyIdHeaderValue())))
                    : Optional.empty();
        } catch (InvalidJwtException | MalformedClaimException malformed) {
            return Optional.empty();
        }
    }

    private static String orEmpty(String text) {
        return Optional.ofNullable(text).orElse("");
    }
}
