package dev.gatehouse.client.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed in the middle of its writing, again and again, on one outbox. */
class KillTest {
    private static final int ROUNDS = 32;
    private static final int MAX_LINES = 400;

    private final Random random = new Random(20_260_301);
    private final Set<String> recorded = new LinkedHashSet<>();
    private final Set<String> sent = new LinkedHashSet<>();

    @TempDir
    private Path parent;

    @Test
    void losesNothingThatWasAcknowledged() throws IOException, InterruptedException {
        Path folder = parent.resolve("outbox");
        for (int round = 0; round < ROUNDS; round++) {
            runAndKill(folder, "r%02d".formatted(round));

            try (AuditOutbox outbox = AuditOutbox.open(folder, KilledService.LIMITS)) {
                List<String> left = Events.uids(
                        outbox.peek(Integer.MAX_VALUE, Long.MAX_VALUE).events());
                Set<String> kept = new LinkedHashSet<>(left);
                assertThat(kept).as("each once").hasSameSizeAs(left);
                kept.addAll(sent);
                assertThat(kept).as("after round " + round).containsAll(recorded);
            }
        }
        assertThat(recorded).hasSizeGreaterThan(ROUNDS);
        assertThat(sent).hasSizeGreaterThan(ROUNDS);
    }

    private void runAndKill(Path folder, String round) throws IOException, InterruptedException {
        int lines = 1 + random.nextInt(MAX_LINES);
        Process service = start(folder, round);
        try (BufferedReader out = service.inputReader(US_ASCII)) {
            for (int i = 0; i < lines; i++) {
                note(requireNonNull(out.readLine(), "the service ended by itself"));
            }
            // SIGKILL. The process's own method would also close the stream that is read on here.
            service.toHandle().destroyForcibly();
            // What it had printed before it died counts too. The last line may be half a one.
            String rest = out.readAllAsString();
            rest.substring(0, rest.lastIndexOf('\n') + 1).lines().forEach(this::note);
        }
        assertThat(service.waitFor()).as("killed, and not ended by itself").isEqualTo(137);
    }

    private void note(String line) {
        (line.startsWith("+") ? recorded : sent).add(line.substring(1));
    }

    private static Process start(Path folder, String round) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledService.class.getName(),
                        folder.toString(),
                        round)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
