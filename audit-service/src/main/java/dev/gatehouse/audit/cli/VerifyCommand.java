package dev.gatehouse.audit.cli;

import dev.gatehouse.audit.log.verify.LogSource;
import dev.gatehouse.audit.log.verify.LogTrust;
import dev.gatehouse.audit.log.verify.LogVerification;
import dev.gatehouse.audit.log.verify.Verdict;
import dev.gatehouse.audit.storage.local.LogFolderSource;
import dev.gatehouse.audit.storage.web.LogSite;
import dev.gatehouse.audit.tlog.InvalidFormat;
import dev.gatehouse.audit.tlog.VerifierKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code verify}: checks a log that stands in a folder or is served by the service. */
final class VerifyCommand {
    private static final String LOG = "DIR|URL";

    private final CommandLine commandLine;
    private final PrintWriter out;

    VerifyCommand(CommandLine commandLine, PrintWriter out) {
        this.commandLine = commandLine;
        this.out = out;
    }

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("verify").mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Checks all of a log, from its first byte to its checkpoint; it may grow meanwhile.");
        AuditCommand.describeExitCodes(spec.usageMessage());
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .paramLabel(LOG)
                .type(String.class)
                .required(true)
                .description("The log's folder, or the address of the service that serves it.")
                .build());
        spec.addOption(text("--vkey", "KEY", "The key that signs its checkpoints: name+id+base64, or a file with it.")
                .required(true)
                .build());
        spec.addOption(text("--origin", "NAME", "The log's name, where it is not its key's.")
                .build());
        spec.addOption(text("--since", "FILE", "An older checkpoint that the log must still begin with.")
                .build());
        spec.addOption(text("--token-file", "FILE", "A file with the bearer token to send to the service.")
                .build());
        spec.addOption(OptionSpec.builder("--json")
                .type(boolean.class)
                .description("Print the verdict as JSON.")
                .build());
        return spec;
    }

    private static OptionSpec.Builder text(String name, String label, String description) {
        return OptionSpec.builder(name).type(String.class).paramLabel(label).description(description);
    }

    ExitCode run(ParseResult parsed) {
        LogTrust trust = trust(parsed);
        Verdict verdict = verify(String.valueOf(parsed.<String>matchedPositionalValue(0, "")), trust, parsed);
        VerdictText text = new VerdictText(trust.origin(), verdict);
        out.println(parsed.matchedOptionValue("--json", false) ? text.json() : text.words());
        return verdict instanceof Verdict.Sound ? ExitCode.SOUND : ExitCode.BROKEN;
    }

    private LogTrust trust(ParseResult parsed) {
        try {
            LogTrust trust = LogTrust.of(key(option(parsed, "--vkey").orElse("")));
            trust = option(parsed, "--origin").map(trust::withOrigin).orElse(trust);
            Optional<byte[]> since = option(parsed, "--since").map(this::bytes);
            return since.isPresent() ? trust.withSince(since.get()) : trust;
        } catch (InvalidFormat e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private VerifierKey key(String text) {
        boolean file = !text.contains("+") && Files.isRegularFile(Path.of(text));
        return VerifierKey.parse(file ? line(text) : text);
    }

    private static Optional<String> option(ParseResult parsed, String name) {
        return Optional.ofNullable(parsed.<String>matchedOptionValue(name, null));
    }

    private String line(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8).strip();
    }

    private byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw usage("the file " + file + " can't be read");
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(commandLine, message);
    }

    private Verdict verify(String log, LogTrust trust, ParseResult parsed) {
        if (log.startsWith("http://") || log.startsWith("https://")) {
            try (LogSite site = site(log, option(parsed, "--token-file").map(this::line))) {
                return LogVerification.verify(site, trust);
            }
        }
        LogSource folder = new LogFolderSource(Path.of(log));
        return LogVerification.verify(folder, trust);
    }

    private LogSite site(String address, Optional<String> token) {
        try {
            return new LogSite(URI.create(address), token);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }
}
