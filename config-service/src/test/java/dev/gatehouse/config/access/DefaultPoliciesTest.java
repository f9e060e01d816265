package dev.gatehouse.config.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies that are delivered, {@code config-service/policies.yaml}. */
class DefaultPoliciesTest {
    private PolicySet policies = Policies.reading("none");

    @BeforeEach
    void read() throws IOException {
        policies = Policies.of(Files.readString(Path.of("policies.yaml")));
    }

    @Test
    void giveNobodyEverything() {
        assertThat(policies.dangers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Capability.class)
    void giveTheAdministratorTheWholeProjectAndNoOther(Capability capability) {
        Grants admin = grants("admin");

        assertThat(admin.allows(capability, parameter("/aurora/prod/system/pool")))
                .isTrue();
        assertThat(admin.allows(capability, secret("aurora/dev/openai-api-key")))
                .isTrue();
        assertThat(admin.allows(capability, Resource.contract("aurora", "dev"))).isTrue();
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

        assertThat(application.allows(Capability.READ, parameter("/aurora/dev/" + group + "/limit")))
                .isTrue();
        assertThat(application.allows(Capability.READ, parameter("/aurora/dev/global/limit")))
                .isTrue();
        assertThat(application.allows(Capability.READ, parameter("/aurora/dev/agents/other/limit")))
                .isFalse();
        assertThat(application.allows(Capability.READ, parameter("/aurora/prod/" + group + "/limit")))
                .isFalse();
        assertThat(application.allows(Capability.WRITE, parameter("/aurora/dev/" + group + "/limit")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app-researcher", "app-coder", "app-reviewer", "app-research-report", "app-change-review"})
    void keepTheSafetySecretFromAllButTheEngine(String policy) {
        Resource safety = secret("aurora/dev/safety-system-secret");

        assertThat(grants(policy).allows(Capability.READ, safety)).isFalse();
        assertThat(grants("app-engine").allows(Capability.READ, safety)).isTrue();
    }

    @Test
    void letTheAuditorListAndNeverReadEvenBesideAnotherPolicy() {
        Resource key = secret("aurora/dev/openai-api-key");

        assertThat(grants("security-auditor").allows(Capability.LIST, key)).isTrue();
        assertThat(grants("security-auditor").allows(Capability.READ, key)).isFalse();
        assertThat(grants("security-auditor", "admin").allows(Capability.READ, key))
                .isFalse();
    }

    private Grants grants(String... names) {
        return policies.grants(Set.of(names)).orElseThrow();
    }

    private static Resource parameter(String path) {
        return Resource.parameter(new ParameterPath(path));
    }

    private static Resource secret(String name) {
        return Resource.secret(new SecretName(name));
    }
}
