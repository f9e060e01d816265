package dev.gatehouse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.command.Command.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code secret list}, {@code get} and {@code put}. */
class SecretCommandsTest extends WithServices {
    private static final String NAME = "aurora/dev/key";
    private static final String VALUE =
            "{\"name\":\"aurora/dev/key\",\"version\":\"v1\",\"createdAt\":\"2026-11-22T00:00:00Z\","
                    + "\"stages\":[\"AWSCURRENT\"],\"value\":\"{\\\"user\\\":\\\"u-canary\\\",\\\"port\\\":5432}\"}";

    @Test
    void listsWithoutValues() {
        services.on(
                "GET /v1/secrets?environment=dev&limit=100",
                "{\"secrets\":[{\"name\":\"aurora/dev/key\",\"dataClass\":\"secret\",\"changedAt\":\"2026-11-22T00:00:00Z\","
                        + "\"versions\":[{\"version\":\"v0\",\"stages\":[\"AWSPREVIOUS\"]},"
                        + "{\"version\":\"v1\",\"stages\":[\"AWSCURRENT\"]}]}]}");

        Ran ran = command.run("secret list dev");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo("""
                NAME            CLASS   CURRENT  VERSIONS  CHANGED               DELETES
                aurora/dev/key  secret  v1       2         2026-11-22T00:00:00Z  -
                """);
    }

    @Test
    void showsTheShapeOnly() {
        services.on("GET /v1/secrets/aurora/dev/key", VALUE);

        Ran table = command.run("secret get " + NAME);
        Ran json = command.run("secret get " + NAME + " --output json");
        Ran yaml = command.run("secret get " + NAME + " --output yaml");

        assertThat(table.out()).isEqualTo("""
                name     aurora/dev/key
                version  v1
                stages   AWSCURRENT
                created  2026-11-22T00:00:00Z
                shape    {"user":"text","port":"number"}
                """);
        assertThat(json.out()).isEqualTo("""
                {
                  "name": "aurora/dev/key",
                  "version": "v1",
                  "createdAt": "2026-11-22T00:00:00Z",
                  "stages": [
                    "AWSCURRENT"
                  ],
                  "shape": {
                    "user": "text",
                    "port": "number"
                  }
                }
                """);
        assertThat(yaml.out()).isEqualTo("""
                name: "aurora/dev/key"
                version: "v1"
                createdAt: "2026-11-22T00:00:00Z"
                stages:
                - "AWSCURRENT"
                shape:
                  user: "text"
                  port: "number"
                """);
    }

    @Test
    void revealsTheValueBare() {
        services.on(
                "GET /v1/secrets/aurora/dev/key?stage=AWSPREVIOUS&field=user",
                VALUE.replace("\"value\":\"{", "\"value\":\"\\u001b{"));

        Ran piped = command.run("secret get " + NAME + " --field user --stage AWSPREVIOUS --reveal");
        Ran shown = command.onATerminal().run("secret get " + NAME + " --field user --stage AWSPREVIOUS --reveal");

        assertThat(piped.out()).isEqualTo("\u001b{\"user\":\"u-canary\",\"port\":5432}\n");
        assertThat(shown.out()).isEqualTo("\\x1b{\"user\":\"u-canary\",\"port\":5432}\n");
    }

    @Test
    void aFieldIsTheNameOfItsType() {
        services.on(
                "GET /v1/secrets/aurora/dev/key?field=user",
                "{\"name\":\"aurora/dev/key\",\"version\":\"v1\",\"field\":\"user\",\"value\":\"u-canary\"}");

        Ran ran = command.run("secret get " + NAME + " --field user");

        assertThat(ran.out()).contains("field    user", "shape    text").doesNotContain("canary");
    }

    @Test
    void whatIsNotThereIsNegative() {
        Ran ran = command.run("secret get " + NAME);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .isEqualTo("not found by config-service at " + services.url()
                        + ": /v1/secrets/aurora/dev/key: There is nothing here.\n");
    }

    @Test
    void putsWhatIsOnStandardInput() {
        services.on("PUT /v1/secrets/aurora/dev/key", 201, "{\"version\":\"v2\"}");

        Ran ran = command.reading("s-canary\n").run("secret put " + NAME);

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo("""
                name     aurora/dev/key
                version  v2
                """);
        assertThat(services.last().body()).isEqualTo("{\"value\":\"s-canary\"}");
        assertThat(services.last().ifNoneMatch()).isEmpty();
    }

    @Test
    void putsBytesAsTheyAre() {
        services.on("PUT /v1/secrets/aurora/dev/key", 201, "{\"version\":\"v2\"}");

        command.reading(new byte[] {(byte) 0xff, '\n'}).run("secret put " + NAME + " --binary --create");

        assertThat(services.last().body()).isEqualTo("{\"valueBase64\":\"/wo=\"}");
        assertThat(services.last().ifNoneMatch()).isEqualTo("*");
    }

    @Test
    void putsWhatSomebodyTypes() {
        services.on("PUT /v1/secrets/aurora/dev/key", 201, "{\"version\":\"v2\"}");

        Ran ran = command.typing("t-canary").run("secret put " + NAME + " --field user --field password");

        assertThat(ran.shows("canary")).isFalse();
        assertThat(services.last().body())
                .isEqualTo("{\"value\":\"{\\\"user\\\":\\\"t-canary\\\",\\\"password\\\":\\\"t-canary\\\"}\"}");
    }

    @Test
    void putsFieldsOfFilesAndLines(@TempDir Path folder) throws IOException {
        services.on("PUT /v1/secrets/aurora/dev/key", 201, "{\"version\":\"v2\"}");
        Path file = Files.writeString(folder.resolve("f"), "from-file\r\n");

        command.reading("one\ntwo\n").run("secret put " + NAME + " --field a --field b --field-file c=" + file);

        assertThat(services.last().body())
                .isEqualTo("{\"value\":\"{\\\"c\\\":\\\"from-file\\\",\\\"a\\\":\\\"one\\\",\\\"b\\\":\\\"two\\\"}\"}");
    }

    @Test
    void putsAFile(@TempDir Path folder) throws IOException {
        services.on("PUT /v1/secrets/aurora/dev/key", 201, "{\"version\":\"v2\"}");
        Path file = Files.writeString(folder.resolve("f"), "{\"a\":1}");

        Ran ran = command.run("secret put " + NAME + " --file " + file);

        assertThat(ran.status()).isZero();
        assertThat(services.last().body()).isEqualTo("{\"value\":\"{\\\"a\\\":1}\"}");
    }
}
