package dev.gatehouse.scanner.source.git;

import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.source.ObjectReceiver;
import dev.gatehouse.scanner.source.SourceObject;
import dev.gatehouse.scanner.work.ListedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes one part of what a walk gives, and stops the walk behind it. */
final class HistoryPart implements ObjectReceiver {
    private final String source;
    private final long skip;
    private final long most;
    private final List<ListedObject> objects = new ArrayList<>();
    private final List<CoverageEntry> left = new ArrayList<>();
    private long given;
    private boolean full;

    /**
     * An empty part.
     *
     * @param source what objects are called after
     * @param skip how many objects stand before it
     * @param most how many it has
     */
    HistoryPart(String source, long skip, long most) {
        this.source = source;
        this.skip = skip;
        this.most = most;
    }

    @Override
    public void object(SourceObject object) throws InterruptedException {
        if (given >= skip + most) {
            full = true;
            throw new InterruptedException("the part is full");
        }
        given++;
        if (given > skip && object instanceof GitBlob blob) {
            objects.add(new ListedObject(
                    named(blob.name()), -1, Optional.of(blob.id().name())));
        }
    }

    @Override
    public void covered(CoverageEntry entry) {
        // What stands before the first object of a part was told in the part before.
        if (skip == 0 || given > skip) {
            left.add(new CoverageEntry(named(entry.object()), entry.coverage()));
        }
    }

    private ObjectName named(ObjectName name) {
        return new ObjectName(source, name.path(), name.version());
    }

    List<ListedObject> objects() {
        return objects;
    }

    List<CoverageEntry> left() {
        return left;
    }

    /** Whether there is a part behind it. */
    boolean isFull() {
        return full;
    }
}
