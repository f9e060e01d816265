package dev.gatehouse.config.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.config.document.networknt.NetworkntSchemaValidator;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.secret.SecretReference;
import dev.gatehouse.config.secret.SecretsTemplate;
import dev.gatehouse.config.secret.SecretsTemplateParser;
import dev.gatehouse.service.failure.InvalidName;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedContractTest {
    private static final Contract CONTRACT =
            new ContractParser(new NetworkntSchemaValidator()).parse(resource("hierarchy.yaml"));

    private static byte[] resource(String name) {
        try (InputStream in = ShippedContractTest.class.getClassLoader().getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static List<ParameterSpec> flags() {
        return CONTRACT.specs().values().stream()
                .filter(spec -> spec.path().startsWith("features/"))
                .toList();
    }

    @Test
    void hasAtLeastSixtyParametersAndEightFlags() {
        assertThat(flags()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(CONTRACT.specs().size() - flags().size()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void hasTheGroupsEnvironmentsAndApplicationsOfThePlatform() {
        assertThat(CONTRACT.project()).isEqualTo("aurora");
        assertThat(CONTRACT.environments()).containsExactly("dev", "staging", "prod");
        assertThat(CONTRACT.groups())
                .containsOnlyKeys("evolution", "agents", "workflows", "system", "features", "global");
        assertThat(CONTRACT.applications())
                .containsOnlyKeys("engine", "researcher", "coder", "reviewer", "research-report", "change-review");
        assertThat(CONTRACT.unknown()).isEqualTo(Contract.Unknown.REFUSE);
    }

    @Test
    void usesEveryType() {
        Set<String> words = CONTRACT.specs().values().stream()
                .map(spec -> spec.type().word())
                .collect(Collectors.toSet());

        assertThat(words)
                .containsExactlyInAnyOrder(
                        "string",
                        "integer",
                        "decimal",
                        "boolean",
                        "duration",
                        "size",
                        "enum",
                        "list",
                        "json",
                        "secret-reference");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void takesEachOfItsOwnDefaultsAsAWrite(String environment) {
        for (ParameterSpec spec : CONTRACT.specs().values()) {
            assertThat(spec.defaultFor(environment)).as(spec.path()).isPresent();
            assertThat(CONTRACT.check(
                            CONTRACT.path(environment, spec),
                            spec.value(spec.defaultFor(environment).orElseThrow())))
                    .as(spec.path())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void hasFlagsWhoseDefaultVariantAndTargetsExist(String environment) {
        for (ParameterSpec spec : flags()) {
            assertThat(spec.type()).isInstanceOf(JsonType.class);
            JsonNode flag = spec.type().toJson(spec.defaultFor(environment).orElseThrow());
            assertThat(flag.get("variants").has(flag.get("defaultVariant").textValue()))
                    .as(spec.path())
                    .isTrue();
        }
    }

    @Test
    void sealsEverythingSensitiveOfTheSafetySystemUnderItsOwnKey() {
        assertThat(CONTRACT.specs().values())
                .filteredOn(spec -> spec.path().contains("/safety/"))
                .hasSizeGreaterThanOrEqualTo(5)
                .allMatch(spec ->
                        spec.dataClass() == DataClass.SAFETY && spec.owner().equals("safety"));
    }

    @Test
    void refersOnlyToSecretsAndFieldsOfTheTemplate() throws InvalidName {
        SecretsTemplate template =
                new SecretsTemplateParser(new NetworkntSchemaValidator()).parse(resource("secrets-template.json"));
        for (ParameterSpec spec : CONTRACT.specs().values()) {
            if (spec.type() instanceof ReferenceType
                    && SecretReference.parse(spec.defaultFor("prod").orElseThrow())
                            instanceof SecretReference.OfSecret reference) {
                JsonNode schema = template.find(reference.name()).orElseThrow().schemaSource();
                reference
                        .field()
                        .ifPresent(field -> assertThat(schema.get("properties").has(field))
                                .as(spec.path())
                                .isTrue());
            }
        }
    }
}
