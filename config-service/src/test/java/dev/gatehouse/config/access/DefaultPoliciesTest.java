package dev.gatehouse.config.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.Grants;
import dev.gatehouse.service.access.PolicySet;
import dev.gatehouse.service.access.Resource;
import dev.gatehouse.service.document.BoundedYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies that are delivered, {@code config-service/policies.yaml}. */
class DefaultPoliciesTest {
    private PolicySet policies = of("{version: 1, policies: {}}");

    @BeforeEach
    void read() throws IOException {
        policies = of(Files.readString(Path.of("policies.yaml")));
    }

    @Test
    void giveNobodyEverything() {
        assertThat(policies.dangers()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void giveTheAdministratorTheWholeProjectAndNoOther(Capability capability) {
        Grants admin = grants("admin");

        assertThat(admin.allows(capability, parameter("/aurora/prod/system/pool")))
                .isTrue();
        assertThat(admin.allows(capability, secret("aurora/dev/openai-api-key")))
                .isTrue();
        assertThat(admin.allows(capability, Resources.contract("aurora", "dev")))
                .isTrue();
        assertThat(admin.allows(capability, Resource.tokens())).isTrue();
        assertThat(admin.allows(capability, parameter("/borealis/dev/system/pool")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "app-researcher, agents/researcher",
        "app-coder, agents/coder",
        "app-reviewer, agents/reviewer",
        "app-engine, evolution",
        "app-research-report, workflows/research-report",
        "app-change-review, workflows/change-review",
    })
    void giveEachApplicationItsOwnSettingsInDev(String policy, String group) {
        Grants application = grants(policy);

        assertThat(application.allows(Capabilities.READ, parameter("/aurora/dev/" + group + "/limit")))
                .isTrue();
        assertThat(application.allows(Capabilities.READ, parameter("/aurora/dev/global/limit")))
                .isTrue();
        assertThat(application.allows(Capabilities.READ, parameter("/aurora/dev/agents/other/limit")))
                .isFalse();
        assertThat(application.allows(Capabilities.READ, parameter("/aurora/prod/" + group + "/limit")))
                .isFalse();
        assertThat(application.allows(Capabilities.WRITE, parameter("/aurora/dev/" + group + "/limit")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app-researcher", "app-coder", "app-reviewer", "app-research-report", "app-change-review"})
    void keepTheSafetySecretFromAllButTheEngine(String policy) {
        Resource safety = secret("aurora/dev/safety-system-secret");

        assertThat(grants(policy).allows(Capabilities.READ, safety)).isFalse();
        assertThat(grants("app-engine").allows(Capabilities.READ, safety)).isTrue();
    }

    @Test
    void letTheAuditorListAndNeverReadEvenBesideAnotherPolicy() {
        Resource key = secret("aurora/dev/openai-api-key");

        assertThat(grants("security-auditor").allows(Capabilities.LIST, key)).isTrue();
        assertThat(grants("security-auditor").allows(Capabilities.READ, key)).isFalse();
        assertThat(grants("security-auditor", "admin").allows(Capabilities.READ, key))
                .isFalse();
    }

    @Test
    void letTheRotatorRotateAndListSecretsAndNothingElse() {
        Resource key = secret("aurora/dev/openai-api-key");
        Grants rotator = grants("rotator");

        assertThat(Capabilities.VOCABULARY.capabilities())
                .filteredOn(capability -> rotator.allows(capability, key))
                .containsExactlyInAnyOrder(Capabilities.ROTATE, Capabilities.LIST);
        assertThat(rotator.allows(Capabilities.LIST, parameter("/aurora/dev/global/limit")))
                .isFalse();
    }

    static Stream<Capability> capabilities() {
        return Capabilities.VOCABULARY.capabilities().stream();
    }

    private static PolicySet of(String yaml) {
        return PolicySet.of(
                new BoundedYaml(BoundedYaml.Limits.FILE).read(yaml.getBytes(StandardCharsets.UTF_8)),
                Capabilities.VOCABULARY);
    }

    private Grants grants(String... names) {
        return policies.grants(Set.of(names)).orElseThrow();
    }

    private static Resource parameter(String path) {
        return Resources.parameter(new ParameterPath(path));
    }

    private static Resource secret(String name) {
        return Resources.secret(new SecretName(name));
    }
}
