package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.engine.FindingSink;
import dev.gatehouse.scanner.engine.Suppression;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.finding.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one end of those of an object and of all that is packed in it. For one thread. */
final class ObjectEvents implements ScanEvents {
    /** How many gaps of entries are told; further entries are counted. */
    static final int TOLD = 20;

    private static final int NAME = 200;

    private final ObjectName object;
    private final FindingSink findings;
    private final List<Gap> gaps = new ArrayList<>();
    private Optional<Coverage> own = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();
    private long entryBytes;
    private long untold;

    ObjectEvents(ObjectName object, FindingSink findings) {
        this.object = object;
        this.findings = findings;
    }

    @Override
    public void found(Finding finding) {
        try {
            findings.found(finding);
        } catch (RuntimeException e) {
            // A store that is away is no fault of the object's, and must not pass for one.
            failure = Optional.of(e);
            throw e;
        }
    }

    @Override
    public void suppressed(Suppression suppression) {}

    @Override
    public void covered(CoverageEntry entry) {
        if (entry.object().equals(object)) {
            own = Optional.of(entry.coverage());
            return;
        }
        String inside = entry.object().path().substring(object.path().length() + 1);
        String name = inside.length() <= NAME ? inside : inside.substring(0, NAME) + "...";
        switch (entry.coverage()) {
            case Coverage.Scanned(long bytes) -> entryBytes += bytes;
            case Coverage.Partial(long bytes, List<Gap> missed) -> {
                entryBytes += bytes;
                missed.forEach(gap -> tell(new Gap(kind(gap), gap.rule(), name + ": " + gap.detail())));
            }
            case Coverage.Denied(String reason) -> tell(unread(name, reason));
            case Coverage.Undecodable(String reason) -> tell(unread(name, reason));
            case Coverage.Excluded left -> {}
        }
    }

    /** An entry that can't be read to its end is broken, and will be so again: the content itself did not fail. */
    private static Gap.Kind kind(Gap gap) {
        return gap.kind() == Gap.Kind.READ_FAILED ? Gap.Kind.ENTRY_UNDECODABLE : gap.kind();
    }

    private static Gap unread(String name, String reason) {
        return Gap.of(Gap.Kind.ENTRY_UNDECODABLE, name + ": " + reason);
    }

    private void tell(Gap gap) {
        if (gaps.size() < TOLD) {
            gaps.add(gap);
        } else {
            untold++;
        }
    }

    @Override
    public void done(SourceObject scanned) {}

    /**
     * How the object ended.
     *
     * @throws RuntimeException what was found could not be kept
     */
    Coverage coverage() {
        if (failure.isPresent()) {
            throw failure.get();
        }
        Coverage whole = own.orElseThrow();
        return switch (whole) {
            case Coverage.Scanned(long bytes) -> joined(bytes, List.of());
            case Coverage.Partial(long bytes, List<Gap> missed) -> joined(bytes, missed);
            default -> whole;
        };
    }

    private Coverage joined(long bytes, List<Gap> missed) {
        List<Gap> all = new ArrayList<>(missed);
        all.addAll(gaps);
        if (untold > 0) {
            all.add(Gap.of(Gap.Kind.ENTRY_UNDECODABLE, "and " + untold + " more in other entries"));
        }
        return all.isEmpty() ? new Coverage.Scanned(bytes + entryBytes) : new Coverage.Partial(bytes + entryBytes, all);
    }
}
