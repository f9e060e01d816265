package dev.gatehouse.cli;

import dev.gatehouse.cli.command.Gatehouse;
import dev.gatehouse.cli.shell.Surroundings;
import dev.gatehouse.cli.shell.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Starts the command. */
public final class Main {
    private Main() {}

    /** Runs it, and ends the process with its exit status. */
    public static void main(String[] args) {
        // The AWS SDK looks for a logging library, and would complain on standard error that there is none.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(Gatehouse.run(
                args,
                new Surroundings(
                        System.in,
                        new FileOutputStream(FileDescriptor.out),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        new Surroundings.Terminals(Terminal.is(0), Terminal.is(1)),
                        System.getenv(),
                        Terminal::hidden,
                        InstantSource.system(),
                        Thread::sleep,
                        words -> new ProcessBuilder(words).inheritIO().start().waitFor())));
    }
}
