package dev.gatehouse.scanner.cli;

import dev.gatehouse.scanner.engine.ScanLimits;
import dev.gatehouse.scanner.engine.Scanner;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.report.Baseline;
import dev.gatehouse.scanner.report.Printable;
import dev.gatehouse.scanner.report.ReportFormat;
import dev.gatehouse.scanner.report.ScanReport;
import dev.gatehouse.scanner.report.SummaryText;
import dev.gatehouse.scanner.rule.InvalidRules;
import dev.gatehouse.scanner.rule.LoadedRules;
import dev.gatehouse.scanner.source.ParallelScan;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code scan}. */
final class ScanCommand {
    private final Surroundings around;
    private final String version;

    ScanCommand(Surroundings around, String version) {
        this.around = around;
        this.version = version;
    }

    ExitCode run(ScanOptions options) throws IOException, InterruptedException {
        // Whatever is wrong with the command line is said before the work, not after it.
        Optional<OutputFile> output = options.report().output().map(OutputFile::new);
        Optional<OutputFile> newBaseline = options.report().writeBaseline().map(OutputFile::new);
        LoadedRules rules = RuleLoading.of(options.config());
        KeyFile.Read key = key(options);
        try (Targets targets = Targets.open(options, around)) {
            Known known = Known.of(options.report(), key, targets.folders());
            Scanner scanner = scanner(rules, key);
            Instant began = around.clock().instant();
            Collector collector = new Collector(options.explain());
            scan(scanner, options, targets, collector);
            Known.Sorted sorted = known.sort(collector, options.least());
            ScanReport report = new ScanReport(
                    version,
                    began,
                    around.clock().instant(),
                    rules.rules(),
                    sorted.reported(),
                    targets.commits(sorted.reported()),
                    collector.ledger().summary(),
                    sorted.hidden(),
                    collector.suppressed(),
                    notes(rules, key, targets, collector));
            write(report, options, output);
            baseline(newBaseline, sorted.all(), key);
            return end(report, options);
        }
    }

    private KeyFile.Read key(ScanOptions options) {
        KeyFile files = new KeyFile(new SecureRandom());
        KeyFile.Read key = options.keyFile().map(files::named).orElseGet(() -> files.users(around.variables()));
        boolean baseline = options.report().baseline().isPresent()
                || options.report().writeBaseline().isPresent();
        if (baseline && !key.stays()) {
            throw new WrongUsage(
                    "a baseline needs a fingerprint key that stays, and the user's configuration folder can't"
                            + " be written: name one with --key-file");
        }
        return key;
    }

    private static Scanner scanner(LoadedRules rules, KeyFile.Read key) {
        try {
            return Scanner.of(rules.rules(), key.key(), ScanLimits.DEFAULT.withFindings(Collector.MOST_SECRETS));
        } catch (InvalidRules e) {
            throw new WrongUsage("the rules can't be used: " + String.join("; ", e.problems()));
        }
    }

    private void scan(Scanner scanner, ScanOptions options, Targets targets, Collector collector)
            throws InterruptedException {
        ParallelScan scan =
                new ParallelScan(() -> scanner.newScan()::scan, options.limits(), collector, options.jobs());
        if (!around.errShows() || options.quiet()) {
            scan.run(targets.sources());
            return;
        }
        ProgressBar bar = ProgressBar.begin(around.err(), collector::done, targets.sources());
        try {
            scan.run(targets.sources());
        } finally {
            bar.end();
        }
    }

    private static List<String> notes(LoadedRules rules, KeyFile.Read key, Targets targets, Collector collector) {
        List<String> notes = new ArrayList<>(rules.warnings());
        notes.addAll(targets.notes());
        if (!key.stays()) {
            notes.add(
                    "there is no place for a fingerprint key, so the fingerprints hold for this scan only; see --key-file");
        }
        if (collector.unexplained() > 0) {
            notes.add(collector.unexplained() + " further suppressed matches are not listed");
        }
        return notes;
    }

    private void write(ScanReport report, ScanOptions options, Optional<OutputFile> output) throws IOException {
        if (output.isPresent()) {
            ReportFormat format = options.report().writer(false);
            output.get().write(out -> format.write(report, out));
        } else {
            ReportFormat format = options.report().writer(around.colour(around.outShows()));
            Writer out = new OutputStreamWriter(around.out(), StandardCharsets.UTF_8);
            format.write(report, out);
            out.flush();
        }
    }

    private static void baseline(Optional<OutputFile> file, List<Finding> findings, KeyFile.Read key)
            throws IOException {
        if (file.isPresent()) {
            file.get().write(out -> Baseline.write(findings, key.id(), out));
        }
    }

    private ExitCode end(ScanReport report, ScanOptions options) {
        if (!options.quiet()) {
            if (!options.report().showsSuppressed()) {
                report.suppressed()
                        .forEach(none -> around.err()
                                .println("suppressed: " + Printable.of(none.rule()) + " at "
                                        + Printable.of(none.location().object().path()) + ":"
                                        + none.location().line() + ": " + Printable.of(none.reason())));
            }
            new SummaryText(around.colour(around.errShows())).of(report).forEach(around.err()::println);
        }
        if (!report.findings().isEmpty()) {
            return ExitCode.FINDINGS;
        }
        return report.isComplete() ? ExitCode.CLEAN : ExitCode.INCOMPLETE;
    }
}
