package dev.gatehouse.audit.cli;

import dev.gatehouse.audit.log.StorageFailed;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** The service's executable as a command: {@code verify}. */
public final class AuditCommand {
    private AuditCommand() {}

    /**
     * Runs a command.
     *
     * @param args its words, without the executable's name
     * @return the exit status: 0 sound, 1 broken, 2 a wrong command line, 3 it can't be read
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8);
        CommandLine commandLine = commandLine();
        commandLine.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        commandLine.setErr(errors);
        commandLine.setExecutionStrategy(parsed -> execute(parsed, commandLine));
        commandLine.setExecutionExceptionHandler((thrown, _, _) -> {
            errors.println(thrown instanceof StorageFailed ? reason(thrown) : "unexpected: " + thrown);
            return ExitCode.UNREADABLE.status();
        });
        return commandLine.execute(args);
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
        CommandLine called = sub.commandSpec().commandLine();
        return new VerifyCommand(called, commandLine.getOut()).run(sub).status();
    }

    private static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name("audit-service").mixinStandardHelpOptions(true);
        spec.usageMessage().description("Keeps audit events in a log that nobody can quietly change.");
        spec.addSubcommand("verify", VerifyCommand.spec());
        return new CommandLine(spec);
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
