package dev.gatehouse.service.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.access.JwtVerifier.Verification;
import dev.gatehouse.service.access.MutableClock;
import dev.gatehouse.service.access.VerifiedJwt;
import dev.gatehouse.service.failure.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoseJwtVerifierTest {
    private final TestIssuer issuer = TestIssuer.get();
    private final MutableClock clock = new MutableClock();
    private final JoseJwtVerifier verifier =
            verifier(new JwtIssuer(TestIssuer.NAME, TestIssuer.AUDIENCE, issuer::keySet));

    @Test
    void acceptsATokenOfItsIssuer() {
        String jwt = issuer.token(claims -> {
            claims.setStringListClaim("groups", "platform", "ops");
            claims.setClaim("team", "a");
            claims.setClaim("admin", true);
            claims.setClaim("nothing", null);
        });

        VerifiedJwt verified = valid(verifier.verify(jwt));

        assertThat(verified.issuer()).isEqualTo(TestIssuer.NAME);
        assertThat(verified.subject()).isEqualTo("build");
        assertThat(verified.claims())
                .containsEntry("groups", Set.of("platform", "ops"))
                .containsEntry("team", Set.of("a"))
                .containsEntry("admin", Set.of())
                .containsEntry("nothing", Set.of());
        assertThat(verified.validUntil()).isEqualTo(MutableClock.START.plusSeconds(3_630));
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void acceptsEachAlgorithmWithItsKindOfKey(SigningAlgorithm algorithm) {
        assertThat(verifier.verify(signedWith(algorithm))).isInstanceOf(Verification.Valid.class);
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void refusesAnAlgorithmThatTheIssuerMayNotUse(SigningAlgorithm only) {
        JoseJwtVerifier strict = verifier(new JwtIssuer(
                TestIssuer.NAME,
                TestIssuer.AUDIENCE,
                issuer::keySet,
                Set.of(only),
                Duration.ZERO,
                Duration.ofHours(1)));

        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            Verification outcome = strict.verify(signedWith(algorithm));
            assertThat(outcome instanceof Verification.Valid).isEqualTo(algorithm == only);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, unknown-issuer",
        "https://id.example/, unknown-issuer",
        "HTTPS://ID.EXAMPLE, unknown-issuer",
        "'', unknown-issuer",
    })
    void refusesAnotherIssuer(String name, String reason) {
        assertThat(verifier.verify(issuer.token(claims -> claims.setIssuer(name))))
                .isEqualTo(invalid(reason));
    }

    @Test
    void refusesATokenThatNamesNoIssuer() {
        assertThat(verifier.verify(issuer.token(claims -> claims.unsetClaim("iss"))))
                .isEqualTo(invalid("unknown-issuer"));
    }

    @Test
    void refusesATokenForSomebodyElse() {
        assertThat(verifier.verify(issuer.token(claims -> claims.setAudience("other"))))
                .isEqualTo(invalid("wrong-audience"));
        assertThat(verifier.verify(issuer.token(claims -> claims.unsetClaim("aud"))))
                .isEqualTo(invalid("wrong-audience"));
        assertThat(verifier.verify(issuer.token(claims -> claims.setAudience("other", TestIssuer.AUDIENCE))))
                .isInstanceOf(Verification.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "sub"})
    void needsEachClaim(String claim) {
        assertThat(verifier.verify(issuer.token(claims -> claims.unsetClaim(claim))))
                .isEqualTo(invalid("claim-missing"));
    }

    @Test
    void toleratesAnEndThatIsPastByTheSkewAndNoMore() {
        String jwt = issuer.token(claims -> claims.setExpirationTime(TestIssuer.at(100)));

        clock.set(MutableClock.START.plusSeconds(129));
        assertThat(verifier.verify(jwt)).isInstanceOf(Verification.Valid.class);
        clock.set(MutableClock.START.plusSeconds(130));
        assertThat(verifier.verify(jwt)).isEqualTo(invalid("expired"));
    }

    @Test
    void saysTheMomentFromWhichItRefuses() {
        VerifiedJwt verified =
                valid(verifier.verify(issuer.token(claims -> claims.setExpirationTime(TestIssuer.at(100)))));

        assertThat(verified.validUntil()).isEqualTo(MutableClock.START.plusSeconds(130));
    }

    @Test
    void toleratesABeginThatIsToComeByTheSkewAndNoMore() {
        assertThat(verifier.verify(issuer.token(claims -> claims.setNotBefore(TestIssuer.at(30)))))
                .isInstanceOf(Verification.Valid.class);
        assertThat(verifier.verify(issuer.token(claims -> claims.setNotBefore(TestIssuer.at(31)))))
                .isEqualTo(invalid("not-yet-valid"));
    }

    @Test
    void toleratesAnIssueThatIsToComeByTheSkewAndNoMore() {
        assertThat(verifier.verify(issuer.token(claims -> claims.setIssuedAt(TestIssuer.at(30)))))
                .isInstanceOf(Verification.Valid.class);
        assertThat(verifier.verify(issuer.token(claims -> claims.setIssuedAt(TestIssuer.at(31)))))
                .isEqualTo(invalid("not-yet-valid"));
    }

    @Test
    void acceptsNoTokenOlderThanItsGreatestAgeWhateverItsEnd() {
        String jwt = issuer.token(claims -> claims.setExpirationTime(TestIssuer.at(1_000_000)));
        long age = JwtIssuer.DEFAULT_MAX_AGE.toSeconds() + 30;

        assertThat(valid(verifier.verify(jwt)).validUntil()).isEqualTo(MutableClock.START.plusSeconds(age));
        clock.set(MutableClock.START.plusSeconds(age));
        assertThat(verifier.verify(jwt)).isInstanceOf(Verification.Valid.class);
        clock.set(MutableClock.START.plusSeconds(age + 1));
        assertThat(verifier.verify(jwt)).isEqualTo(invalid("too-old"));
    }

    @Test
    void refusesATokenWithoutASignature() {
        String jwt = issuer.token(JoseJwtVerifierTest::asItIs, signature -> {
            signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            signature.setAlgorithmHeaderValue("none");
            signature.setKey(null);
        });
        assertThat(jwt).endsWith(".");

        assertThat(verifier.verify(jwt)).isEqualTo(invalid("wrong-algorithm"));
        assertThat(verifier.verify(jwt + "c2ln")).isInstanceOf(Verification.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "None", "nOnE", "", "rs256", "RS512", "PS256", "ES384", "HS512", "ES256K"})
    void refusesEveryOtherAlgorithmByName(String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\"}";
        String payload = "{\"iss\":\"https://id.example\",\"sub\":\"build\"}";

        assertThat(verifier.verify(encoded(header) + "." + encoded(payload) + ".c2ln"))
                .isEqualTo(invalid("wrong-algorithm"));
    }

    @Test
    void refusesAnHmacUnderThePublicKey() {
        String jwt = issuer.token(JoseJwtVerifierTest::asItIs, signature -> {
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
            signature.setKey(new HmacKey(issuer.rsa.getPublicKey().getEncoded()));
        });

        assertThat(verifier.verify(jwt)).isEqualTo(invalid("wrong-algorithm"));
    }

    @Test
    void refusesAKeyOfAnotherKindUnderTheNameOfOne() {
        String jwt = issuer.token(JoseJwtVerifierTest::asItIs, signature -> {
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            signature.setKey(issuer.ec.getPrivateKey());
        });

        assertThat(verifier.verify(jwt)).isEqualTo(invalid("unknown-key"));
    }

    @Test
    void refusesASignatureOfAnotherKey() throws JoseException {
        var stranger = RsaJwkGenerator.generateJwk(2048);
        String jwt = issuer.token(JoseJwtVerifierTest::asItIs, signature -> signature.setKey(stranger.getPrivateKey()));

        assertThat(verifier.verify(jwt)).isEqualTo(invalid("bad-signature"));
    }

    @Test
    void usesNoKeyOutOfTheTokensOwnHeader() throws JoseException {
        var stranger = TestIssuer.named("stranger", RsaJwkGenerator.generateJwk(2048));
        String jwt = issuer.token(JoseJwtVerifierTest::asItIs, signature -> {
            signature.setKey(stranger.getPrivateKey());
            signature.setKeyIdHeaderValue("stranger");
            signature.setJwkHeader(stranger);
            signature.setHeader("jku", "https://evil.example/keys");
        });

        assertThat(verifier.verify(jwt)).isEqualTo(invalid("unknown-key"));
    }

    @Test
    void needsTheNameOfAKey() {
        String jwt = issuer.token(JoseJwtVerifierTest::asItIs, signature -> signature.setKeyIdHeaderValue(null));

        assertThat(verifier.verify(jwt)).isEqualTo(invalid("unknown-key"));
    }

    @Test
    void refusesAChangedPayload() {
        String[] parts = issuer.token(JoseJwtVerifierTest::asItIs).split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);

        String changed = parts[0] + "." + encoded(payload.replace("build", "admin")) + "." + parts[2];

        assertThat(verifier.verify(changed)).isEqualTo(invalid("bad-signature"));
    }

    @Test
    void refusesATokenThatWrapsAnother() {
        String inner = issuer.token(JoseJwtVerifierTest::asItIs);
        String outer = issuer.signed(inner, signature -> signature.setHeader("cty", "JWT"));

        assertThat(verifier.verify(outer)).isEqualTo(invalid("malformed"));
    }

    @Test
    void readsALongTokenAndNoneThatIsTooLong() {
        int room = (JoseJwtVerifier.MAX_LENGTH
                                - issuer.token(JoseJwtVerifierTest::asItIs).length())
                        * 3
                        / 4
                - 20;
        String longest = issuer.token(claims -> claims.setClaim("x", "x".repeat(room)));
        String tooLong = issuer.token(claims -> claims.setClaim("x", "x".repeat(room + 30)));

        assertThat(longest).hasSizeLessThanOrEqualTo(JoseJwtVerifier.MAX_LENGTH).hasSizeGreaterThan(8_150);
        assertThat(verifier.verify(longest)).isInstanceOf(Verification.Valid.class);
        assertThat(tooLong).hasSizeGreaterThan(JoseJwtVerifier.MAX_LENGTH);
        assertThat(verifier.verify(tooLong)).isEqualTo(invalid("malformed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a.b.c", "e30.e30.", "e30.e30.c2ln", "W10.W10.c2ln", "bnVsbA.bnVsbA.c2ln", "x"})
    void refusesWhatIsNoToken(String text) {
        assertThat(verifier.verify(text)).isInstanceOf(Verification.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iss\":[\"https://id.example\"],\"sub\":\"a\"}",
                "{\"iss\":1}",
                "{\"iss\":\"https://id.example\",\"iss\":\"https://id.example\"}",
                "{\"iss\":\"https://id.example\",\"aud\":\"gatehouse\",\"sub\":\"a\",\"iat\":1772366400,\"exp\":\"x\"}",
                "{\"iss\":\"https://id.example\",\"aud\":\"gatehouse\",\"sub\":{},\"iat\":1772366400,\"exp\":1772370000}",
                "{\"iss\":\"https://id.example\",\"aud\":{},\"sub\":\"a\",\"iat\":1772366400,\"exp\":1772370000}",
                "{\"iss\":\"https://id.example\",\"aud\":\"gatehouse\",\"sub\":\"\",\"iat\":1772366400,\"exp\":1772370000}",
                "{\"iss\":\"https://id.example\",\"aud\":\"gatehouse\",\"sub\":\"a\\nb\",\"iat\":1772366400,\"exp\":1772370000}",
                "{\"iss\":\"https://id.example\",\"aud\":\"gatehouse\",\"sub\":\"a\",\"iat\":1772366400,\"exp\":9223372036854775807}",
                "[]",
                "1",
                "{",
                "CANARY-9d2b"
            })
    void refusesAWellSignedTokenWithBrokenClaims(String payload) {
        assertThat(verifier.verify(issuer.signed(payload, signature -> {}))).isInstanceOf(Verification.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"255, true", "256, false"})
    void boundsTheSubject(int length, boolean accepted) {
        String jwt = issuer.token(claims -> claims.setSubject("a".repeat(length)));

        assertThat(verifier.verify(jwt) instanceof Verification.Valid).isEqualTo(accepted);
    }

    @Test
    void saysThatItCannotTellWithoutKeys() {
        JoseJwtVerifier away = verifier(new JwtIssuer(TestIssuer.NAME, TestIssuer.AUDIENCE, () -> {
            throw new StoreException.Unavailable("away", new IllegalStateException());
        }));

        assertThatThrownBy(() -> away.verify(issuer.token(JoseJwtVerifierTest::asItIs)))
                .isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void keepsTheKeysOfTwoIssuersApart() throws JoseException {
        var other = TestIssuer.named("rsa", RsaJwkGenerator.generateJwk(2048));
        JoseJwtVerifier two = new JoseJwtVerifier(
                List.of(
                        new JwtIssuer(TestIssuer.NAME, TestIssuer.AUDIENCE, issuer::keySet),
                        new JwtIssuer("https://other.example", TestIssuer.AUDIENCE, () -> TestIssuer.keySet(other))),
                clock);

        assertThat(two.verify(issuer.token(claims -> claims.setIssuer("https://other.example"))))
                .isEqualTo(invalid("bad-signature"));
    }

    @Test
    void refusesTwoSettingsForOneIssuer() {
        JwtIssuer once = new JwtIssuer(TestIssuer.NAME, TestIssuer.AUDIENCE, issuer::keySet);

        assertThatThrownBy(() -> new JoseJwtVerifier(List.of(once, once), clock))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"300, 1, true", "301, 1, false", "-1, 1, false", "0, 0, false"})
    void boundsAnIssuersTimes(long skew, long age, boolean allowed) {
        ThrowableAssert.ThrowingCallable made = () -> new JwtIssuer(
                TestIssuer.NAME,
                TestIssuer.AUDIENCE,
                issuer::keySet,
                Set.of(SigningAlgorithm.RS256),
                Duration.ofSeconds(skew),
                Duration.ofSeconds(age));

        if (allowed) {
            assertThatNoException().isThrownBy(made);
        } else {
            assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private JoseJwtVerifier verifier(JwtIssuer trusted) {
        return new JoseJwtVerifier(List.of(trusted), clock);
    }

    private String signedWith(SigningAlgorithm algorithm) {
        Consumer<JsonWebSignature> sign = switch (algorithm) {
            case RS256 -> signature -> {};
            case ES256 ->
                signature -> {
                    signature.setKeyIdHeaderValue("ec");
                    signature.setKey(issuer.ec.getPrivateKey());
                };
            case EDDSA ->
                signature -> {
                    signature.setKeyIdHeaderValue("ed");
                    signature.setKey(issuer.ed.getPrivateKey());
                };
        };
        return issuer.token(
                JoseJwtVerifierTest::asItIs,
                sign.andThen(signature -> signature.setAlgorithmHeaderValue(algorithm.wireName())));
    }

    private static void asItIs(JwtClaims claims) {
        assertThat(claims.getClaimsMap()).isNotEmpty();
    }

    private static Verification invalid(String reason) {
        return new Verification.Invalid(reason);
    }

    private static VerifiedJwt valid(Verification outcome) {
        return switch (outcome) {
            case Verification.Valid(VerifiedJwt jwt) -> jwt;
            case Verification.Invalid(String reason) -> throw new AssertionError(reason);
        };
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
