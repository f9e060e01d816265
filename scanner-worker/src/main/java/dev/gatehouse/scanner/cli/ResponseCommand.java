package dev.gatehouse.scanner.cli;

import dev.gatehouse.scanner.report.Printable;
import dev.gatehouse.scanner.response.asl.AslExport;
import dev.gatehouse.scanner.response.plan.Plan;
import dev.gatehouse.scanner.response.plan.PlanReader;
import dev.gatehouse.scanner.response.plan.PlanSet;
import dev.gatehouse.service.document.InvalidDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** {@code response export PLAN}, {@code response list} and {@code response check FILE}. */
final class ResponseCommand {
    private static final String EXPORT = "export";
    private static final String LIST = "list";
    private static final String CHECK = "check";
    private static final String PLANS = "--plans";

    private final PrintWriter out;
    private final PrintWriter err;

    ResponseCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    static CommandSpec spec() {
        CommandSpec spec = ScannerCommand.withHelp(CommandSpec.create().name("response"));
        spec.usageMessage().description("Shows and checks response plans, and exports them for Step Functions.");
        spec.addSubcommand(
                EXPORT,
                plans(sub(EXPORT, "Prints a plan as a definition of Step Functions (ASL).", "PLAN", "A plan's name.")));
        spec.addSubcommand(
                LIST,
                plans(ScannerCommand.withHelp(CommandSpec.create()
                        .name(LIST)
                        .usageMessage(new UsageMessageSpec().description("Lists plans: name and description.")))));
        spec.addSubcommand(
                CHECK, sub(CHECK, "Checks a file of plans: status 0 if it can be used, 1 if not.", "FILE", "Plans."));
        return spec;
    }

    private static CommandSpec sub(String name, String description, String label, String what) {
        CommandSpec spec = ScannerCommand.withHelp(CommandSpec.create().name(name));
        spec.usageMessage().description(description);
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .paramLabel(label)
                .type(String.class)
                .description(what)
                .build());
        return spec;
    }

    private static CommandSpec plans(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(PLANS)
                .arity("1")
                .paramLabel("FILE")
                .type(String.class)
                .description("Plans of your own, instead of those that are built in.")
                .build());
    }

    int run(ParseResult parsed) throws IOException {
        if (!parsed.hasSubcommand()) {
            throw new WrongUsage("response export PLAN, response list, or response check FILE");
        }
        ParseResult sub = parsed.subcommand();
        return switch (sub.commandSpec().name()) {
            case EXPORT -> export(sub);
            case LIST -> list(sub);
            default -> check(Path.of(argument(sub)));
        };
    }

    private int export(ParseResult parsed) throws IOException {
        String name = argument(parsed);
        Plan plan = load(parsed).find(name).orElseThrow(() -> new WrongUsage("there is no plan of that name"));
        out.println(AslExport.definition(plan).toPrettyString());
        return 0;
    }

    private int list(ParseResult parsed) throws IOException {
        load(parsed).plans().forEach(plan -> out.println(plan.name() + "\t" + Printable.of(plan.description())));
        return 0;
    }

    private int check(Path file) throws IOException {
        try {
            out.println(PlanReader.read(bytes(file)).plans().size() + " plans");
            return 0;
        } catch (InvalidDocument e) {
            err.println(Printable.of(String.valueOf(e.getMessage())));
            return 1;
        }
    }

    private static PlanSet load(ParseResult parsed) throws IOException {
        Optional<String> file = Optional.ofNullable(parsed.<String>matchedOptionValue(PLANS, null));
        try {
            return PlanReader.read(file.isPresent() ? bytes(Path.of(file.get())) : shipped());
        } catch (InvalidDocument e) {
            throw new WrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new WrongUsage(
                    "the file " + file + " can't be read: " + e.getClass().getSimpleName());
        }
    }

    private static byte[] shipped() throws IOException {
        try (InputStream in = ResponseCommand.class.getResourceAsStream("/response-plans.yaml")) {
            if (in == null) {
                throw new IllegalStateException("response-plans.yaml is not in the executable");
            }
            return in.readAllBytes();
        }
    }

    private static String argument(ParseResult parsed) {
        return Optional.ofNullable(parsed.<String>matchedPositionalValue(0, null))
                .orElse("");
    }
}
