package dev.gatehouse.cli.command;

import dev.gatehouse.cli.output.Form;
import dev.gatehouse.cli.shell.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that every command has, wherever they stand on the line. */
final class GlobalOptions {
    private GlobalOptions() {}

    /** Adds them to the first command. */
    static void addToRoot(CommandSpec root) {
        add(Spec.around(root), false);
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version and exit.")
                .build());
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(String.valueOf(code.status()), code.meaning());
        }
        root.usageMessage().exitCodeListHeading("%nExit status:%n").exitCodeList(codes);
    }

    /** Adds them to a command below it; most are not shown there. */
    static void addTo(Spec spec) {
        add(spec, true);
        spec.spec()
                .usageMessage()
                .footer("", "'gatehouse --help' tells of the options that all commands have, and of exit statuses.");
    }

    private static void add(Spec spec, boolean hidden) {
        spec.choice("--output", Form.words(), "How the answer is printed")
                .text("--profile", "NAME", "A profile of ~/.config/gatehouse/config.yaml.")
                .flag("--quiet", "Only the answer and errors.")
                .hidden("--config-url", "URL", "Where config-service is. Default: http://127.0.0.1:8480.", hidden)
                .hidden("--audit-url", "URL", "Where audit-service is. Default: http://127.0.0.1:8490.", hidden)
                .hidden("--scanner-url", "URL", "Where scanner-worker is. Default: http://127.0.0.1:8492.", hidden)
                .hidden("--token-file", "FILE", "The file with the token for each service.", hidden)
                .hidden("--config-token-file", "FILE", "The file with the token for config-service.", hidden)
                .hidden("--audit-token-file", "FILE", "The file with the token for audit-service.", hidden)
                .hidden("--scanner-token-file", "FILE", "The file with the token for scanner-worker.", hidden)
                .hidden("--timeout", "TIME", "How long an answer may take, such as 500ms or 30s. Default: 10s.", hidden)
                .hidden("--project", "NAME", "What paths and secrets' names begin with. Default: aurora.", hidden);
        spec.spec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help and exit.")
                        .build());
    }
}
