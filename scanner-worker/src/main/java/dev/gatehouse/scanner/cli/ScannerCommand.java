package dev.gatehouse.scanner.cli;

import dev.gatehouse.scanner.report.Printable;
import dev.gatehouse.scanner.report.ScannerVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** The service's executable as a command: {@code scan}, {@code rules}, {@code response}, {@code version} and {@code help}. */
public final class ScannerCommand {
    private static final String SCAN = "scan";
    private static final String RULES = "rules";
    private static final String RESPONSE = "response";
    private static final String VERSION = "version";
    private static final String HELP = "help";
    private static final Set<String> WORDS =
            Set.of(SCAN, RULES, RESPONSE, VERSION, HELP, "--help", "-h", "--version", "-V");

    private ScannerCommand() {}

    /** Whether a command line that begins with a word is one of these commands. */
    public static boolean is(String word) {
        return WORDS.contains(word);
    }

    /**
     * Runs a command.
     *
     * @param args its words, without the executable's name
     * @return the exit status: 0 clean, 1 findings, 2 a wrong command line, 3 incomplete
     */
    public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        return run(
                args,
                new Surroundings(
                        in,
                        out,
                        new PrintWriter(err, true, StandardCharsets.UTF_8),
                        Terminal.is(Terminal.OUT),
                        Terminal.is(Terminal.ERR),
                        System.getenv(),
                        InstantSource.system()));
    }

    static int run(String[] args, Surroundings around) {
        CommandLine commandLine = commandLine();
        // A file whose name begins with an at sign is a file, and no list of arguments.
        commandLine.setExpandAtFiles(false);
        commandLine.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(around.err());
        commandLine.setParameterExceptionHandler((wrong, words) -> {
            around.err().println(Printable.of(String.valueOf(wrong.getMessage())));
            around.err().println("scanner-worker help, and scanner-worker scan --help, say what there is");
            return ExitCode.USAGE.status();
        });
        commandLine.setExecutionStrategy(parsed -> guarded(parsed, commandLine, around));
        boolean help = args.length == 1 && args[0].equals(HELP);
        return commandLine.execute(help ? new String[] {"--help"} : args);
    }

    private static int guarded(ParseResult parsed, CommandLine commandLine, Surroundings around) {
        try {
            return execute(parsed, commandLine, around);
        } catch (WrongUsage e) {
            around.err().println(Printable.of(String.valueOf(e.getMessage())));
            return ExitCode.USAGE.status();
        } catch (CommandLine.ParameterException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            around.err().println("interrupted");
        } catch (IOException e) {
            around.err().println("the report can't be written: " + Printable.of(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // Not its message: nobody knows what it quotes.
            around.err().println("unexpected: " + e.getClass().getName() + where(e));
        }
        return ExitCode.INCOMPLETE.status();
    }

    private static String where(Throwable thrown) {
        Throwable cause = thrown.getCause();
        StackTraceElement[] frames = (cause == null ? thrown : cause).getStackTrace();
        String what = cause == null ? "" : ", " + cause.getClass().getName();
        return what + (frames.length == 0 ? "" : " at " + frames[0]);
    }

    private static int execute(ParseResult parsed, CommandLine commandLine, Surroundings around)
            throws IOException, InterruptedException {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        if (!parsed.hasSubcommand()) {
            commandLine.usage(commandLine.getErr());
            return ExitCode.USAGE.status();
        }
        ParseResult sub = parsed.subcommand();
        return switch (sub.commandSpec().name()) {
            case SCAN ->
                new ScanCommand(around, ScannerVersion.text())
                        .run(ScanOptions.of(sub))
                        .status();
            case RULES -> new RulesCommand(commandLine.getOut(), commandLine.getErr()).run(sub);
            case RESPONSE -> new ResponseCommand(commandLine.getOut(), commandLine.getErr()).run(sub);
            default -> {
                commandLine.printVersionHelp(commandLine.getOut());
                yield ExitCode.CLEAN.status();
            }
        };
    }

    private static CommandLine commandLine() {
        CommandSpec spec = withHelp(CommandSpec.create().name("scanner-worker"));
        spec.version("scanner-worker " + ScannerVersion.text());
        spec.usageMessage()
                .description(
                        "Finds secrets, says what it did not scan, and never shows one. Without a command it is the"
                                + " service, whose settings are properties and variables.");
        spec.addSubcommand(SCAN, ScanSpec.spec());
        spec.addSubcommand(RULES, RulesCommand.spec());
        spec.addSubcommand(RESPONSE, ResponseCommand.spec());
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

    /** What a usage message says of exit statuses. */
    static void describeExitCodes(UsageMessageSpec usage) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(String.valueOf(code.status()), code.meaning());
        }
        usage.exitCodeListHeading("%nExit status:%n").exitCodeList(codes);
    }
}
