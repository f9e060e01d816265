package dev.gatehouse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.command.Command.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code response}. */
class ResponseCommandsTest extends WithServices {
    private static final String RESPONSE =
            "{\"id\":\"p1\",\"finding\":\"f1\",\"plan\":\"managed-secret\",\"dryRun\":false,"
                    + "\"state\":\"awaiting-approval\",\"startedAt\":\"a\",\"updatedAt\":\"b\",\"steps\":[{\"step\":\"rotate\","
                    + "\"name\":\"rotate\",\"state\":\"pending\",\"attempts\":0}],\"left\":[\"approve it\"]}";

    @Test
    void showsStepsAndWhatIsLeft() {
        services.on("GET /v1/responses/p1", RESPONSE);

        Ran ran = command.run("response show p1");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo("""
                id          p1
                finding     f1
                plan        managed-secret
                state       awaiting-approval
                dry run     false
                started     a
                updated     b
                left to do  approve it

                STEP    NAME    STATE    AT  ATTEMPTS  OUTCOME
                rotate  rotate  pending  -   0         -
                """);
    }

    @Test
    void lists() {
        services.on("GET /v1/responses?state=awaiting-approval", "{\"responses\":[" + RESPONSE + "]}");

        Ran ran = command.run("response list --state awaiting-approval");

        assertThat(ran.out()).isEqualTo("""
                ID  FINDING  PLAN            STATE              DRY RUN  STARTED  UPDATED
                p1  f1       managed-secret  awaiting-approval  false    a        b
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "response start f1 --plan x --dry-run|POST /v1/responses|{\"finding\":\"f1\",\"dryRun\":true,\"plan\":\"x\"}",
                "response approve p1 --comment ok|POST /v1/responses/p1/approve|{\"comment\":\"ok\"}",
                "response undo p1|POST /v1/responses/p1/undo|{}",
                "response cancel p1|POST /v1/responses/p1/cancel|{}",
                "response switch off --reason drill|PUT /v1/response-switch|{\"on\":false,\"reason\":\"drill\"}"
            })
    void orders(String line, String request, String body) {
        services.on(request, 202, RESPONSE);

        Ran ran = command.run(line);

        assertThat(ran.status()).isZero();
        assertThat(services.last().line()).isEqualTo(request);
        assertThat(services.last().body()).isEqualTo(body);
    }

    @Test
    void aFailedResponseIsNegative() {
        services.on("GET /v1/responses/p1", RESPONSE.replace("awaiting-approval", "failed"));

        assertThat(command.run("response show p1").status()).isEqualTo(1);
    }
}
