package dev.gatehouse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.command.Command.Ran;
import org.junit.jupiter.api.Test;

/** Rotations, adoption and readers. */
class RotationCommandsTest extends WithServices {
    private static final String ROTATION =
            "{\"id\":\"r1\",\"secret\":\"aurora/dev/key\",\"state\":\"create\",\"reason\":\"leaked\","
                    + "\"trigger\":\"request\",\"startedAt\":\"2026-11-22T00:00:00Z\",\"updatedAt\":\"2026-11-22T00:00:01Z\","
                    + "\"from\":\"v1\",\"steps\":[{\"step\":\"create\",\"at\":\"2026-11-22T00:00:01Z\",\"outcome\":\"done\"}]}";

    @Test
    void rotatesWithAReason() {
        services.on("POST /v1/secrets/aurora/dev/key:rotate", 202, ROTATION);

        Ran ran = command.run("secret rotate aurora/dev/key --reason leaked --compromised v1");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo("""
                id       r1
                secret   aurora/dev/key
                state    create
                reason   leaked
                trigger  request
                started  2026-11-22T00:00:00Z
                updated  2026-11-22T00:00:01Z
                from     v1

                STEP    AT                    OUTCOME
                create  2026-11-22T00:00:01Z  done
                """);
        assertThat(services.last().body()).isEqualTo("{\"reason\":\"leaked\",\"compromised\":\"v1\"}");
    }

    @Test
    void aHeldRotationIsNegative() {
        services.on(
                "POST /v1/secrets/aurora/dev/key:finish-rotation",
                202,
                ROTATION.replace("\"state\":\"create\"", "\"state\":\"held\""));

        Ran ran = command.run("secret finish-rotation aurora/dev/key --action hold");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(services.last().body()).isEqualTo("{\"action\":\"hold\"}");
    }

    @Test
    void suppliesFields() {
        services.on("POST /v1/secrets/aurora/dev/key:supply", 202, ROTATION);

        Ran ran = command.reading("k-canary\n").run("secret supply aurora/dev/key --field apiKey --start");

        assertThat(ran.status()).isZero();
        assertThat(ran.shows("canary")).isFalse();
        assertThat(services.last().body()).isEqualTo("{\"value\":{\"apiKey\":\"k-canary\"},\"start\":true}");
    }

    @Test
    void supplyTakesAnObjectOnly() {
        Ran ran = command.reading("k-canary\n").run("secret supply aurora/dev/key");

        assertThat(ran).isEqualTo(new Ran(2, "", "the value is no JSON object; name its fields with --field\n"));
        assertThat(services.lines()).isEmpty();
    }

    @Test
    void anOverdueRotationIsNegative() {
        services.on(
                "GET /v1/secrets/aurora/dev/key:rotation",
                "{\"secret\":\"aurora/dev/key\",\"days\":30,\"nextDue\":\"2026-11-01T00:00:00Z\",\"overdue\":true,\"last\":["
                        + ROTATION + "]}");

        Ran ran = command.run("secret rotation aurora/dev/key");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("""
                secret      aurora/dev/key
                every days  30
                next due    2026-11-01T00:00:00Z
                overdue     true

                STARTED               STATE   TRIGGER  FROM  TO  REASON
                2026-11-22T00:00:00Z  create  request  v1    -   leaked
                """);
    }

    @Test
    void adoptionThatIsNotCompleteIsNegative() {
        services.on(
                "GET /v1/secrets/aurora/dev/key/adoption",
                "{\"secret\":\"aurora/dev/key\",\"current\":\"v2\",\"complete\":false,\"holders\":[{\"holder\":\"researcher-1\","
                        + "\"application\":\"researcher\",\"version\":\"v1\",\"stages\":[\"AWSPREVIOUS\"],"
                        + "\"since\":\"2026-11-22T00:00:00Z\",\"reportedAt\":\"2026-11-22T00:01:00Z\",\"stale\":false}]}");

        Ran ran = command.run("secret adoption aurora/dev/key");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("""
                secret    aurora/dev/key
                current   v2
                complete  false

                HOLDER        APPLICATION  VERSION  STAGES       SINCE                 REPORTED              STALE
                researcher-1  researcher   v1       AWSPREVIOUS  2026-11-22T00:00:00Z  2026-11-22T00:01:00Z  false
                """);
    }

    @Test
    void readersAreAskedForWithAVersionAndATime() {
        services.on(
                "GET /v1/secrets/aurora/dev/key/readers?version=v1&since=2026-11-01T00%3A00%3A00Z",
                "{\"secret\":\"aurora/dev/key\",\"readers\":[{\"principal\":\"token:x\",\"version\":\"v1\",\"reads\":3,"
                        + "\"first\":\"a\",\"last\":\"b\",\"from\":[\"10.0.0.1\",\"10.0.0.2\"]}],\"events\":3,\"complete\":false}");

        Ran ran = command.run("secret readers aurora/dev/key --version v1 --since 2026-11-01T00:00:00Z");

        assertThat(ran.out()).isEqualTo("""
                PRINCIPAL  VERSION  READS  FIRST  LAST  FROM
                token:x    v1       3      a      b     10.0.0.1,10.0.0.2
                """);
        assertThat(ran.err()).isEqualTo("not all events could be looked at: there may be more readers\n");
    }
}
