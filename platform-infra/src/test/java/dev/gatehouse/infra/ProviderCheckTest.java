package dev.gatehouse.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.infra.config.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real AWS provider plans every project of an environment and creates it on an emulator, where the check is there. */
@EnabledIfSystemProperty(
        named = "gatehouse.iac.check",
        matches = ".+",
        disabledReason = "the provider's check is not here: give its path with -Dgatehouse.iac.check")
class ProviderCheckTest {
    private static final String NOT_EMULATED = "operation error Backup: UpdateRegionSettings";

    @TempDir
    private Path folder;

    /** The other projects refer to the foundation, so that is created with each of them. */
    @ParameterizedTest
    @EnumSource(Environment.class)
    void theProviderCreatesEachProject(Environment environment) throws IOException, InterruptedException {
        String stack = environment.label();

        assertThat(errors("foundation", stack, List.of())).isEmpty();
        List<String> onIt = List.of(
                "--stack-outputs",
                "organization/foundation/" + stack + "="
                        + folder.resolve("foundation/foundation." + stack + ".outputs.json"),
                "--merge",
                folder.resolve("foundation/foundation." + stack + ".json").toString());
        assertThat(errors("operations", stack, onIt)).isEmpty();
        assertThat(errors("platform", stack, onIt)).isEmpty();
    }

    /** What went wrong, without the one call that the emulator does not have. */
    private List<String> errors(String project, String stack, List<String> more)
            throws IOException, InterruptedException {
        Process check = new ProcessBuilder(command(project, stack, more))
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        check.waitFor();
        assertThat(said).contains("validate ok", "created ");
        return said.lines()
                .filter(line -> line.contains("Error:") || line.contains("FAILED"))
                .filter(line -> !line.contains(NOT_EMULATED))
                .toList();
    }

    private List<String> command(String project, String stack, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("gatehouse.iac.check"),
                "--project",
                project,
                "--stack",
                stack,
                "--out",
                folder.resolve(project).toString()));
        for (String setting : List.of(
                "aws:region=us-east-1",
                "gatehouse:accountId=123456789012",
                "gatehouse:backupRegion=us-west-2",
                "gatehouse:vpcCidr=10.20.0.0/16",
                "gatehouse:owner=platform",
                "gatehouse:costCenter=check",
                // The account-wide block is asked of a host that begins with the account's number, which an emulator
                // has not.
                "gatehouse:governsAccount=false")) {
            command.addAll(List.of("--config", setting));
        }
        command.addAll(more);
        command.addAll(List.of(
                "--apply",
                "--",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        return command;
    }
}
