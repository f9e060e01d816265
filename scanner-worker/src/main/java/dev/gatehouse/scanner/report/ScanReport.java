package dev.gatehouse.scanner.report;

import dev.gatehouse.scanner.engine.Suppression;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.rule.Rule;
import dev.gatehouse.scanner.rule.RuleSet;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * All that a scan says. No secret is in it, and nothing of the text around one.
 *
 * @param version the scanner's version
 * @param began when it began
 * @param ended when it ended
 * @param rules what it looked with
 * @param findings one a secret, sorted
 * @param commits who made the commits that findings stand in, by their hashes
 * @param coverage what was looked at
 * @param hidden what was found and is not among the findings
 * @param suppressed matches that became no finding, if they were asked for
 * @param notes what people should know, a line each
 */
public record ScanReport(
        String version,
        Instant began,
        Instant ended,
        RuleSet rules,
        List<Finding> findings,
        Map<String, CommitFacts> commits,
        CoverageSummary coverage,
        Hidden hidden,
        List<Suppression> suppressed,
        List<String> notes) {
    public ScanReport {
        findings = List.copyOf(findings);
        commits = Map.copyOf(commits);
        suppressed = List.copyOf(suppressed);
        notes = List.copyOf(notes);
    }

    /**
     * Who made a commit, in the commit's own words.
     *
     * @param author a name
     * @param email an address
     * @param date the author's date
     */
    public record CommitFacts(String author, String email, Instant date) {}

    /**
     * Secrets that were found and are not reported.
     *
     * @param baseline the baseline has them
     * @param ignored an ignore file names them
     * @param confidence they are less sure than was asked for
     * @param capped there were more findings than are held
     */
    public record Hidden(long baseline, long ignored, long confidence, long capped) {
        /** Nothing is hidden. */
        public static final Hidden NOTHING = new Hidden(0, 0, 0, 0);
    }

    /** What a rule finds, for people. */
    public String description(String rule) {
        if (rule.equals(Finding.MANAGED_VALUE)) {
            return "A secret of this installation";
        }
        return rules.find(rule)
                .map(Rule::description)
                .filter(text -> !text.isBlank())
                .orElse(rule);
    }

    /** The frame of a report whose findings come one by one. */
    public static ScanReport frame(String version, Instant at, RuleSet rules) {
        return new ScanReport(
                version,
                at,
                at,
                rules,
                List.of(),
                Map.of(),
                new CoverageLedger(0).summary(),
                Hidden.NOTHING,
                List.of(),
                List.of());
    }

    /** The findings, as they were found just now. */
    Iterator<TrackedReport.Reported> reported() {
        Standing found = Standing.found(ended);
        return findings.stream()
                .map(finding -> new TrackedReport.Reported(finding, found))
                .iterator();
    }

    /** Whether nothing was missed. */
    public boolean isComplete() {
        return coverage.isComplete() && hidden.capped() == 0;
    }
}
