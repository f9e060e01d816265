package dev.gatehouse.config.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.document.networknt.NetworkntSchemaValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeakablesTest {
    private static final String LONG = "canary-0123456789";

    private static Map<String, String> parts(String value, Optional<SecretSpec> spec) {
        Map<String, String> parts = new LinkedHashMap<>();
        Leakables.of(SecretValue.of(value), spec).forEach(part -> parts.put(part.field(), text(part)));
        return parts;
    }

    private static String text(Leakable part) {
        return new String(part.reveal(), UTF_8);
    }

    private static Map<String, String> untold(String value) {
        return parts(value, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "openai-api-key, apiKey",
        "anthropic-api-key, apiKey",
        "evolution-master-secret, 'seed, lineagePepper'",
        "database-credentials, password",
        "agent-communication-key, 'signing.d, agreement.d'",
        "safety-system-secret, 'resultSigningKey, releasePhrase'",
    })
    void ofATemplatesSecretThoseFieldsThatItMakesUp(String name, String fields) throws IOException {
        SecretSpec spec = new SecretsTemplateParser(new NetworkntSchemaValidator())
                .parse(Files.readAllBytes(Path.of("secrets-template.json")))
                .find(name)
                .orElseThrow();
        SecretGenerator generator = new SecretGenerator(new SecureRandom());
        SecretValue value =
                generator.generate(spec).or(() -> generator.placeholder(spec)).orElseThrow();

        List<Leakable> parts = Leakables.of(value, Optional.of(spec));

        assertThat(parts).extracting(Leakable::field).containsExactlyInAnyOrder(fields.split(", "));
        assertThat(parts)
                .allSatisfy(part -> assertThat(value.revealText().orElseThrow()).contains(text(part)));
    }

    @Test
    void withoutATemplateEachTextOf16BytesThatIsNotKnownAsPublic() {
        assertThat(untold("""
                        {"a": "0123456789abcdef", "b": "0123456789abcde", "n": 1234567890123456789, "t": true,
                         "blank": "                    ", "deep": {"list": ["%s", "x"]},
                         "username": "somebody-with-a-long-name", "DB_Host": "a.rather.long.host.example",
                         "host": "a.rather.long.host.example"}
                        """.formatted(LONG)))
                .containsOnlyKeys("a", "deep.list.0", "DB_Host")
                .containsEntry("deep.list.0", LONG);
    }

    @Test
    void ofAJsonWebKeyItsPrivateMembers() {
        String key = """
                {"kty": "RSA", "kid": "%1$s-k", "n": "%1$s-n", "e": "%1$s-e", "x5c": ["%1$s-c"],
                 "d": "%1$s-d", "p": "%1$s-p", "k": "%1$s-s"}
                """.formatted(LONG);

        assertThat(untold(key)).containsOnlyKeys("d", "p", "k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.host.example/v1/things",
                "arn:aws:iam::111122223333:role/somebody",
                "-----BEGIN PUBLIC KEY-----\\nMIIBIjANBgkqh",
                "-----BEGIN CERTIFICATE-----\\nMIIBIjANBgkqh",
            })
    void leavesOutWhatIsPublicByItsForm(String text) {
        assertThat(untold("{\"a\": \"" + text + "\", \"b\": \"" + LONG + "\"}")).containsOnlyKeys("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://somebody:word@a.host.example/",
                "https://a.host.example/?key=0123456789",
                "https://a.host.example/services/0123456789abcdef",
                "-----BEGIN CERTIFICATE-----\\nMII\\n-----BEGIN PRIVATE KEY-----",
            })
    void takesWhatHasACredentialInIt(String text) {
        assertThat(untold("{\"a\": \"" + text + "\"}")).containsOnlyKeys("a");
    }

    @Test
    void namesNoFieldWhoseNameIsNone() {
        assertThat(untold("{\"short\": 1, \"tok en\\u001b\": \"" + LONG + "\"}"))
                .containsOnlyKeys("field-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain-value", "12345678", "[\"a list is no object\"]", "{\"a\": \"short\", \"b\": 5}"})
    void takesWhateverHasNoSecretFieldWhole(String value) {
        assertThat(untold(value)).containsExactly(Map.entry("", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "          ", "{\"a\":1}"})
    void leavesOutWhatIsShortOrBlank(String value) {
        assertThat(untold(value)).isEmpty();
    }

    @Test
    void takesBytesThatAreNoText() {
        byte[] bytes = {0, -1, 2, -3, 4, -5, 6, -7};

        List<Leakable> parts = Leakables.of(SecretValue.of(bytes), Optional.empty());

        assertThat(parts.getFirst().reveal()).isEqualTo(bytes);
    }

    @Test
    void wipesAndShowsNothing() {
        Leakable part = Leakables.of(SecretValue.of(LONG), Optional.empty()).getFirst();

        part.close();

        assertThat(part.reveal()).containsOnly(0);
        assertThat(part).hasToString("Leakable[redacted]");
    }
}
