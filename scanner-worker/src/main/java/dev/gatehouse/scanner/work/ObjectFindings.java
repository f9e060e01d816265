package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.engine.FindingSink;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.triage.FindingTracker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The findings of one object, kept entry by entry where it is an archive, so that few are held at a time. */
final class ObjectFindings implements FindingSink {
    private static final int HELD = 1_000;

    private final FindingTracker tracker;
    private final String scan;
    private final List<Finding> held = new ArrayList<>();
    private final Set<Fingerprint> fingerprints = new HashSet<>();
    private int count;

    ObjectFindings(FindingTracker tracker, String scan) {
        this.tracker = tracker;
        this.scan = scan;
    }

    @Override
    public void found(Finding finding) {
        // All places in one entry go together: they take the place of what was known of it.
        if (held.size() >= HELD && !entry(held.getLast()).equals(entry(finding))) {
            keep();
        }
        held.add(finding);
        count++;
        if (fingerprints.size() <= SeenObject.MAX_FINGERPRINTS) {
            fingerprints.add(finding.fingerprint());
        }
    }

    /** Makes all of them durable. */
    void keep() {
        if (!held.isEmpty()) {
            tracker.found(held, scan);
            held.clear();
        }
    }

    int count() {
        return count;
    }

    /** The secrets; empty where they are too many to remember. */
    Optional<Set<Fingerprint>> fingerprints() {
        return fingerprints.size() > SeenObject.MAX_FINGERPRINTS ? Optional.empty() : Optional.of(fingerprints);
    }

    private static ObjectName entry(Finding finding) {
        return finding.locations().getFirst().object();
    }
}
