package dev.gatehouse.scanner.report;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects how objects ended, from several threads. Of those that were scanned only their number is held. */
public final class CoverageLedger {
    private static final int EXCLUSION_REASONS = 1_000;

    private final int most;
    private final Map<String, Long> excluded = new HashMap<>();
    private final List<CoverageEntry> incomplete = new ArrayList<>();
    private long scanned;
    private long bytes;
    private long partial;
    private long denied;
    private long undecodable;
    private long unlisted;

    /** @param most how many objects that are not scanned in whole are held */
    public CoverageLedger(int most) {
        this.most = most;
    }

    /** Takes an object's end. */
    public synchronized void add(CoverageEntry entry) {
        switch (entry.coverage()) {
            case Coverage.Scanned(long read) -> {
                scanned++;
                bytes += read;
            }
            case Coverage.Partial(long read, var reasons) -> {
                partial++;
                bytes += read;
            }
            case Coverage.Denied denial -> denied++;
            case Coverage.Undecodable reason -> undecodable++;
            case Coverage.Excluded(String reason) -> {
                boolean known = excluded.size() < EXCLUSION_REASONS || excluded.containsKey(reason);
                excluded.merge(known ? reason : "other reasons", 1L, Long::sum);
            }
        }
        if (!entry.coverage().isComplete()) {
            keep(entry);
        }
    }

    private void keep(CoverageEntry entry) {
        if (incomplete.size() < most) {
            incomplete.add(entry);
        } else {
            unlisted++;
        }
    }

    /** What there is up to now, in the order of the objects' names. */
    public synchronized CoverageSummary summary() {
        List<CoverageEntry> sorted = new ArrayList<>(incomplete);
        sorted.sort(Comparator.comparing((CoverageEntry entry) -> entry.object().path())
                .thenComparing(entry -> entry.object().version().orElse("")));
        return new CoverageSummary(scanned, bytes, partial, denied, undecodable, excluded, sorted, unlisted);
    }
}
