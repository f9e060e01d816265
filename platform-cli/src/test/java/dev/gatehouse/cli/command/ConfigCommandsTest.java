package dev.gatehouse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.command.Command.Ran;
import org.junit.jupiter.api.Test;

/** {@code config}. */
class ConfigCommandsTest extends WithServices {
    private static final String SNAPSHOT = """
            {"environment":"dev","application":"researcher","version":"1","layers":["global"],
             "values":{"log.level":"INFO","llm.api-key":"sk-canary","llm.pepper":"p-canary","limits.max":5},
             "unresolved":{"llm.other":"not-permitted"}}""";

    private void snapshot() {
        services.on("GET /v1/config/dev/researcher", SNAPSHOT)
                .on(
                        "GET /v1/config/dev/researcher/explain/log.level",
                        "{\"key\":\"log.level\",\"layer\":\"system\",\"path\":\"/aurora/dev/system/log/level\",\"type\":\"String\","
                                + "\"version\":3,\"modifiedAt\":\"2026-11-22T00:00:00Z\",\"labels\":[],\"value\":\"INFO\","
                                + "\"ageSeconds\":1,\"freshness\":\"fresh\",\"overrides\":[{\"layer\":\"global\",\"path\":"
                                + "\"/aurora/dev/global/log/level\",\"version\":1,\"value\":\"WARN\"}]}")
                .on("GET /v1/config/dev/researcher/explain/limits.max", "{\"type\":\"String\",\"value\":\"5\"}")
                .on(
                        "GET /v1/config/dev/researcher/explain/llm.api-key",
                        "{\"type\":\"String\",\"value\":\"secret:openai-api-key#apiKey\"}")
                .on(
                        "GET /v1/config/dev/researcher/explain/llm.pepper",
                        "{\"type\":\"SecureString\",\"value\":\"********\"}");
    }

    @Test
    void masksWhatIsSecret() {
        snapshot();

        Ran ran = command.run("config get dev/researcher");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo("""
                KEY          VALUE
                limits.max   5
                llm.api-key  secret:openai-api-key#apiKey
                llm.pepper   ********
                log.level    INFO
                """);
        assertThat(ran.err()).isEqualTo("not resolved: llm.other: not-permitted\n");
    }

    @Test
    void masksWhatCannotBeExplained() {
        services.on("GET /v1/config/dev/researcher", SNAPSHOT);

        Ran ran = command.run("config get dev/researcher --output json");

        assertThat(ran.shows("canary")).isFalse();
        assertThat(ran.out()).contains("\"log.level\": \"********\"");
    }

    @Test
    void revealsWhenAsked() {
        snapshot();

        Ran ran = command.run("config get dev/researcher llm.api-key --reveal");

        assertThat(ran.out()).isEqualTo("sk-canary\n");
        assertThat(services.last().authorization()).isEqualTo("Bearer config-token");
    }

    @Test
    void aKeyAloneIsPrintedBare() {
        snapshot();

        Ran ran = command.run("config get dev/researcher log.level");

        assertThat(ran.out()).isEqualTo("INFO\n");
        assertThat(services.lines()).containsExactly("GET /v1/config/dev/researcher/explain/log.level");
    }

    @Test
    void aKeyThatIsNotThereIsNegative() {
        snapshot();

        Ran ran = command.run("config get dev/researcher llm.other --reveal");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo("there is no key llm.other (not-permitted)\n");
    }

    @Test
    void explains() {
        snapshot();

        Ran ran = command.run("config explain dev/researcher log.level");

        assertThat(ran.out()).isEqualTo("""
                key        log.level
                value      INFO
                layer      system
                path       /aurora/dev/system/log/level
                type       String
                version    3
                modified   2026-11-22T00:00:00Z
                labels     -
                age        1
                freshness  fresh

                OVERRIDES  PATH                          VERSION  VALUE
                global     /aurora/dev/global/log/level  1        WARN
                """);
    }

    @Test
    void aTreeIsReadPageByPage() {
        services.on(
                        "GET /v1/parameters/other/dev/agents?recursive=true&limit=1000",
                        "{\"parameters\":[{\"path\":\"/a\",\"type\":\"String\",\"version\":1,\"value\":\"x\"}],\"next\":\"c/1\"}")
                .on(
                        "GET /v1/parameters/other/dev/agents?recursive=true&limit=1000&cursor=c%2F1",
                        "{\"parameters\":[{\"path\":\"/b\",\"type\":\"SecureString\",\"version\":2}]}");

        Ran ran = command.run("config tree dev/agents/ --project other");

        assertThat(ran.out()).isEqualTo("""
                PATH  TYPE          VERSION  MODIFIED  VALUE
                /a    String        1        -         x
                /b    SecureString  2        -         -
                """);
    }

    @Test
    void aDifferenceIsNegative() {
        services.on(
                "GET /v1/contract/dev/diff",
                "{\"readSince\":\"2026-11-22T00:00:00Z\",\"deviations\":[{\"kind\":\"missing\",\"path\":\"/p\",\"rule\":\"required\","
                        + "\"message\":\"is required\"},{\"kind\":\"never-read\",\"path\":\"/q\",\"rule\":\"never-read\","
                        + "\"message\":\"nobody has read it\"}]}");

        Ran all = command.run("config diff dev");
        Ran some = command.run("config diff dev --kind extra --kind wrong-type");

        assertThat(all.status()).isEqualTo(1);
        assertThat(all.out()).isEqualTo("""
                KIND        PATH  RULE        MESSAGE
                missing     /p    required    is required
                never-read  /q    never-read  nobody has read it
                """);
        assertThat(all.err()).isEqualTo("2 deviations\n");
        assertThat(some.status()).isZero();
        assertThat(some.err()).isEqualTo("dev is as the contract says\n");
    }

    @Test
    void appliesAndSaysWhatIsLeft() {
        services.on(
                "POST /v1/contract/dev/apply",
                "{\"dryRun\":true,\"parameters\":[{\"action\":\"created\",\"path\":\"/p\",\"version\":1},"
                        + "{\"action\":\"kept\",\"path\":\"/q\",\"version\":1}],"
                        + "\"secrets\":[{\"action\":\"needs-person\",\"name\":\"aurora/dev/k\"}]}");

        Ran ran = command.run("config apply dev --dry-run --secrets");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("""
                ACTION        NAME          VERSION
                created       /p            1
                needs-person  aurora/dev/k  -
                """);
        assertThat(ran.err()).isEqualTo("nothing was done; to do: 2, kept as they are: 1\n");
        assertThat(services.last().body())
                .isEqualTo("{\"mode\":\"reconcile\",\"dryRun\":true,\"secrets\":true,\"placeholders\":false}");
    }

    @Test
    void addMissingOverwritesNothing() {
        services.on("POST /v1/contract/dev/apply", "{\"dryRun\":false,\"parameters\":[],\"secrets\":[]}");

        Ran ran = command.run("config add-missing dev --quiet");

        assertThat(ran).isEqualTo(new Ran(0, "", ""));
        assertThat(services.last().body()).contains("\"mode\":\"add-missing\"");
    }
}
