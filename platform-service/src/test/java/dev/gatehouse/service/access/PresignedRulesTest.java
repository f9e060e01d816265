package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.service.access.PresignedRules.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresignedRulesTest {
    private static final Instant NOW = MutableClock.START;
    private static final PresignedRules RULES = PresignedRules.DEFAULT;

    @Test
    void writesTheQueryAnewOutOfWhatItChecked() {
        Verdict verdict = RULES.judge(new Presigned().bearer(), NOW);

        PresignedIdentity request = fit(verdict);
        assertThat(request.host()).isEqualTo("sts.eu-west-1.amazonaws.com");
        assertThat(request.validUntil()).isEqualTo(NOW.plusSeconds(60));
        assertThat(request.query())
                .isEqualTo("Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=ASIAIOSFODNN7EXAMPLE%2F20260301%2Feu-west-1%2Fsts%2Faws4_request"
                        + "&X-Amz-Date=20260301T120000Z&X-Amz-Expires=60"
                        + "&X-Amz-Security-Token=IQoJb3JpZ2luX2VjE%2B%2F%3D%3D"
                        + "&X-Amz-Signature=" + Presigned.CANARY
                        + "&X-Amz-SignedHeaders=host%3Bx-gatehouse-server-id");
    }

    @Test
    void takesTheRequestOfAUserWithoutASession() {
        assertThat(RULES.judge(new Presigned().without("X-Amz-Security-Token").bearer(), NOW))
                .isInstanceOf(Verdict.Fit.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sts.amazonaws.com/",
                "https://sts.us-east-1.amazonaws.com/",
                "https://sts.us-gov-west-1.amazonaws.com/",
                "https://sts.ap-southeast-2.amazonaws.com/"
            })
    void sendsToStsItself(String base) {
        assertThat(RULES.judge(new Presigned().at(base).bearer(), NOW)).isInstanceOf(Verdict.Fit.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://attacker.example/",
                "https://sts.amazonaws.com.attacker.example/",
                "https://sts.eu-west-1.amazonaws.com.attacker.example/",
                "https://attacker-sts.amazonaws.com/",
                "https://sts.attacker.amazonaws.com/",
                "https://sts.eu-west-1.attacker.amazonaws.com/",
                "https://sts.eu-west-1xamazonaws.com/",
                "https://sts.amazonaws.com./",
                "https://STS.amazonaws.com/",
                "https://s3.amazonaws.com/",
                "https://iam.amazonaws.com/",
                "https://127.0.0.1/",
                "https://169.254.169.254/"
            })
    void sendsToNobodyElse(String base) {
        assertThat(RULES.judge(new Presigned().at(base).bearer(), NOW)).isEqualTo(unfit("host-not-allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sts.amazonaws.com/",
                "ftp://sts.amazonaws.com/",
                "//sts.amazonaws.com/",
                "https:/",
                "https://sts.amazonaws.com",
                "https://sts.amazonaws.com//",
                "https://sts.amazonaws.com/other",
                "https://sts.amazonaws.com/%2e%2e/",
                "https://sts.amazonaws.com:443/",
                "https://sts.amazonaws.com:8443/",
                "https://sts.amazonaws.com@attacker.example/",
                "https://attacker.example\\@sts.amazonaws.com/",
                "https://attacker.example#@sts.amazonaws.com/",
                "https://user:pass@sts.amazonaws.com/",
                "https://sts.amazonaws.com/;x=/",
                "https://[::1]:80/",
                "https://sts.amazonaws.com/#/",
                ""
            })
    void refusesAUrlOfAnotherShape(String base) {
        assertThat(RULES.judge(new Presigned().at(base).bearer(), NOW)).isEqualTo(unfit("malformed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&Action=GetCallerIdentity",
                "&Action=AssumeRole",
                "&X-Amz-Expires=60",
                "&action=AssumeRole",
                "&%41ction=AssumeRole",
                "&Action%00=x",
                "&RoleArn=arn",
                "&X-Amz-Foo=1",
                "&",
                "&&",
                "&=",
                "&x",
                "#fragment",
                "&X-Amz-Security-Token=again",
                "%zz",
                "+",
                " ",
                "\r\nx-gatehouse-server-id:other",
                "é"
            })
    void refusesWhatDoesNotBelongToTheQuery(String appended) {
        assertThat(RULES.judge(new Presigned().append(appended).bearer(), NOW)).isEqualTo(unfit("malformed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Action",
                "Version",
                "X-Amz-Algorithm",
                "X-Amz-Credential",
                "X-Amz-Date",
                "X-Amz-Expires",
                "X-Amz-SignedHeaders",
                "X-Amz-Signature"
            })
    void needsEachParameter(String name) {
        assertThat(RULES.judge(new Presigned().without(name).bearer(), NOW)).isEqualTo(unfit("malformed"));
        assertThat(RULES.judge(new Presigned().with(name, "").bearer(), NOW)).isEqualTo(unfit("malformed"));
    }

    @ParameterizedTest
    @CsvSource({
        "Action, AssumeRole, not-caller-identity",
        "Action, getcalleridentity, not-caller-identity",
        "Version, 2012-01-01, not-caller-identity",
        "X-Amz-SignedHeaders, host, headers-not-signed",
        "X-Amz-SignedHeaders, x-gatehouse-server-id, headers-not-signed",
        "X-Amz-SignedHeaders, host;x-gatehouse-server-id2, headers-not-signed",
        "X-Amz-SignedHeaders, host;x-amz-foo;x-gatehouse-server-id, headers-not-signed",
        "X-Amz-SignedHeaders, Host;X-Gatehouse-Server-Id, headers-not-signed",
        "X-Amz-Algorithm, AWS4-ECDSA-P256-SHA256, malformed",
        "X-Amz-Credential, ASIAIOSFODNN7EXAMPLE/20260301/eu-west-1/s3/aws4_request, malformed",
        "X-Amz-Credential, ASIAIOSFODNN7EXAMPLE, malformed",
        "X-Amz-Signature, beef, malformed",
        "X-Amz-Date, 2026-03-01T12:00:00Z, malformed",
        "X-Amz-Date, 20260231T120000Z!, malformed",
        "X-Amz-Date, 20261301T120000Z, malformed",
        "X-Amz-Expires, 0, malformed",
        "X-Amz-Expires, -1, malformed",
        "X-Amz-Expires, 060, malformed",
        "X-Amz-Expires, 1e2, malformed",
        "X-Amz-Expires, 99999999999999999999, malformed",
    })
    void checksWhatEachParameterSays(String name, String value, String reason) {
        assertThat(RULES.judge(new Presigned().with(name, value).bearer(), NOW)).isEqualTo(unfit(reason));
    }

    @Test
    void takesTheLongestLifetimeAndNotALonger() {
        assertThat(RULES.judge(new Presigned().with("X-Amz-Expires", "900").bearer(), NOW))
                .isInstanceOf(Verdict.Fit.class);
        assertThat(RULES.judge(new Presigned().with("X-Amz-Expires", "901").bearer(), NOW))
                .isEqualTo(unfit("lifetime-too-long"));
    }

    @Test
    void takesARequestToItsLastMomentAndNotALater() {
        String bearer = new Presigned().bearer();

        assertThat(RULES.judge(bearer, NOW.plusSeconds(60).minusNanos(1))).isInstanceOf(Verdict.Fit.class);
        assertThat(RULES.judge(bearer, NOW.plusSeconds(60))).isEqualTo(unfit("expired"));
    }

    @Test
    void toleratesAClockThatIsAheadByTheSkewAndNoMore() {
        String bearer = new Presigned().bearer();

        assertThat(RULES.judge(bearer, NOW.minusSeconds(60))).isInstanceOf(Verdict.Fit.class);
        assertThat(RULES.judge(bearer, NOW.minusSeconds(60).minusNanos(1))).isEqualTo(unfit("not-yet-valid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "====", "aHR0cHM6", "_w", "a", "gatehouse-aws-v1."})
    void refusesABearerThatHoldsNoUrl(String encoded) {
        assertThat(RULES.judge("gatehouse-aws-v1." + encoded, NOW)).isEqualTo(unfit("malformed"));
    }

    @Test
    void readsALongSessionTokenWithoutRunningOutOfStack() {
        String bearer = new Presigned()
                .with("X-Amz-Security-Token", "+".repeat(100_000))
                .bearer();

        assertThat(RULES.judge(bearer, NOW)).isInstanceOf(Verdict.Fit.class);
    }

    @Test
    void sendsToANamedHostAloneWhereTheRulesSaySo() {
        PresignedRules named = new PresignedRules(
                new StsHosts(Set.of("sts-fips.us-east-1.amazonaws.com"), false), Duration.ofMinutes(5), Duration.ZERO);

        assertThat(named.judge(
                        new Presigned()
                                .at("https://sts-fips.us-east-1.amazonaws.com/")
                                .bearer(),
                        NOW))
                .isInstanceOf(Verdict.Fit.class);
        assertThat(named.judge(new Presigned().bearer(), NOW)).isEqualTo(unfit("host-not-allowed"));
    }

    @Test
    void showsNoSignature() {
        Verdict verdict = RULES.judge(new Presigned().bearer(), NOW);

        assertThat(verdict.toString()).doesNotContain(Presigned.CANARY).contains("[redacted]");
        assertThat(PresignedUrl.parse(new Presigned().bearer()).orElseThrow().toString())
                .doesNotContain(Presigned.CANARY);
    }

    private static Verdict unfit(String reason) {
        return new Verdict.Unfit(reason);
    }

    private static PresignedIdentity fit(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fit(PresignedIdentity request) -> request;
            case Verdict.Unfit(String reason) -> throw new AssertionError(reason);
        };
    }
}
