package dev.gatehouse.cli.command;

import dev.gatehouse.cli.shell.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code completion}: the script for bash, and for zsh with bashcompinit. */
final class CompletionCommand {
    private CompletionCommand() {}

    static CommandSpec spec() {
        return Spec.of(
                        "completion",
                        "Prints the script that completes this command's words: . <(gatehouse completion)",
                        CompletionCommand::run)
                .spec();
    }

    private static ExitCode run(Words words, Session session) {
        session.output().print(AutoComplete.bash("gatehouse", new CommandLine(Gatehouse.spec())));
        return ExitCode.OK;
    }
}
