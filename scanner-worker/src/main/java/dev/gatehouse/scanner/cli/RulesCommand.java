package dev.gatehouse.scanner.cli;

import dev.gatehouse.scanner.engine.ScanLimits;
import dev.gatehouse.scanner.engine.Scanner;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.report.Printable;
import dev.gatehouse.scanner.rule.InvalidRules;
import dev.gatehouse.scanner.rule.LoadedRules;
import dev.gatehouse.scanner.rule.Rule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code rules list} and {@code rules check FILE}. */
final class RulesCommand {
    private static final String LIST = "list";
    private static final String CHECK = "check";

    private final PrintWriter out;
    private final PrintWriter err;

    RulesCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    static CommandSpec spec() {
        CommandSpec spec = ScannerCommand.withHelp(CommandSpec.create().name("rules"));
        spec.usageMessage().description("Shows the rules that are built in, and checks rule files.");
        spec.addSubcommand(LIST, sub(LIST, "Lists rules: id, confidence and description, with tabs between.", "0..1"));
        spec.addSubcommand(CHECK, sub(CHECK, "Checks a rule file: status 0 if it can be used, 1 if not.", "1"));
        return spec;
    }

    private static CommandSpec sub(String name, String description, String arity) {
        CommandSpec spec = ScannerCommand.withHelp(CommandSpec.create().name(name));
        spec.usageMessage().description(description);
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity(arity)
                .required(arity.equals("1"))
                .paramLabel("FILE")
                .type(String.class)
                .description("Rules in gitleaks' TOML.")
                .build());
        return spec;
    }

    int run(ParseResult parsed) {
        if (!parsed.hasSubcommand()) {
            throw new WrongUsage("rules list [FILE], or rules check FILE");
        }
        ParseResult sub = parsed.subcommand();
        Optional<Path> file =
                Optional.ofNullable(sub.<String>matchedPositionalValue(0, null)).map(Path::of);
        return sub.commandSpec().name().equals(LIST) ? list(file) : check(file.orElseThrow());
    }

    private int list(Optional<Path> file) {
        for (Rule rule : RuleLoading.of(file).rules().rules()) {
            out.println(Printable.of(rule.id()) + "\t"
                    + rule.judgement().confidence().word() + "\t" + Printable.of(rule.description()));
        }
        return 0;
    }

    private int check(Path file) {
        try {
            LoadedRules loaded = RuleLoading.load(file);
            // Only a scanner knows whether each expression can run.
            Scanner.of(loaded.rules(), FingerprintKey.of(new byte[FingerprintKey.MIN_BYTES]), ScanLimits.DEFAULT);
            print(loaded.warnings());
            out.println(loaded.rules().rules().size() + " rules, version "
                    + loaded.rules().version().text());
            return 0;
        } catch (InvalidRules e) {
            print(e.problems());
            return 1;
        }
    }

    private void print(List<String> lines) {
        lines.forEach(line -> err.println(Printable.of(line)));
    }
}
