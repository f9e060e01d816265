package dev.gatehouse.scenario;

import dev.gatehouse.audit.tlog.ProofPolicy;
import dev.gatehouse.audit.tlog.VerifierKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scenario}: plays the loop against the services of this machine, and prints what came of it. */
@Command(
        name = "scenario",
        mixinStandardHelpOptions = true,
        description =
                "Plays the loop, from a leak to its proof, against the services that deploy/local/up has started.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:each step came to its end, and its event is proven", "1:one did not", "2:wrong arguments"})
public final class Main implements Callable<Integer> {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            required = true,
            description = "Where the services keep tokens and data.")
    private Path home = Path.of("");

    @Option(names = "--config-url", paramLabel = "URL", required = true)
    private URI config = URI.create("");

    @Option(names = "--audit-url", paramLabel = "URL", required = true)
    private URI audit = URI.create("");

    @Option(names = "--scanner-url", paramLabel = "URL", required = true)
    private URI scanner = URI.create("");

    @Option(
            names = "--bucket",
            paramLabel = "URL",
            description = "The bucket that the scanner watches, where that is moto's.")
    private Optional<URI> bucket = Optional.empty();

    @Option(names = "--patience", paramLabel = "SECONDS", defaultValue = "120", description = "For each step.")
    private int patience;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "So many leaks, one after the other; with more than one the figures of all are printed.")
    private int rounds;

    @Option(
            names = "--secret",
            paramLabel = "NAME",
            defaultValue = "aurora/dev/agent-communication-key",
            description = "The one that leaks; the application researcher must be allowed to read it.")
    private String secret = "";

    @Option(
            names = "--field",
            paramLabel = "POINTER",
            defaultValue = "/signing/d",
            description = "The field of it that leaks, as a JSON pointer.")
    private String field = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    private Main() {}

    /** Exits with 0 where the loop was closed and proven. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = new Machine(home, config, audit, scanner, bucket);
        Files.createDirectories(machine.work());
        try (Session session = new Session(machine, policy(machine), secret, field, Duration.ofSeconds(patience))) {
            return rounds > 1 ? many(session, out) : one(session, out);
        } catch (StepFailed | ServiceRefused e) {
            spec.commandLine().getErr().println("scenario: " + e.getMessage());
            return 1;
        }
    }

    private static int one(Session session, PrintWriter out) {
        Summary summary = session.play(name(0), step -> {
            out.printf("%-12s %8s  %s%n", step.name(), Summary.seconds(step.took()), step.what());
            out.flush();
        });
        out.println();
        out.print(summary.text());
        out.flush();
        return summary.proven() ? 0 : 1;
    }

    private int many(Session session, PrintWriter out) {
        List<Summary> played = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            played.add(session.play(name(i), step -> {}));
        }
        out.print(new Figures(played).text());
        out.flush();
        return played.stream().allMatch(Summary::proven) ? 0 : 1;
    }

    private static String name(int round) {
        return "leak-" + Instant.now().toEpochMilli() + "-" + round;
    }

    static ProofPolicy policy(Machine machine) throws IOException {
        VerifierKey key = VerifierKey.parse(Files.readString(machine.logKey()).strip());
        return new ProofPolicy(key.name(), key);
    }
}
