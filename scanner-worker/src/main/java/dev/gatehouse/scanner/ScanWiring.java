package dev.gatehouse.scanner;

import dev.gatehouse.scanner.engine.ScanLimits;
import dev.gatehouse.scanner.engine.Scanner;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.http.Reports;
import dev.gatehouse.scanner.report.ScanReport;
import dev.gatehouse.scanner.report.ScannerVersion;
import dev.gatehouse.scanner.report.TrackedReport;
import dev.gatehouse.scanner.rule.LoadedRules;
import dev.gatehouse.scanner.rule.Origin;
import dev.gatehouse.scanner.rule.RuleFile;
import dev.gatehouse.scanner.rule.RuleSet;
import dev.gatehouse.scanner.triage.FindingReport;
import dev.gatehouse.scanner.triage.JsonLines;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Puts together what is looked for. */
public class ScanWiring {
    private static final Logger LOG = Logger.getLogger(ScanWiring.class);

    @Produces
    @Singleton
    LoadedRules rules(Settings settings) {
        LoadedRules rules = RuleFile.loadShipped();
        for (Path file : settings.scan().rules().orElse(List.of())) {
            rules = both(rules, Made.named("gatehouse.scan.rules", () -> load(file)));
        }
        rules.warnings().forEach(warning -> LOG.warnf("gatehouse.scan.rules: %s", warning));
        return rules;
    }

    @Produces
    @Singleton
    Scanner scanner(LoadedRules rules, FingerprintKey key) {
        return Made.named("gatehouse.scan.rules", () -> Scanner.of(rules.rules(), key, ScanLimits.DEFAULT));
    }

    /** The forms of exports; ASFF names an account, so it is there where one is set. */
    @Produces
    @Singleton
    Reports reports(Settings settings, LoadedRules rules, InstantSource clock) {
        Supplier<ScanReport> frame = () -> ScanReport.frame(ScannerVersion.text(), clock.instant(), rules.rules());
        List<FindingReport> reports =
                new ArrayList<>(List.of(new JsonLines(), TrackedReport.sarif(frame), TrackedReport.ocsf(frame)));
        AwsSettings.Aws aws = settings.aws();
        if (aws.account().isPresent() && aws.region().isPresent()) {
            reports.add(Made.named(
                    "gatehouse.aws.account, .region",
                    () -> TrackedReport.asff(
                            frame, aws.account().get(), aws.region().get())));
        }
        return new Reports(reports);
    }

    private static LoadedRules both(LoadedRules first, LoadedRules second) {
        RuleSet rules = first.rules().with(second.rules());
        List<String> warnings = new ArrayList<>(first.warnings());
        warnings.addAll(second.warnings());
        return new LoadedRules(rules, warnings);
    }

    private static LoadedRules load(Path file) {
        Path folder = file.toAbsolutePath().normalize().resolveSibling("");
        try {
            return new RuleFile(String.valueOf(file.getFileName()), Files.readString(file), Origin.USER)
                    .load(path -> Files.readString(folder.resolve(path)));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the file " + file + " can't be read: " + e.getClass().getSimpleName(), e);
        }
    }
}
