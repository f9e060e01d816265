package dev.gatehouse.audit.cli;

import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** The service's executable as a command: {@code verify}, {@code version} and {@code help}. */
public final class AuditCommand {
    private static final String VERIFY = "verify";
    private static final String VERSION = "version";
    private static final String HELP = "help";
    private static final Set<String> WORDS = Set.of(VERIFY, VERSION, HELP, "--help", "-h", "--version", "-V");

    private AuditCommand() {}

    /** Whether a command line that begins with a word is one of these commands. */
    public static boolean is(String word) {
        return WORDS.contains(word);
    }

    /**
     * Runs a command.
     *
     * @param args its words, without the executable's name
     * @return the exit status: 0 sound, 1 broken, 2 a wrong command line, 3 it can't be read
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        CommandLine commandLine = commandLine();
        commandLine.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        commandLine.setExecutionStrategy(parsed -> guarded(parsed, commandLine));
        boolean help = args.length == 1 && args[0].equals(HELP);
        return commandLine.execute(help ? new String[] {"--help"} : args);
    }

    /** Whatever goes wrong in here is no verdict. */
    private static int guarded(ParseResult parsed, CommandLine commandLine) {
        try {
            return execute(parsed, commandLine);
        } catch (StorageFailed e) {
            commandLine.getErr().println(reason(e));
        } catch (CommandLine.ParameterException e) {
            throw e;
        } catch (RuntimeException e) {
            commandLine.getErr().println("unexpected: " + e);
        }
        return ExitCode.UNREADABLE.status();
    }

    private static String reason(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown.getMessage() + (cause == null ? "" : ": " + cause);
    }

    private static int execute(ParseResult parsed, CommandLine commandLine) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        if (!parsed.hasSubcommand()) {
            commandLine.usage(commandLine.getErr());
            return ExitCode.USAGE.status();
        }
        ParseResult sub = parsed.subcommand();
        if (sub.commandSpec().name().equals(VERSION)) {
            commandLine.printVersionHelp(commandLine.getOut());
            return ExitCode.SOUND.status();
        }
        return new VerifyCommand(sub.commandSpec().commandLine(), commandLine.getOut(), commandLine.getErr())
                .run(sub)
                .status();
    }

    private static CommandLine commandLine() {
        CommandSpec spec = withHelp(CommandSpec.create().name("audit-service"));
        spec.version("audit-service " + version());
        spec.usageMessage()
                .description(
                        "Keeps audit events in a log that nobody can quietly change. Without a command it is the service,"
                                + " whose settings are properties and variables.");
        spec.addSubcommand(VERIFY, VerifyCommand.spec());
        spec.addSubcommand(
                VERSION,
                CommandSpec.create()
                        .name(VERSION)
                        .usageMessage(new UsageMessageSpec().description("Prints the version.")));
        return new CommandLine(spec);
    }

    /** Adds what picocli's own mixin would: that is made by reflection, which a native executable has not. */
    static CommandSpec withHelp(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
    }

    private static String version() {
        try (InputStream text = AuditCommand.class.getResourceAsStream("/version.txt")) {
            return text == null
                    ? "of an unknown version"
                    : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a usage message says of exit statuses. */
    static void describeExitCodes(UsageMessageSpec usage) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(String.valueOf(code.status()), code.meaning());
        }
        usage.exitCodeListHeading("%nExit status:%n").exitCodeList(codes);
    }
}
