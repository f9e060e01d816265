package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.engine.Suppression;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a scan told. */
final class RecordedEvents implements ScanEvents {
    final List<CoverageEntry> covered = new ArrayList<>();
    int done;

    @Override
    public synchronized void found(Finding finding) {}

    @Override
    public synchronized void suppressed(Suppression suppression) {}

    @Override
    public synchronized void covered(CoverageEntry entry) {
        covered.add(entry);
    }

    @Override
    public synchronized void done(SourceObject object) {
        done++;
    }

    /** How each object ended, by its path; of two ends the last. */
    Map<String, Coverage> byPath() {
        Map<String, Coverage> byPath = new TreeMap<>();
        covered.forEach(entry -> byPath.put(entry.object().path(), entry.coverage()));
        return byPath;
    }
}
