package dev.gatehouse.infra.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.infra.contract.ParameterDefinition.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HierarchyTest {
    private static final Hierarchy SHIPPED = Hierarchy.shipped();

    private static ParameterDefinition parameter(String environment, String path) {
        return SHIPPED.of(environment).stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void hasTheWholeTreeInEachEnvironment(String environment) {
        assertThat(SHIPPED.of(environment))
                .hasSize(108)
                .filteredOn(each -> each.path().startsWith("features/"))
                .hasSize(10);
    }

    /** As config-service would write them: a default that it finds different is one that it would report. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dev  | global/locale                           | PLAIN  | en
            dev  | system/log/level                        | PLAIN  | DEBUG
            prod | system/log/level                        | PLAIN  | INFO
            prod | system/trace/sample-ratio               | PLAIN  | 0.10
            dev  | system/trace/sample-ratio               | PLAIN  | 1.0
            dev  | system/database/pool/max-size           | PLAIN  | 4
            dev  | system/network/allowed-hosts            | LIST   | api.openai.com,api.anthropic.com
            prod | evolution/engine/enabled                | PLAIN  | false
            prod | evolution/engine/safety/min-score       | SEALED | 0.99
            dev  | evolution/engine/budget/per-generation  | PLAIN  | 2.00
            dev  | evolution/engine/fitness/weights        | PLAIN  | {"quality":0.5,"cost":0.1,"latency":0.1,"safety":0.3}
            dev  | system/upload/max-size                  | PLAIN  | 25MiB
            dev  | system/database/credentials             | PLAIN  | secret:database-credentials
            """)
    void rendersADefaultAsConfigServiceDoes(String environment, String path, Kind kind, String text) {
        ParameterDefinition definition = parameter(environment, path);

        assertThat(definition.kind()).isEqualTo(kind);
        assertThat(definition.initial()).isEqualTo(text);
    }

    @Test
    void takesTheOwnerOfTheParameterElseOfTheApplicationElseOfTheGroup() {
        assertThat(parameter("dev", "agents/reviewer/checklist").owner()).isEqualTo("quality");
        assertThat(parameter("dev", "agents/coder/sandbox/network").owner()).isEqualTo("security");
        assertThat(parameter("dev", "agents/common/llm/model").owner()).isEqualTo("agents");
    }

    @Test
    void givesAnApplicationTheSecretsOfItsOwnLayersOnly() {
        Application researcher = application("researcher");
        Application engine = application("engine");

        assertThat(SHIPPED.secretsOf(researcher, "prod"))
                .containsExactly("agent-communication-key", "anthropic-api-key", "openai-api-key");
        assertThat(SHIPPED.secretsOf(engine, "prod"))
                .containsExactly("evolution-master-secret", "safety-system-secret");
        assertThat(SHIPPED.secretsOf(application("change-review"), "prod")).isEmpty();
        assertThat(SHIPPED.underSafety("prod")).containsExactly(engine);
    }

    @Test
    void everySecretThatAParameterRefersToIsThere() {
        assertThat(SHIPPED.of("prod").stream()
                        .flatMap(each -> each.secret().stream())
                        .toList())
                .hasSizeGreaterThan(5)
                .isSubsetOf(SecretDefinition.shipped().stream()
                        .map(SecretDefinition::name)
                        .toList());
    }

    @Test
    void readsTheSecretsWithTheirSchedules() {
        assertThat(SecretDefinition.shipped())
                .extracting(each -> each.name() + " " + each.rotationDays().orElse(0) + " " + each.dataClass())
                .containsExactly(
                        "agent-communication-key 60 SECRET",
                        "anthropic-api-key 90 SECRET",
                        "database-credentials 30 SECRET",
                        "evolution-master-secret 90 SECRET",
                        "openai-api-key 90 SECRET",
                        "safety-system-secret 30 SAFETY");
    }

    @Test
    void leavesOutWhatHasNoDefault() {
        Hierarchy hierarchy = HierarchyReader.read(Documents.parse("""
                version: 1
                project: p
                environments: [dev, prod]
                groups: {global: {owner: o}}
                applications: {}
                parameters:
                  global:
                    everywhere: {type: string, description: d, default: x}
                    later: {type: string, description: d, environments: {prod: y}}
                """));

        assertThat(hierarchy.of("dev")).extracting(ParameterDefinition::path).containsExactly("global/everywhere");
        assertThat(hierarchy.of("prod")).hasSize(2);
        assertThatThrownBy(() -> hierarchy.of("staging")).hasMessageContaining("staging");
    }

    @Test
    void refusesADocumentThatIsNoneAndSaysWhatIsMissing() {
        assertThatThrownBy(() -> HierarchyReader.read(Documents.parse("version: 2")))
                .hasMessageContaining("version 1");
        assertThatThrownBy(() -> HierarchyReader.read(Documents.parse("version: 1")))
                .hasMessageContaining("project");
        assertThatThrownBy(() -> new SecretDefinition("s", "d", "o", DataClass.SECRET, Optional.of(1001)))
                .hasMessageContaining("1 to 1000 days");
    }

    private static Application application(String name) {
        return SHIPPED.applications().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
