package dev.gatehouse.scanner.report;

import dev.gatehouse.scanner.finding.CoverageEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a scan found and what it did not look at, in a few lines for people. */
public final class SummaryText {
    private static final int LISTED = 20;

    private final Style style;

    /** @param colour whether the terminal shows colours */
    public SummaryText(boolean colour) {
        this.style = colour ? Style.COLOUR : Style.PLAIN;
    }

    /** The lines. */
    public List<String> of(ScanReport report) {
        List<String> lines = new ArrayList<>();
        report.notes().forEach(note -> lines.add("note: " + Printable.of(note)));
        missed(report.coverage(), lines);
        excluded(report.coverage(), lines);
        hidden(report.hidden(), lines);
        lines.add(read(report));
        lines.add(verdict(report));
        return lines;
    }

    private void missed(CoverageSummary coverage, List<String> lines) {
        int shown = Math.min(LISTED, coverage.incomplete().size());
        for (CoverageEntry entry : coverage.incomplete().subList(0, shown)) {
            String word = Words.status(entry.coverage());
            lines.add(style.of(Style.Colour.YELLOW, word) + " "
                    + Printable.of(entry.object().path())
                    + entry.object()
                            .version()
                            .map(version -> " @ " + Printable.of(version))
                            .orElse("") + ": "
                    + Printable.of(Words.reason(entry.coverage())));
        }
        long more = coverage.incomplete().size() - shown + coverage.unlisted();
        if (more > 0) {
            lines.add(Words.count(more, "further object was", "further objects were") + " not scanned in whole");
        }
    }

    private static void excluded(CoverageSummary coverage, List<String> lines) {
        Map<String, Long> sorted = new TreeMap<>(coverage.excluded());
        sorted.entrySet().stream()
                .limit(LISTED)
                .forEach(reason -> lines.add("left out: " + String.format(Locale.ROOT, "%,d", reason.getValue()) + ", "
                        + Printable.of(reason.getKey())));
        if (coverage.scanned() + coverage.partial() == 0 && coverage.excludedObjects() > 0) {
            lines.add("nothing was scanned: the configuration leaves out all there is");
        }
    }

    private static void hidden(ScanReport.Hidden hidden, List<String> lines) {
        hidden(hidden.baseline(), "in the baseline", lines);
        hidden(hidden.ignored(), "ignored by an ignore file", lines);
        hidden(hidden.confidence(), "less sure than --confidence asks for", lines);
        hidden(hidden.capped(), "not held: there are too many", lines);
    }

    private static void hidden(long number, String why, List<String> lines) {
        if (number > 0) {
            lines.add("not reported: " + Words.count(number, "finding", "findings") + " " + why);
        }
    }

    private static String read(ScanReport report) {
        CoverageSummary coverage = report.coverage();
        double seconds = Duration.between(report.began(), report.ended()).toNanos() / 1e9;
        return String.format(
                Locale.ROOT,
                "%,d scanned, %,d partial, %,d denied, %,d undecodable, %,d left out; %,.1f MB in %.1f s",
                coverage.scanned(),
                coverage.partial(),
                coverage.denied(),
                coverage.undecodable(),
                coverage.excludedObjects(),
                coverage.bytes() / 1e6,
                seconds);
    }

    private String verdict(ScanReport report) {
        String incomplete = report.isComplete() ? "" : "; the scan is incomplete";
        long secrets = report.findings().size();
        if (secrets > 0) {
            return style.of(Style.Colour.RED, Words.count(secrets, "secret", "secrets") + " found" + incomplete);
        }
        return report.isComplete()
                ? style.of(Style.Colour.GREEN, "no secret found")
                : style.of(Style.Colour.YELLOW, "no secret found" + incomplete);
    }
}
