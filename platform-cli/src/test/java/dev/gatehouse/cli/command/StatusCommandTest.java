package dev.gatehouse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.command.Command.Ran;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code status}. */
class StatusCommandTest extends WithServices {
    @BeforeEach
    void healthy() {
        services.on("GET /q/health/ready", "{}")
                .on("GET /v1/rotations/dev", "{\"rotations\":[]}")
                .on("GET /v1/log/health", "{\"verdict\":\"sound\"}")
                .onBytes("GET /checkpoint", "log\n42\nroot\n\n".getBytes(StandardCharsets.UTF_8), Map.of())
                .on("GET /v1/findings?state=open&limit=1000", "{\"findings\":[]}");
        command.with("GATEHOUSE_CONFIG_MANAGEMENT_URL", services.url())
                .with("GATEHOUSE_AUDIT_MANAGEMENT_URL", services.url())
                .with("GATEHOUSE_SCANNER_MANAGEMENT_URL", services.url());
    }

    @Test
    void allIsWell() {
        Ran ran = command.run("status");

        assertThat(ran.status()).isZero();
        assertThat(ran.out().replace(services.url(), "URL").replaceAll(" +", " "))
                .isEqualTo("""
                SERVICE STATE ADDRESS TELLS
                config-service ready URL overdue rotations: none; running: none
                audit-service ready URL events sealed: 42; the log verifies itself as: sound
                scanner-worker ready URL open findings: 0
                """);
    }

    @Test
    void whatIsOverdueOrOpenIsNegative() {
        services.on(
                        "GET /v1/rotations/prod",
                        "{\"rotations\":[{\"secret\":\"aurora/prod/k\",\"overdue\":true,\"running\":{\"state\":\"held\"}}]}")
                .on("GET /v1/findings?state=open&limit=1000", "{\"findings\":[{\"id\":\"f\"}]}");

        Ran ran = command.run("status");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("overdue rotations: 1 (aurora/prod/k); running: 1 (aurora/prod/k held)");
    }

    @Test
    void oneThatIsAwayHidesNothingOfTheOthers() {
        command.with("GATEHOUSE_AUDIT_URL", "http://127.0.0.1:1")
                .with("GATEHOUSE_AUDIT_MANAGEMENT_URL", "http://127.0.0.1:1");

        Ran ran = command.run("status --output json");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.out())
                .contains("\"state\": \"away\"", "can't be reached", "\"openFindings\": 0", "\"overdue\": []");
    }

    @Test
    void oneWithoutATokenTellsSo() {
        Ran ran = command.without("GATEHOUSE_SCANNER_TOKEN").run("status");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("there is no token for scanner-worker", "events sealed: 42");
    }

    @Test
    void oneThatIsNotReadySaysSo() {
        command.with("GATEHOUSE_CONFIG_MANAGEMENT_URL", services.url() + "/");
        services.close();

        assertThat(command.run("status").status()).isEqualTo(3);
    }
}
