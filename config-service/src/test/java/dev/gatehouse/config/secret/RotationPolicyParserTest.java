package dev.gatehouse.config.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.document.networknt.NetworkntSchemaValidator;
import dev.gatehouse.service.document.InvalidDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationPolicyParserTest {
    private static final String USERS = "\"users\": [\"a\", \"b\"]";

    @Test
    void isOrdinaryWhereTheTemplateSaysNothing() {
        assertThat(policy("{}")).isEqualTo(RotationPolicy.DEFAULT);
        assertThat(RotationPolicy.DEFAULT.adoptionDeadline()).isEqualTo(Duration.ofHours(1));
        assertThat(RotationPolicy.DEFAULT.onDeadline()).isEqualTo(RotationPolicy.OnDeadline.HOLD);
    }

    @Test
    void readsADeadlineAndWhatIsDoneThen() {
        RotationPolicy policy =
                policy("{\"adoptionDeadline\": \"15m\", \"onDeadline\": \"retire\", \"window\": \"sun 02:00-03:00\"}");

        assertThat(policy.adoptionDeadline()).isEqualTo(Duration.ofMinutes(15));
        assertThat(policy.onDeadline()).isEqualTo(RotationPolicy.OnDeadline.RETIRE);
        assertThat(policy.windows().orElseThrow().open(Instant.parse("2026-03-01T02:30:00Z")))
                .isTrue();
    }

    @Test
    void readsADatabasesUsers() throws IOException {
        SecretSpec shipped = new SecretsTemplateParser(new NetworkntSchemaValidator())
                .parse(Files.readAllBytes(Path.of("secrets-template.json")))
                .find("database-credentials")
                .orElseThrow();

        assertThat(shipped.rotation().database())
                .contains(new DatabaseUsers("username", "password", List.of("aurora", "aurora_b"), "database-admin"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"deadline\": \"1h\"} | is not a known key",
                "{\"adoptionDeadline\": \"soon\"} | at most 30d",
                "{\"adoptionDeadline\": \"30d1s\"} | at most 30d",
                "{\"onDeadline\": \"wait\"} | must be retire or hold",
                "{\"window\": \"sunday\"} | must be windows as",
                "{\"database\": {\"usernameField\": \"u\", \"passwordField\": \"c\", USERS, \"adminSecret\": \"x\"}} | must be a field that 'generated' makes",
                "{\"database\": {\"usernameField\": \"u\", \"passwordField\": \"p\", \"users\": [\"a\", \"a\"], \"adminSecret\": \"x\"}} | two different users",
                "{\"database\": {\"usernameField\": \"u\", \"passwordField\": \"p\", \"users\": [\"a; x\", \"b\"], \"adminSecret\": \"x\"}} | must match",
                "{\"database\": {\"usernameField\": \"u\", \"passwordField\": \"p\", USERS, \"adminSecret\": \"../x\"}} | must match",
            })
    void refusesWhatItCannotDo(String rotation, String problem) {
        assertThatThrownBy(() -> policy(rotation.replace("USERS", USERS)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("rotation");
    }

    private static RotationPolicy policy(String rotation) {
        String template = """
                {"version": 1, "secrets": {"s": {"description": "d", "owner": "o", "dataClass": "secret",
                 "rotationDays": 30, "schema": {"type": "object"},
                 "generated": {"u": {"constant": "a"}, "c": {"constant": "x"}, "p": {"password": {"length": 20}}},
                 "rotation": %s}}}""".formatted(rotation);
        return new SecretsTemplateParser(new NetworkntSchemaValidator())
                .parse(template.getBytes(UTF_8))
                .find("s")
                .orElseThrow()
                .rotation();
    }
}
