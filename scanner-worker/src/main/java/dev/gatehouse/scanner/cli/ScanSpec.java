package dev.gatehouse.scanner.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The words of {@code scan}. */
final class ScanSpec {
    static final String PATHS = "PATH";

    private ScanSpec() {}

    static CommandSpec spec() {
        CommandSpec spec = ScannerCommand.withHelp(CommandSpec.create().name("scan"));
        spec.usageMessage()
                .description(
                        "Looks for secrets in files, folders (.gitignore is not followed: what git ignores is where"
                                + " secrets lie; links are not followed either), archives within them, git histories and standard"
                                + " input. The report is on standard output, everything else on standard error.");
        ScannerCommand.describeExitCodes(spec.usageMessage());
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel(PATHS)
                .arity("1..*")
                .type(String[].class)
                .required(true)
                .description("A file or folder, with --git a repository; - is standard input.")
                .build());
        what(spec);
        report(spec);
        how(spec);
        return spec;
    }

    private static void what(CommandSpec spec) {
        spec.addOption(flag("--git", "Scan the history of all refs instead of the files."));
        spec.addOption(text(
                "--since",
                "DATE|COMMIT",
                "With --git: commits from a date (2026-01-31, or with a time) on, or"
                        + " those that are not in a commit's history."));
        spec.addOption(flag("--unreachable", "With --git: objects that no ref reaches too."));
        spec.addOption(
                flag("--staged", "Scan what the next commit would add, as it is staged, for a pre-commit hook."));
        spec.addOption(text(
                "--max-file-size",
                "SIZE",
                "Read no more of a file, such as 10MB; the rest is reported as not" + " scanned. Default: all of it."));
        spec.addOption(number("--archive-depth", "N", "How many archives within each other are opened. Default: 3."));
    }

    private static void report(CommandSpec spec) {
        spec.addOption(text("--format", "FORMAT", "table (default), jsonl, sarif, ocsf or asff."));
        spec.addOption(text("--output", "FILE", "Write the report to a file, which appears when it is whole."));
        spec.addOption(text(
                "--confidence",
                "LEVEL",
                "Report findings that are so sure or surer: low (default), medium," + " high."));
        spec.addOption(text("--baseline", "FILE", "Don't report what this baseline has."));
        spec.addOption(text("--write-baseline", "FILE", "Write what was found as a baseline."));
        spec.addOption(text(
                "--ignore-file",
                "FILE",
                "Fingerprints or places to ignore, besides .gatehouseignore and" + " .gitleaksignore in each PATH."));
        spec.addOption(flag("--explain", "Tell of matches that became no finding, and why."));
        spec.addOption(flag(
                "--redact",
                "Always on: no report has a secret. Taken so that other scanners' command lines" + " work."));
        spec.addOption(text("--aws-account", "ID", "With asff: the account whose findings these are."));
        spec.addOption(text("--aws-region", "REGION", "With asff: its region."));
    }

    private static void how(CommandSpec spec) {
        spec.addOption(text(
                "--config",
                "FILE",
                "Rules in gitleaks' TOML, instead of those that are built in; with"
                        + " [extend] useDefault beside them."));
        spec.addOption(text(
                "--key-file",
                "FILE",
                "The fingerprint key: 64 or more hexadecimal digits. Default:"
                        + " gatehouse/scanner.key in the user's configuration folder, made at first use."));
        spec.addOption(number("--jobs", "N", "How many threads scan. Default: the processors, 8 at most."));
        spec.addOption(flag("--quiet", "No progress and no summary."));
    }

    private static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    private static OptionSpec number(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(Integer.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }
}
