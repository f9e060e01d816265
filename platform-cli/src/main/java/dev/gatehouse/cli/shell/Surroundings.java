package dev.gatehouse.cli.shell;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around it.
 *
 * @param in standard input
 * @param out standard output, for answers alone
 * @param err standard error, for everything else
 * @param terminals which of the three are a terminal
 * @param variables the environment's
 * @param prompt asks for secrets
 * @param clock what time it is
 * @param pause waits
 * @param launcher runs another program
 */
public record Surroundings(
        InputStream in,
        OutputStream out,
        PrintWriter err,
        Terminals terminals,
        Map<String, String> variables,
        Prompt prompt,
        InstantSource clock,
        Pause pause,
        Launcher launcher) {
    public Surroundings {
        variables = Map.copyOf(variables);
    }

    /** Which standard streams are a terminal. */
    public record Terminals(boolean in, boolean out) {}

    /** A variable that is set to something. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** Where the user's configuration is; empty where there is no home. */
    public Optional<Path> configuration() {
        return variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .or(() -> variable("HOME").map(home -> Path.of(home, ".config")));
    }
}
