package dev.gatehouse.config.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.document.networknt.NetworkntSchemaValidator;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.service.document.InvalidDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTemplateTest {
    private static final SecretsTemplateParser PARSER = new SecretsTemplateParser(new NetworkntSchemaValidator());
    private static final SecretsTemplate SHIPPED = PARSER.parse(shipped());

    private static byte[] shipped() {
        ClassLoader loader = SecretsTemplateTest.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream("secrets-template.json")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SecretValue made(SecretSpec spec) {
        SecretGenerator generator = new SecretGenerator(new SecureRandom());
        return generator.generate(spec).or(() -> generator.placeholder(spec)).orElseThrow();
    }

    @Test
    void hasTheSixSecrets() {
        assertThat(SHIPPED.specs())
                .extracting(SecretSpec::name)
                .containsExactly(
                        "openai-api-key",
                        "anthropic-api-key",
                        "evolution-master-secret",
                        "database-credentials",
                        "agent-communication-key",
                        "safety-system-secret");
        assertThat(SHIPPED.specs()).extracting(SecretSpec::rotationDays).containsOnly(30, 60, 90);
        assertThat(SHIPPED.specs())
                .filteredOn(spec -> spec.dataClass() == DataClass.SAFETY)
                .extracting(SecretSpec::name)
                .containsExactly("safety-system-secret");
        assertThat(SHIPPED.specs())
                .filteredOn(spec -> spec.source() instanceof SecretSource.Person)
                .extracting(SecretSpec::name)
                .containsExactly("openai-api-key", "anthropic-api-key");
    }

    @Test
    void makesUpValuesOfTheirOwnSchema() {
        for (SecretSpec spec : SHIPPED.specs()) {
            for (int round = 0; round < 20; round++) {
                try (SecretValue value = made(spec)) {
                    assertThat(spec.problem(value)).as(spec.name()).isEmpty();
                }
            }
        }
    }

    @Test
    void findsASecretByItsWholeName() {
        assertThat(SHIPPED.find("aurora", new SecretName("aurora/dev/openai-api-key")))
                .map(SecretSpec::name)
                .contains("openai-api-key");
        assertThat(SHIPPED.find("aurora", new SecretName("other/dev/openai-api-key")))
                .isEmpty();
        assertThat(SHIPPED.find("aurora", new SecretName("aurora/dev/other"))).isEmpty();
        assertThat(SHIPPED.find("aurora", new SecretName("aurora/openai-api-key")))
                .isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAValueAndNothingOfIt() {
        List<SecretValue> wrong = List.of(
                SecretValue.of("canary-7f3a9c"),
                SecretValue.of("{\"apiKey\": \"canary-7f3a9c\"}"),
                SecretValue.of("{\"canary-7f3a9c\": 1}"),
                SecretValue.of("{\"apiKey\": {\"canary-7f3a9c\": []}}"),
                SecretValue.of("{\"canary-7f3a9c\": 1, \"canary-7f3a9c\": 2}"),
                SecretValue.of("[\"canary-7f3a9c\"]"),
                SecretValue.of(new byte[] {(byte) 0xC3, '(', 'c', 'a', 'n', 'a', 'r', 'y'}));

        for (SecretSpec spec : SHIPPED.specs()) {
            assertThat(wrong)
                    .allSatisfy(value -> assertThat(spec.problem(value))
                            .hasValueSatisfying(problem -> assertThat(problem).doesNotContain("canary")));
        }
    }

    private static final String SPEC = """
            {"version": 1, "secrets": {"a": {"description": "d", "owner": "o", "dataClass": "secret",
              "rotationDays": 30, "schema": {"type": "object"},
              "generated": {"f": {"random": {"bytes": 8, "encoding": "hex"}}}}}}
            """;

    @Test
    void readsTheSmallestTemplate() {
        SecretSpec spec = PARSER.parse(SPEC.getBytes(UTF_8)).find("a").orElseThrow();

        assertThat(Optional.of(spec.source()))
                .contains(new SecretSource.Generated(
                        java.util.Map.of("f", new FieldGenerator.RandomBytes(8, FieldGenerator.Encoding.HEX, ""))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "version": 1             | "version": 2                | version: must be a whole number from 1 to 1
                    "secrets"                | "secret"                    | secret: is not a known key here
                    {"a":                    | {"A":                       | secrets > A: must be called
                    "description": "d"       | "description": ""           | secrets > a > description: must not be empty
                    "owner": "o",            |                             | secrets > a: lacks 'owner'
                    "owner"                  | "ownr"                      | secrets > a > ownr: is not a known key here
                    "secret",                | "parameter",                | dataClass: must be secret or safety
                    30                       | 31                          | rotationDays: must be 30, 60 or 90
                    30                       | "30"                        | rotationDays: must be a whole number
                    "object"                 | "string"                    | schema: must be of an object
                    {"type": "object"}       | {"type": "object", "x": 1}  | schema: uses a keyword that is not known
                    {"type": "object"}       | {"type": "object", "$ref": "http://localhost/"} | schema: refers to another document
                    "generated"              | "person"                    | is not a known key here
                    "generated"              | "made"                      | is not a known key here
                    "generated": {           | "person": {"instructions": "i"}, "generated": { | either 'generated' or 'person'
                    "random": {              | "constant": 1, "random": {  | must have one of random
                    "random"                 | "radom"                     | is not a known key here
                    "bytes": 8               | "bytes": 7                  | bytes: must be a whole number from 8 to 256
                    "bytes": 8               | "bytes": 257                | bytes: must be a whole number from 8 to 256
                    "hex"                    | "base32"                    | encoding: must be base64url or hex
                    "hex"                    | "hex", "prefix": "a b"      | prefix: must match
                    {"random": {"bytes": 8, "encoding": "hex"}} | {"password": {"length": 15}} | length: must be a whole number from 16
                    {"random": {"bytes": 8, "encoding": "hex"}} | {"password": {"length": 129}} | length: must be a whole number from 16
                    {"random": {"bytes": 8, "encoding": "hex"}} | {"password": {"length": 16, "symbols": "\\""}} | symbols: must match
                    {"random": {"bytes": 8, "encoding": "hex"}} | {"keyPair": {"curve": "P-256"}} | curve: must be Ed25519 or X25519
                    {"f": {"random": {"bytes": 8, "encoding": "hex"}}} | {} | generated: must have a field
                    "version": 1,            | "version": 1, "version": 1, | has a name twice
                    """)
    void refusesATemplateThatBreaksARule(String from, String to, String rule) {
        String json = SPEC.replace(from, to == null ? "" : to);

        assertThatThrownBy(() -> PARSER.parse(json.getBytes(UTF_8)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(rule);
    }

    @Test
    void refusesATemplateThatIsNotUtf8() {
        assertThatThrownBy(() -> PARSER.parse(new byte[] {'{', '"', (byte) 0xFF, '"', '}'}))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("not valid UTF-8");
    }
}
