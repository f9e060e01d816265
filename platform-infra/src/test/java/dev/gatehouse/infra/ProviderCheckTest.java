package dev.gatehouse.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real AWS provider plans the foundation and creates it on an emulator, where the check is there. */
@EnabledIfSystemProperty(
        named = "gatehouse.iac.check",
        matches = ".+",
        disabledReason = "the provider's check is not here: give its path with -Dgatehouse.iac.check")
class ProviderCheckTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void theProviderCreatesTheFoundation(String stack) throws IOException, InterruptedException {
        Process check =
                new ProcessBuilder(command(stack)).redirectErrorStream(true).start();

        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor()).as(said).isZero();
        assertThat(said).contains("validate ok").doesNotContain("Error:");
    }

    private List<String> command(String stack) {
        return List.of(
                System.getProperty("gatehouse.iac.check"),
                "--project",
                "foundation",
                "--stack",
                stack,
                "--out",
                folder.toString(),
                "--config",
                "aws:region=us-east-1",
                "--config",
                "gatehouse:accountId=123456789012",
                "--config",
                "gatehouse:backupRegion=us-west-2",
                "--config",
                "gatehouse:vpcCidr=10.20.0.0/16",
                "--config",
                "gatehouse:owner=platform",
                "--config",
                "gatehouse:costCenter=check",
                // The account-wide block is asked of a host that begins with the account's number, which an emulator
                // has not.
                "--config",
                "gatehouse:governsAccount=false",
                "--apply",
                "--",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName());
    }
}
