package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.triage.FindingTracker;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Scans one object, or finds that it is as it was. For one thread, as its scanner is. */
final class ObjectWork {
    private static final Set<Gap.Kind> PASSING = Set.of(Gap.Kind.CHANGED, Gap.Kind.READ_FAILED);

    private final Supplier<Detector> detector;
    private final ScanState state;
    private final FindingTracker tracker;

    /** @param detector is asked for each object, and holds for all of it */
    ObjectWork(Supplier<Detector> detector, ScanState state, FindingTracker tracker) {
        this.detector = detector;
        this.state = state;
        this.tracker = tracker;
    }

    /**
     * Scans an object; when it returns, its findings are durable.
     *
     * @throws IOException it can't be read now
     */
    ObjectEnd end(TargetSource source, Target target, ListedObject object, String scan) throws IOException {
        Detector now = detector.get();
        Optional<SeenObject> seen = state.find(object.name());
        if (seen.isPresent() && seen.get().isStill(object, now.detection()) && stillThere(seen.get(), scan)) {
            return unchanged(object, seen.get());
        }
        try {
            if (seen.isPresent() && seen.get().couldBe(object, now.detection())) {
                Optional<ObjectEnd> same = compared(source, target, object, scan, seen.get());
                if (same.isPresent()) {
                    return same.get();
                }
            }
            return scanned(now, source, target, object, scan);
        } catch (ObjectUnreadable e) {
            return new ObjectEnd(object.name(), e.coverage(), false, 0);
        }
    }

    private boolean stillThere(SeenObject seen, String scan) {
        return seen.fingerprints().isEmpty() || tracker.stillThere(seen.fingerprints(), scan);
    }

    /** Reading is cheaper than scanning: an object that was only touched is not scanned. */
    private Optional<ObjectEnd> compared(
            TargetSource source, Target target, ListedObject object, String scan, SeenObject seen) throws IOException {
        try (HashingInput content = new HashingInput(source.open(target, object))) {
            if (!content.hash().equals(seen.contentHash()) || !stillThere(seen, scan)) {
                return Optional.empty();
            }
        }
        state.put(
                object.name(),
                new SeenObject(
                        seen.detection(),
                        object.stamp(),
                        seen.size(),
                        seen.contentHash(),
                        seen.coverage(),
                        seen.fingerprints()));
        return Optional.of(unchanged(object, seen));
    }

    private static ObjectEnd unchanged(ListedObject object, SeenObject seen) {
        return new ObjectEnd(
                object.name(), seen.coverage(), true, seen.fingerprints().size());
    }

    private ObjectEnd scanned(Detector now, TargetSource source, Target target, ListedObject object, String scan)
            throws IOException {
        ObjectFindings findings = new ObjectFindings(tracker, scan);
        try (InputStream opened = source.open(target, object);
                HashingInput content = new HashingInput(opened)) {
            Coverage coverage;
            try {
                coverage = now.scanner().scan(object.name(), content, () -> source.open(target, object), findings);
            } finally {
                // What was found before the content failed is a finding all the same.
                findings.keep();
            }
            remember(now, object, coverage, content, findings);
            return new ObjectEnd(object.name(), coverage, false, findings.count());
        }
    }

    private void remember(
            Detector now, ListedObject object, Coverage coverage, HashingInput content, ObjectFindings findings)
            throws IOException {
        if (findings.fingerprints().isEmpty() || isPassing(coverage)) {
            return;
        }
        String hash = content.hash();
        // A stamp that was taken of other content than what was read would hide a change.
        boolean asListed = object.size() < 0 || object.size() == content.bytes();
        state.put(
                object.name(),
                new SeenObject(
                        now.detection(),
                        asListed ? object.stamp() : Optional.empty(),
                        content.bytes(),
                        hash,
                        coverage,
                        findings.fingerprints().get()));
    }

    private static boolean isPassing(Coverage coverage) {
        return coverage instanceof Coverage.Denied
                || (coverage instanceof Coverage.Partial(long bytes, var gaps)
                        && gaps.stream().anyMatch(gap -> PASSING.contains(gap.kind())));
    }
}
