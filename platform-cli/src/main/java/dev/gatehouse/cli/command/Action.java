package dev.gatehouse.cli.command;

import dev.gatehouse.cli.shell.ExitCode;
import java.io.IOException;

/** What a command does. */
@FunctionalInterface
interface Action {
    /** Does it. */
    ExitCode run(Words words, Session session) throws IOException, InterruptedException;
}
