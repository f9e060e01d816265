package dev.gatehouse.audit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A few rounds of {@code deploy/bench/audit-kill}, with SIGKILL alone: what was acknowledged has its index after each start,
 * the log verifies, and nothing is there twice.
 */
class KillIT {
    private static final int ROUNDS = 4;
    private static final Path PROGRAM = Path.of("..", "deploy", "bench", "src", "kill", "AuditKill.java");

    @TempDir
    private Path folder;

    @Test
    void nothingThatWasAcknowledgedIsLost() throws Exception {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-XX:+UseSerialGC",
                PROGRAM.toString(),
                Integer.toString(ROUNDS),
                Long.toString(System.nanoTime()),
                folder.toString(),
                "kills"));
        command.addAll(service());

        Process kills = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = kills.waitFor(10, TimeUnit.MINUTES);
        kills.destroyForcibly();

        assertThat(ended).isTrue();
        assertThat(kills.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output))
                .contains("rounds " + ROUNDS)
                .contains("acknowledged events have their indexes, and none is there twice");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> service() {
        return Optional.ofNullable(System.getProperty("gatehouse.native"))
                .filter(path -> !path.isEmpty())
                .map(List::of)
                .orElseGet(() -> List.of(
                        java(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar")
                                .toAbsolutePath()
                                .toString()));
    }
}
