package dev.gatehouse.audit.cli;

import dev.gatehouse.audit.log.verify.BundleVerification;
import dev.gatehouse.audit.log.verify.LogTrust;
import dev.gatehouse.audit.log.verify.LogVerification.Scope;
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

/** {@code verify}: checks a log that stands in a folder or is served by the service, or a bundle of its events. */
final class VerifyCommand {
    private static final String LOG = "DIR|URL|BUNDLE";
    /** Answers from elsewhere take their time, so more are waited for at once. */
    private static final int REQUESTS_AT_ONCE = 16;

    private final CommandLine commandLine;
    private final PrintWriter out;
    private final PrintWriter err;

    VerifyCommand(CommandLine commandLine, PrintWriter out, PrintWriter err) {
        this.commandLine = commandLine;
        this.out = out;
        this.err = err;
    }

    static CommandSpec spec() {
        CommandSpec spec = AuditCommand.withHelp(CommandSpec.create().name("verify"));
        spec.usageMessage()
                .description(
                        "Checks all of a log, from its first byte to its checkpoint, which may grow meanwhile; or a"
                                + " bundle of events that was exported from one. It changes nothing.");
        AuditCommand.describeExitCodes(spec.usageMessage());
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .paramLabel(LOG)
                .type(String.class)
                .required(true)
                .description("The log's folder, the address of the service that serves it, or a bundle's file.")
                .build());
        spec.addOption(text("--vkey", "KEY", "The key that signs its checkpoints: name+id+base64, or a file with it.")
                .required(true)
                .build());
        spec.addOption(text("--origin", "NAME", "The log's name, where it is not its key's.")
                .build());
        spec.addOption(text(
                        "--since",
                        "CHECKPOINT",
                        "A file with an older checkpoint that you trust: the log must still begin with what it covers."
                                + " Of that only the entries are read, and what came since in full.")
                .build());
        spec.addOption(flag("--whole", "Read all in full, with --since too."));
        spec.addOption(text("--token-file", "FILE", "A file with the bearer token to send to the service.")
                .build());
        spec.addOption(flag("--json", "Print the verdict as JSON."));
        spec.addOption(flag("--quiet", "Tell of no progress."));
        return spec;
    }

    private static OptionSpec.Builder text(String name, String label, String description) {
        return OptionSpec.builder(name).type(String.class).paramLabel(label).description(description);
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    ExitCode run(ParseResult parsed) {
        LogTrust trust = trust(parsed);
        Verdict verdict = verify(String.valueOf(parsed.<String>matchedPositionalValue(0, "")), trust, parsed);
        VerdictText text = new VerdictText(trust.origin(), verdict);
        out.println(parsed.matchedOptionValue("--json", false) ? text.json() : text.words());
        return verdict instanceof Verdict.Broken ? ExitCode.BROKEN : ExitCode.SOUND;
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
        Progress progress = new Progress(err, System::nanoTime, parsed.matchedOptionValue("--quiet", false));
        Scope scope = parsed.matchedOptionValue("--whole", false) ? Scope.WHOLE : Scope.NEW_PAYLOADS;
        if (log.startsWith("http://") || log.startsWith("https://")) {
            try (LogSite site = site(log, option(parsed, "--token-file").map(this::line))) {
                return new VerifyRun(site, trust, scope, progress).run(REQUESTS_AT_ONCE);
            }
        }
        if (Files.isRegularFile(Path.of(log))) {
            if (trust.since().isPresent()) {
                throw usage("--since is for logs; a bundle is checked by its own checkpoint");
            }
            return BundleVerification.verify(Path.of(log), trust);
        }
        LogFolderSource folder = new LogFolderSource(Path.of(log));
        return new VerifyRun(folder, trust, scope, progress)
                .run(Runtime.getRuntime().availableProcessors());
    }

    private LogSite site(String address, Optional<String> token) {
        try {
            return new LogSite(URI.create(address), token);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }
}
