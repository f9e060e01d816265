package dev.gatehouse.scanner.cli;

import dev.gatehouse.scanner.engine.Suppression;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.report.CoverageLedger;
import dev.gatehouse.scanner.report.FindingGroups;
import dev.gatehouse.scanner.source.ObjectSource.Work;
import dev.gatehouse.scanner.source.ScanEvents;
import dev.gatehouse.scanner.source.SourceObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Collects what a scan tells, within bounds. */
final class Collector implements ScanEvents {
    /** A finding takes about a kilobyte, a further place 200 bytes. */
    static final int MOST_SECRETS = 100_000;

    private static final int MOST_PLACES = 300_000;
    private static final int MOST_INCOMPLETE = 10_000;
    private static final int MOST_SUPPRESSED = 20_000;

    private final FindingGroups groups = new FindingGroups(MOST_SECRETS, MOST_PLACES);
    private final CoverageLedger ledger = new CoverageLedger(MOST_INCOMPLETE);
    private final List<Suppression> suppressed = new ArrayList<>();
    private final boolean explain;
    private final LongAdder objects = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private long unexplained;

    /** @param explain whether what is suppressed is held */
    Collector(boolean explain) {
        this.explain = explain;
    }

    @Override
    public void found(Finding finding) {
        groups.add(finding);
    }

    @Override
    public void suppressed(Suppression suppression) {
        if (!explain) {
            return;
        }
        synchronized (suppressed) {
            if (suppressed.size() < MOST_SUPPRESSED) {
                suppressed.add(suppression);
            } else {
                unexplained++;
            }
        }
    }

    @Override
    public void covered(CoverageEntry entry) {
        ledger.add(entry);
    }

    @Override
    public void done(SourceObject object) {
        objects.increment();
        bytes.add(object.size());
    }

    /** What is done up to now, as sources measure it. */
    Work done() {
        return new Work(objects.sum(), bytes.sum());
    }

    FindingGroups groups() {
        return groups;
    }

    CoverageLedger ledger() {
        return ledger;
    }

    List<Suppression> suppressed() {
        synchronized (suppressed) {
            return List.copyOf(suppressed);
        }
    }

    /** How many suppressed matches there was no room for. */
    long unexplained() {
        synchronized (suppressed) {
            return unexplained;
        }
    }
}
