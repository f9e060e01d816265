package dev.gatehouse.cli.command;

import dev.gatehouse.cli.output.Output;
import dev.gatehouse.cli.output.Printable;
import dev.gatehouse.cli.settings.Settings;
import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.shell.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The {@code gatehouse} command. */
public final class Gatehouse {
    private Gatehouse() {}

    /**
     * Runs a command.
     *
     * @param args its words, without the command's own name
     * @return the exit status
     */
    public static int run(String[] args, Surroundings around) {
        CommandLine commandLine = new CommandLine(spec());
        // A word that begins with an at sign is that word, and no list of arguments.
        commandLine.setExpandAtFiles(false);
        commandLine.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(around.err());
        commandLine.setParameterExceptionHandler((wrong, words) -> wrongWords(wrong, around));
        commandLine.setExecutionStrategy(parsed -> guarded(parsed, around));
        return commandLine.execute(args);
    }

    /** All commands. */
    static CommandSpec spec() {
        CommandSpec root = CommandSpec.create().name("gatehouse");
        root.version("gatehouse " + version());
        root.usageMessage()
                .description(
                        "Configuration, secrets, audit log and scans of Gatehouse. Secrets are never taken as arguments,"
                                + " and shown only with --reveal; tokens come from files or the environment.");
        GlobalOptions.addToRoot(root);
        add(root, ConfigCommands.spec());
        add(root, SecretCommands.spec());
        add(root, FlagCommands.spec());
        add(root, AuditCommands.spec());
        add(root, ScanCommands.spec());
        add(root, ResponseCommands.spec());
        add(root, StatusCommand.spec());
        add(root, CompletionCommand.spec());
        return root;
    }

    private static void add(CommandSpec root, CommandSpec command) {
        root.addSubcommand(command.name(), command);
    }

    private static int wrongWords(CommandLine.ParameterException wrong, Surroundings around) {
        // Not picocli's whole message: of a word that is out of place it would repeat the text, which may be a secret.
        around.err().println(Printable.of(complaint(wrong)));
        around.err()
                .println("'" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help' says what there is");
        return ExitCode.USAGE.status();
    }

    private static String complaint(CommandLine.ParameterException wrong) {
        return switch (wrong) {
            case CommandLine.UnmatchedArgumentException unmatched ->
                unmatched.getUnmatched().stream()
                        .filter(word -> word.startsWith("-"))
                        .findFirst()
                        .map(word -> "there is no option " + word.replaceFirst("=.*", ""))
                        .orElse("there is a word too many, or it is no command");
            case CommandLine.MissingParameterException missing -> String.valueOf(missing.getMessage());
            case CommandLine.OverwrittenOptionException twice -> "an option is given twice";
            default -> "an option's value is missing, or of the wrong type";
        };
    }

    private static int guarded(ParseResult parsed, Surroundings around) {
        try {
            return execute(parsed, around);
        } catch (Failure e) {
            around.err().println(Printable.of(e.text()));
            return e.code().status();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            around.err().println("interrupted");
        } catch (IOException | UncheckedIOException e) {
            around.err().println("the answer can't be written (" + e.getClass().getSimpleName() + ")");
        } catch (RuntimeException e) {
            // Not its message: nobody knows what it quotes.
            around.err().println("unexpected: " + e.getClass().getName() + where(e) + ": please report it");
        }
        return ExitCode.REFUSED.status();
    }

    private static String where(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        return frames.length == 0 ? "" : " at " + frames[0];
    }

    private static int execute(ParseResult parsed, Surroundings around) throws IOException, InterruptedException {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        Words words = new Words(parsed);
        CommandSpec chosen = words.deepest().commandSpec();
        if (!(chosen.userObject() instanceof Action action)) {
            chosen.commandLine().usage(around.err());
            return ExitCode.USAGE.status();
        }
        Settings settings = Settings.of(words::text, around);
        Output output = new Output(
                around.out(),
                around.err(),
                settings.form(),
                words.flag("--quiet"),
                around.terminals().out());
        try (Session session = new Session(around, settings, output)) {
            return action.run(words, session).status();
        }
    }

    private static String version() {
        try (InputStream text = Gatehouse.class.getResourceAsStream("/version.txt")) {
            return text == null
                    ? "of an unknown version"
                    : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
