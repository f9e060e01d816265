package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySetTest {
    private static final String POLICIES = """
            version: 1
            policies:
              researcher:
                rules:
                  - {allow: [read, list], on: ["parameter:/aurora/dev/global/**", "secret:/aurora/dev/openai-api-key"]}
              writer:
                rules:
                  - {allow: [write], on: ["parameter:/aurora/dev/**"]}
              no-safety:
                rules:
                  - {deny: ["*"], on: ["parameter:/aurora/dev/global/safety/**"]}
              everything:
                rules:
                  - {allow: ["*"], on: ["*:/**"]}
            identities:
              - jwt: {issuer: "https://id.example", claim: {groups: "platform"}}
                policies: [writer]
              - jwt: {issuer: "https://id.example", subject: "build", claim: {team: "a", env: "dev"}}
                policies: [researcher]
              - jwt: {issuer: "https://other.example", subject: "build"}
                policies: [everything]
              - aws: {arn: "arn:aws:sts::111122223333:assumed-role/app-researcher/*"}
                policies: [researcher, no-safety]
              - aws: {arn: "arn:aws:iam::111122223333:user/people/ada"}
                policies: [writer]
            """;
    private final PolicySet policies = Policies.of(POLICIES);

    @Test
    void allowsWhatARuleAllowsAndNothingElse() {
        Grants grants = grants("researcher");

        assertThat(grants.allows(Words.READ, parameter("/aurora/dev/global/timeout")))
                .isTrue();
        assertThat(grants.allows(Words.LIST, parameter("/aurora/dev/global"))).isTrue();
        assertThat(grants.allows(Words.WRITE, parameter("/aurora/dev/global/timeout")))
                .isFalse();
        assertThat(grants.allows(Words.READ, parameter("/aurora/prod/global/timeout")))
                .isFalse();
        assertThat(grants.allows(Words.READ, parameter("/aurora/dev/openai-api-key")))
                .isFalse();
        assertThat(grants.allows(Words.READ, Words.secret("aurora/dev/openai-api-key")))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.service.access.Words#capabilities")
    void allowsNothingByDefault(Capability capability) {
        Grants none = policies.grants(Set.of()).orElseThrow();

        assertThat(none.allows(capability, parameter("/aurora/dev/global/timeout")))
                .isFalse();
        assertThat(none.allows(capability, Resource.tokens())).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.service.access.Words#capabilities")
    void aStarAllowsEveryCapability(Capability capability) {
        assertThat(grants("everything").allows(capability, new Resource("contract", "/aurora/dev")))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.service.access.Words#capabilities")
    void aDenialOfOnePolicyWinsOverThePermissionOfAnother(Capability capability) {
        Grants grants = grants("everything", "no-safety");

        assertThat(grants.allows(capability, parameter("/aurora/dev/global/safety/threshold")))
                .isFalse();
        assertThat(grants.allows(capability, parameter("/aurora/dev/global/timeout")))
                .isTrue();
    }

    @Test
    void addsUpWhatSeveralPoliciesAllow() {
        Grants grants = grants("researcher", "writer");

        assertThat(grants.allows(Words.READ, parameter("/aurora/dev/global/timeout")))
                .isTrue();
        assertThat(grants.allows(Words.WRITE, parameter("/aurora/dev/system/pool")))
                .isTrue();
        assertThat(grants.allows(Words.READ, parameter("/aurora/dev/system/pool")))
                .isFalse();
    }

    @Test
    void saysWhetherACapabilityReachesAllSomeOrNoneOfAType() {
        PolicySet reaching = Policies.of("""
                version: 1
                policies:
                  all: {rules: [{allow: [read], on: ["secret:/**"]}]}
                  any-type: {rules: [{allow: [read], on: ["*:/**"]}]}
                  root-only: {rules: [{allow: [read], on: ["secret:/"]}]}
                  some: {rules: [{allow: [read], on: ["secret:/aurora/**"]}]}
                  but-one: {rules: [{deny: [read], on: ["secret:/aurora/dev/key"]}]}
                  other-type: {rules: [{deny: [read], on: ["parameter:/**"]}]}
                """);

        assertThat(reach(reaching, "all")).isEqualTo(Reach.ALL);
        assertThat(reach(reaching, "any-type")).isEqualTo(Reach.ALL);
        assertThat(reach(reaching, "all", "other-type")).isEqualTo(Reach.ALL);
        assertThat(reach(reaching, "root-only")).isEqualTo(Reach.SOME);
        assertThat(reach(reaching, "some")).isEqualTo(Reach.SOME);
        assertThat(reach(reaching, "all", "but-one")).isEqualTo(Reach.SOME);
        assertThat(reach(reaching, "but-one")).isEqualTo(Reach.NONE);
        assertThat(reach(reaching, "other-type")).isEqualTo(Reach.NONE);
        assertThat(reach(reaching)).isEqualTo(Reach.NONE);
    }

    private static Reach reach(PolicySet policies, String... names) {
        return policies.grants(Set.of(names)).orElseThrow().reach(Words.READ, "secret");
    }

    @Test
    void givesOneInstanceForTheSameNames() {
        assertThat(policies.grants(Set.of("researcher", "writer")))
                .containsSame(grants("writer", "researcher"))
                .isNotEqualTo(policies.grants(Set.of("researcher")));
    }

    @Test
    void aReloadMakesNewInstances() {
        PolicySet reloaded = Policies.of(POLICIES);

        assertThat(reloaded.grants(Set.of("researcher")).orElseThrow()).isNotSameAs(grants("researcher"));
    }

    @Test
    void givesNothingWhereOneNameIsUnknownForItCouldHaveBeenADenial() {
        assertThat(policies.grants(Set.of("everything", "no-production"))).isEmpty();
        assertThat(policies.unknown(Set.of("everything", "no-production"))).containsExactly("no-production");
    }

    @Test
    void mapsATokenByAClaimThatIsAListOrAText() {
        assertThat(policies.policiesOf(jwt("https://id.example", "x", Map.of("groups", Set.of("ops", "platform")))))
                .containsExactly("writer");
        assertThat(policies.policiesOf(jwt("https://id.example", "x", Map.of("groups", Set.of("platforms")))))
                .isEmpty();
    }

    @Test
    void mapsATokenOnlyWhereSubjectAndEveryClaimFit() {
        Map<String, Set<String>> both = Map.of("team", Set.of("a"), "env", Set.of("dev"));

        assertThat(policies.policiesOf(jwt("https://id.example", "build", both)))
                .containsExactly("researcher");
        assertThat(policies.policiesOf(jwt("https://id.example", "builder", both)))
                .isEmpty();
        assertThat(policies.policiesOf(jwt("https://id.example", "build", Map.of("team", Set.of("a")))))
                .isEmpty();
    }

    @Test
    void addsUpThePoliciesOfEveryIdentityThatFits() {
        Map<String, Set<String>> claims =
                Map.of("team", Set.of("a"), "env", Set.of("dev"), "groups", Set.of("platform"));

        assertThat(policies.policiesOf(jwt("https://id.example", "build", claims)))
                .containsExactlyInAnyOrder("researcher", "writer");
    }

    @Test
    void keepsIssuersApart() {
        assertThat(policies.policiesOf(jwt("https://other.example", "build", Map.of())))
                .containsExactly("everything");
        assertThat(policies.policiesOf(jwt("https://evil.example", "build", Map.of())))
                .isEmpty();
    }

    @Test
    void mapsEverySessionOfARole() {
        assertThat(policies.policiesOfArn("arn:aws:sts::111122223333:assumed-role/app-researcher/i-0abc"))
                .containsExactlyInAnyOrder("researcher", "no-safety");
        assertThat(policies.policiesOfArn("arn:aws:iam::111122223333:user/people/ada"))
                .containsExactly("writer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sts::444455556666:assumed-role/app-researcher/i-0abc",
                "arn:aws:sts::111122223333:assumed-role/app-researcher2/i-0abc",
                "arn:aws:sts::111122223333:assumed-role/app-researcher",
                "arn:aws:sts::111122223333:assumed-role/app-researcher/",
                "arn:aws:sts::111122223333:assumed-role/app-researcher/a/b",
                "arn:aws:sts::111122223333:federated-user/app-researcher/i-0abc",
                "arn:aws:iam::111122223333:assumed-role/app-researcher/i-0abc",
                "arn:aws-cn:sts::111122223333:assumed-role/app-researcher/i-0abc",
                "arn:aws:iam::111122223333:user/ada",
                "arn:aws:iam::111122223333:root",
                ""
            })
    void mapsNoOtherArn(String arn) {
        assertThat(policies.policiesOfArn(arn)).isEmpty();
    }

    private Grants grants(String... names) {
        return policies.grants(Set.of(names)).orElseThrow();
    }

    private static Resource parameter(String path) {
        return Words.parameter(path);
    }

    private static VerifiedJwt jwt(String issuer, String subject, Map<String, Set<String>> claims) {
        return new VerifiedJwt(issuer, subject, claims, Instant.MAX);
    }
}
