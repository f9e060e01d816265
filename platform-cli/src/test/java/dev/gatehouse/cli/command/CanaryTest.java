package dev.gatehouse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.command.Command.Ran;
import dev.gatehouse.cli.settings.BearerToken;
import dev.gatehouse.cli.settings.Service;
import dev.gatehouse.cli.settings.Settings;
import dev.gatehouse.cli.shell.Surroundings;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is shown by nothing but {@code --reveal}: not by a refusal either, nor by what is unexpected. */
class CanaryTest extends WithServices {
    private static final String CANARY = "canary-7f3a9c";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret put aurora/dev/key",
                "secret put aurora/dev/key --output json",
                "secret put aurora/dev/key --field a",
                "secret supply aurora/dev/key --field a"
            })
    void neitherTypedNorReadIsShown(String line) {
        services.on("PUT /v1/secrets/aurora/dev/key", 422, "{\"detail\":\"no\"}")
                .on("POST /v1/secrets/aurora/dev/key:supply", 409, "{\"detail\":\"no\"}");

        Ran read = command.reading(CANARY + "\n").run(line);
        Ran typed = command.typing(CANARY).run(line);

        assertThat(read.shows(CANARY) || typed.shows(CANARY)).isFalse();
        assertThat(services.last().body()).contains(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "yaml"})
    void whatIsReadIsShownWithRevealOnly(String form) {
        services.on(
                "GET /v1/secrets/aurora/dev/key",
                "{\"name\":\"aurora/dev/key\",\"version\":\"v1\",\"value\":\"" + CANARY + "\"}");

        Ran hidden = command.run("secret get aurora/dev/key --output " + form);
        Ran shown = command.run("secret get aurora/dev/key --reveal --output " + form);

        assertThat(hidden.shows(CANARY)).isFalse();
        assertThat(shown.out()).contains(CANARY);
    }

    @Test
    void aValueThatIsTypedAsAWordIsNotRepeated() {
        assertThat(command.run("secret put aurora/dev/key " + CANARY).shows(CANARY))
                .isFalse();
        assertThat(command.run("secret put aurora/dev/key --field a=" + CANARY).shows(CANARY))
                .isFalse();
        assertThat(command.run("secret put aurora/dev/key --value=" + CANARY).shows(CANARY))
                .isFalse();
        assertThat(command.run("secret put " + CANARY + "!").shows(CANARY)).isFalse();
    }

    @Test
    void whatAnswersWrongIsNotQuoted() {
        services.on("GET /v1/secrets/aurora/dev/key", "{\"value\":\"" + CANARY);

        Ran ran = command.run("secret get aurora/dev/key");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.shows(CANARY)).isFalse();
    }

    @Test
    void typesOfSecretsHaveNoText() {
        Surroundings around = new Surroundings(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new Surroundings.Terminals(false, false),
                Map.of("GATEHOUSE_TOKEN", CANARY),
                question -> Optional.empty(),
                InstantSource.system(),
                time -> {},
                words -> 0);
        BearerToken token = Settings.of(name -> Optional.empty(), around).token(Service.CONFIG);

        assertThat(token.header()).isEqualTo("Bearer " + CANARY);
        assertThat(token.toString()).isEqualTo("[redacted]");
        assertThat(SecretDraft.of(CANARY.getBytes(StandardCharsets.UTF_8)).toString())
                .isEqualTo("[redacted]");
    }
}
