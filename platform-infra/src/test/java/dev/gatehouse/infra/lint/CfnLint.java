package dev.gatehouse.infra.lint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cfn-lint command: the one that {@code GATEHOUSE_CFN_LINT} names, or the one on the PATH.
 *
 * @param command its path
 */
public record CfnLint(Path command) {
    private static final Optional<CfnLint> FOUND = search();

    /** The command, if it is there and starts. */
    public static Optional<CfnLint> find() {
        return FOUND;
    }

    private static Optional<CfnLint> search() {
        return Stream.concat(
                        Optional.ofNullable(System.getenv("GATEHOUSE_CFN_LINT")).stream(),
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                                .map(folder -> folder + "/cfn-lint"))
                .map(Path::of)
                .filter(Files::isExecutable)
                .map(CfnLint::new)
                .filter(CfnLint::starts)
                .findFirst();
    }

    private boolean starts() {
        try {
            return run(List.of("--version")).startsWith("cfn-lint");
        } catch (IOException | InterruptedException notThere) {
            return false;
        }
    }

    /** What it says of a template; nothing, if all is well. */
    public String read(Path template) throws IOException, InterruptedException {
        return run(List.of("--format", "parseable", "--regions", "eu-central-1", "--", template.toString()));
    }

    private String run(List<String> arguments) throws IOException, InterruptedException {
        Process lint = new ProcessBuilder(Stream.concat(Stream.of(command.toString()), arguments.stream())
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        lint.waitFor();
        return said.strip();
    }
}
