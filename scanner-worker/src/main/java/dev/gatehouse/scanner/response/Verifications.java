package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.finding.ObjectName;
import java.util.List;
import java.util.Set;

/** Has objects scanned again. Failures are {@link dev.gatehouse.service.failure.StoreException}s. */
public interface Verifications {
    /**
     * Scans that were begun.
     *
     * @param scans their ids
     * @param unreachable objects that no target holds, so that nobody looks at them
     */
    record Begun(List<String> scans, List<ObjectName> unreachable) {
        public Begun {
            scans = List.copyOf(scans);
            unreachable = List.copyOf(unreachable);
        }
    }

    /** How far they are. */
    sealed interface Looked {}

    /** They go on. */
    record Running() implements Looked {}

    /**
     * They are over.
     *
     * @param there those of the objects that exist
     * @param unread those of them that could not be looked at in full
     * @param failed how many scans could not list their target
     */
    record Over(Set<ObjectName> there, Set<ObjectName> unread, int failed) implements Looked {
        public Over {
            there = Set.copyOf(there);
            unread = Set.copyOf(unread);
        }
    }

    /** Begins scans of objects; beginning them twice does no harm. */
    Begun begin(List<ObjectName> objects);

    /** How far scans of objects are; of scans that nobody knows any more nothing is there. */
    Looked look(List<String> scans, Set<ObjectName> objects);
}
