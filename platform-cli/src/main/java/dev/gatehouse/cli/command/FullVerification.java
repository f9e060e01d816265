package dev.gatehouse.cli.command;

import dev.gatehouse.cli.settings.Given;
import dev.gatehouse.cli.settings.Service;
import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code audit verify --full}: {@code audit-service verify}, which reads every payload. It is audit-service's own program,
 * and is started where it is found.
 */
final class FullVerification {
    private static final int BROKEN = 1;

    private FullVerification() {}

    static ExitCode run(Words words, Session session) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(program(session));
        line.addAll(List.of("verify", session.settings().url(Service.AUDIT).toString()));
        line.addAll(List.of("--vkey", session.settings().text("vkey").orElse("")));
        String token = session.settings()
                .tokenFile(Service.AUDIT)
                .map(Given::text)
                .orElseThrow(() -> Failure.usage("--full needs the token in a file: name it with --audit-token-file"));
        line.addAll(List.of("--token-file", token));
        words.text("--checkpoint").filter(file -> Files.exists(Path.of(file))).ifPresent(file -> {
            line.add("--since");
            line.add(file);
        });
        int status = session.around().launcher().run(line);
        return switch (status) {
            case 0 -> ExitCode.OK;
            case BROKEN -> ExitCode.NEGATIVE;
            default -> ExitCode.REFUSED;
        };
    }

    /** How it is started: as an executable, or as a jar by this Java. */
    private static List<String> program(Session session) {
        Path found = session.settings()
                .text("audit-service")
                .map(Path::of)
                .or(() -> onPath(session))
                .filter(Files::isRegularFile)
                .orElseThrow(
                        () -> Failure.refused("'audit-service verify', which reads every payload, is not here: name its"
                                + " executable or quarkus-run.jar with --audit-service, or verify without --full, which checks"
                                + " the checkpoint and proofs only"));
        if (!found.toString().endsWith(".jar")) {
            return List.of(found.toString());
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                found.toString());
    }

    private static Optional<Path> onPath(Session session) {
        return session.around().variable("PATH").stream()
                .flatMap(path -> Stream.of(path.split(File.pathSeparator, -1)))
                .map(folder -> Path.of(folder, "audit-service"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
