package dev.gatehouse.service.access.oidc;

import dev.gatehouse.service.access.JwtVerifier;
import dev.gatehouse.service.access.VerifiedJwt;
import java.security.Key;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Checks OpenID tokens with jose4j.
 *
 * <p>A token is read twice: once without trust, to learn which of the configured issuers, algorithms and keys it claims,
 * and then against that issuer's settings, with that one algorithm and key. A key or an address of keys in the token's
 * own header is never used, and the header has to name its key ({@code kid}).
 */
public final class JoseJwtVerifier implements JwtVerifier {
    /** Characters of a token. */
    static final int MAX_LENGTH = 8_192;

    /** OpenID Connect Core, section 2: at most 255 ASCII characters. Control characters are no part of a name. */
    private static final Pattern SUBJECT = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private final Map<String, Trusted> issuers;
    private final InstantSource clock;

    /** @param issuers those whose tokens are accepted, each once */
    public JoseJwtVerifier(List<JwtIssuer> issuers, InstantSource clock) {
        Map<String, Trusted> trusted = new HashMap<>();
        for (JwtIssuer issuer : issuers) {
            if (trusted.put(issuer.issuer(), new Trusted(issuer, new IssuerKeys(issuer.keys(), clock))) != null) {
                throw new IllegalArgumentException("an issuer is configured twice: " + issuer.issuer());
            }
        }
        this.issuers = Map.copyOf(trusted);
        this.clock = clock;
    }

    @Override
    public Verification verify(String jwt) {
        Optional<ClaimedJwt> claimed = jwt.length() > MAX_LENGTH ? Optional.empty() : ClaimedJwt.read(jwt);
        return claimed.map(claims -> verify(jwt, claims)).orElse(new Verification.Invalid("malformed"));
    }

    private Verification verify(String jwt, ClaimedJwt claimed) {
        Trusted trusted = issuers.get(claimed.issuer());
        if (trusted == null) {
            return new Verification.Invalid("unknown-issuer");
        }
        Optional<SigningAlgorithm> algorithm = trusted.algorithm(claimed.algorithm());
        if (algorithm.isEmpty()) {
            return new Verification.Invalid("wrong-algorithm");
        }
        return trusted.keys()
                .find(claimed.keyId(), algorithm.get())
                .map(key -> verify(jwt, trusted.issuer(), algorithm.get(), key))
                .orElse(new Verification.Invalid("unknown-key"));
    }

    private Verification verify(String jwt, JwtIssuer issuer, SigningAlgorithm algorithm, Key key) {
        try {
            JwtClaims claims = consumer(issuer, algorithm, key).processToClaims(jwt);
            return SUBJECT.matcher(claims.getSubject()).matches()
                    ? new Verification.Valid(verified(issuer, claims))
                    : new Verification.Invalid("malformed");
        } catch (InvalidJwtException invalid) {
            return new Verification.Invalid(RefusalReason.of(invalid));
        } catch (MalformedClaimException | DateTimeException | ArithmeticException malformed) {
            return new Verification.Invalid("malformed");
        }
    }

    private JwtConsumer consumer(JwtIssuer issuer, SigningAlgorithm algorithm, Key key) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, algorithm.wireName())
                .setVerificationKey(key)
                .setExpectedIssuer(issuer.issuer())
                .setExpectedAudience(issuer.audience())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                .setAllowedClockSkewInSeconds((int) issuer.clockSkew().toSeconds())
                .setIssuedAtRestrictions(0, Math.toIntExact(issuer.maxAge().toSeconds()))
                .build();
    }

    private static VerifiedJwt verified(JwtIssuer issuer, JwtClaims claims) throws MalformedClaimException {
        Instant expiry = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
        Instant tooOld = Instant.ofEpochSecond(claims.getIssuedAt().getValue()).plus(issuer.maxAge());
        Instant end = expiry.isBefore(tooOld) ? expiry : tooOld;
        return new VerifiedJwt(issuer.issuer(), claims.getSubject(), texts(claims), end.plus(issuer.clockSkew()));
    }

    private static Map<String, Set<String>> texts(JwtClaims claims) {
        Map<String, Set<String>> texts = new HashMap<>();
        claims.getClaimsMap().forEach((name, value) -> {
            Stream<?> values = value instanceof Collection<?> list ? list.stream() : Stream.ofNullable(value);
            texts.put(
                    name,
                    values.filter(String.class::isInstance)
                            .map(String.class::cast)
                            .collect(Collectors.toUnmodifiableSet()));
        });
        return texts;
    }

    private record Trusted(JwtIssuer issuer, IssuerKeys keys) {
        Optional<SigningAlgorithm> algorithm(String wireName) {
            return issuer.algorithms().stream()
                    .filter(algorithm -> algorithm.wireName().equals(wireName))
                    .findFirst();
        }
    }
}
