package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FederatedCredentialsTest {
    private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/app-researcher/i-0abc";
    private static final PolicySet POLICIES = Policies.of("""
            version: 1
            policies:
              researcher: {rules: [{allow: [read], on: ["parameter:/aurora/**"]}]}
            identities:
              - aws: {arn: "arn:aws:sts::111122223333:assumed-role/app-researcher/*"}
                policies: [researcher]
              - jwt: {issuer: "https://id.example", subject: "build"}
                policies: [researcher]
            """);

    private final MutableClock clock = new MutableClock();
    private final List<PresignedIdentity> sent = new ArrayList<>();

    @Test
    void anAwsIdentityGetsThePoliciesOfItsArn() {
        AwsCredentials aws = aws(Optional.of(new CallerIdentity(ROLE, "111122223333", "AROA:i-0abc")));

        assertThat(aws.identify(new Presigned().bearer(), POLICIES))
                .isEqualTo(new Identification.Known(
                        "aws:" + ROLE, Set.of("researcher"), clock.instant().plusSeconds(60), Optional.empty()));
    }

    @Test
    void anAwsIdentityThatIsNotMappedIsRefused() {
        AwsCredentials aws =
                aws(Optional.of(new CallerIdentity("arn:aws:iam::111122223333:user/eve", "111122223333", "AIDA")));

        assertThat(aws.identify(new Presigned().bearer(), POLICIES))
                .isEqualTo(new Identification.Refused("not-mapped"));
    }

    @Test
    void whomStsRefusesIsRefused() {
        assertThat(aws(Optional.empty()).identify(new Presigned().bearer(), POLICIES))
                .isEqualTo(new Identification.Refused("sts-refused"));
    }

    @Test
    void nothingIsSentThatIsNotFit() {
        AwsCredentials aws = aws(Optional.of(new CallerIdentity(ROLE, "111122223333", "AROA:i-0abc")));

        Identification refused =
                aws.identify(new Presigned().at("https://attacker.example/").bearer(), POLICIES);

        assertThat(refused).isEqualTo(new Identification.Refused("host-not-allowed"));
        assertThat(sent).isEmpty();
    }

    @Test
    void aTokensBearerIsNamedWithItsIssuer() {
        JwtCredentials jwt = jwt("build");

        assertThat(jwt.identify("a.b.c", POLICIES))
                .isEqualTo(new Identification.Known(
                        "jwt:https://id.example#build",
                        Set.of("researcher"),
                        clock.instant().plusSeconds(5),
                        Optional.empty()));
    }

    @Test
    void aTokensBearerThatIsNotMappedIsRefused() {
        assertThat(jwt("other").identify("a.b.c", POLICIES)).isEqualTo(new Identification.Refused("not-mapped"));
    }

    @Test
    void eachFormIsKnownByItsLooks() {
        List<CredentialForm> forms =
                List.of(new TokenCredentials(new MemoryTokenStore(), clock), jwt("build"), aws(Optional.empty()));

        assertThat(forms.stream().map(form -> form.recognizes("gh_abc"))).containsExactly(true, false, false);
        assertThat(forms.stream().map(form -> form.recognizes("e30.e30.c2ln"))).containsExactly(false, true, false);
        assertThat(forms.stream().map(form -> form.recognizes(new Presigned().bearer())))
                .containsExactly(false, false, true);
    }

    private AwsCredentials aws(Optional<CallerIdentity> answer) {
        CallerIdentityClient sts = request -> {
            sent.add(request);
            return answer;
        };
        return new AwsCredentials(PresignedRules.DEFAULT, sts, clock);
    }

    private JwtCredentials jwt(String subject) {
        return new JwtCredentials(text -> new JwtVerifier.Verification.Valid(new VerifiedJwt(
                "https://id.example", subject, Map.of(), clock.instant().plusSeconds(5))));
    }
}
