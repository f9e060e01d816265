package dev.gatehouse.scanner.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.triage.FindingReport;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.scanner.triage.StateChange;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;

/** Findings over time in a form of reports, with what was decided about them. They are written as they come. */
public final class TrackedReport implements FindingReport {
    /** A form that takes findings one by one. */
    interface Form {
        void write(ScanReport report, Iterator<Reported> findings, Writer out) throws IOException;
    }

    /** A finding, and what became of it. */
    record Reported(Finding finding, Standing standing) {}

    private final String format;
    private final String mediaType;
    private final Form form;
    private final Supplier<ScanReport> report;

    private TrackedReport(String format, String mediaType, Form form, Supplier<ScanReport> report) {
        this.format = format;
        this.mediaType = mediaType;
        this.form = form;
        this.report = report;
    }

    /**
     * SARIF; what is false or resolved is suppressed there.
     *
     * @param report the frame: version, rules and the time
     */
    public static FindingReport sarif(Supplier<ScanReport> report) {
        return new TrackedReport("sarif", "application/sarif+json", new SarifReport()::write, report);
    }

    /** OCSF, a finding a line. */
    public static FindingReport ocsf(Supplier<ScanReport> report) {
        return new TrackedReport("ocsf", "application/x-ndjson", new OcsfReport()::write, report);
    }

    /** ASFF for an account. */
    public static FindingReport asff(Supplier<ScanReport> report, String account, String region) {
        return new TrackedReport("asff", "application/json", new AsffReport(account, region)::write, report);
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public String mediaType() {
        return mediaType;
    }

    @Override
    public void write(Iterator<TrackedFinding> findings, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, UTF_8);
        form.write(report.get(), new Each(findings), text);
        text.flush();
    }

    private record Each(Iterator<TrackedFinding> findings) implements Iterator<Reported> {
        @Override
        public boolean hasNext() {
            return findings.hasNext();
        }

        @Override
        public Reported next() {
            TrackedFinding tracked = findings.next();
            Finding finding = new Finding(
                    tracked.rule(),
                    tracked.confidence(),
                    tracked.redacted(),
                    tracked.fingerprint(),
                    tracked.places().kept(),
                    tracked.owner(),
                    tracked.validity());
            return new Reported(finding, standing(tracked));
        }

        private static Standing standing(TrackedFinding tracked) {
            Optional<StateChange> last = tracked.history().isEmpty()
                    ? Optional.empty()
                    : Optional.of(tracked.history().getLast());
            Instant decided = last.map(StateChange::at).orElse(tracked.lastSeen());
            return new Standing(
                    tracked.firstSeen(),
                    decided.isAfter(tracked.lastSeen()) ? decided : tracked.lastSeen(),
                    status(tracked.state()),
                    tracked.state() == FindingState.OPEN ? Optional.empty() : last.flatMap(StateChange::reason));
        }

        private static Standing.Status status(FindingState state) {
            return switch (state) {
                case OPEN -> Standing.Status.NEW;
                case ACKNOWLEDGED -> Standing.Status.IN_PROGRESS;
                case FALSE_POSITIVE -> Standing.Status.SUPPRESSED;
                case RESOLVED -> Standing.Status.RESOLVED;
            };
        }
    }
}
