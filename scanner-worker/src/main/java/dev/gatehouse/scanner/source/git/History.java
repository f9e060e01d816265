package dev.gatehouse.scanner.source.git;

import dev.gatehouse.scanner.source.ObjectReceiver;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * Finds the commits that can be reached, by going from each to its parents. One that is missing or malformed is a line of the
 * ledger, and the others are still found. Of a commit its id and its date are held, about 80 bytes.
 */
final class History {
    private final ObjectReader reader;
    private final ObjectReceiver receiver;
    private final IdSet seen;

    /** @param seen what was found already; all that is found comes to it */
    History(ObjectReader reader, ObjectReceiver receiver, IdSet seen) {
        this.reader = reader;
        this.receiver = receiver;
        this.seen = seen;
    }

    /**
     * A commit.
     *
     * @param seconds its committer's date, since 1970
     */
    record Listed(ObjectId id, int seconds) {}

    /** The commits from some on, back to those that were found already; the oldest first. */
    List<Listed> from(Collection<ObjectId> tips) {
        List<Listed> found = new ArrayList<>();
        Deque<ObjectId> waiting = new ArrayDeque<>(tips);
        while (!waiting.isEmpty()) {
            ObjectId id = waiting.pop();
            if (seen.add(id)) {
                commit(id, found, waiting);
            }
        }
        // Parents were found behind their children; of one second they are to come first.
        Collections.reverse(found);
        found.sort(Comparator.comparingInt(Listed::seconds));
        return found;
    }

    private void commit(ObjectId id, List<Listed> found, Deque<ObjectId> waiting) {
        try {
            RevCommit commit = read(reader, id);
            found.add(new Listed(id, commit.getCommitTime()));
            for (RevCommit parent : commit.getParents()) {
                waiting.push(parent.copy());
            }
        } catch (IOException e) {
            Ledger.unread(receiver, "commit " + id.name(), e);
        }
    }

    /** A commit, by itself: JGit's walk would hold all that it ever read. */
    static RevCommit read(ObjectReader reader, ObjectId id) throws IOException {
        byte[] raw = reader.open(id, Constants.OBJ_COMMIT).getCachedBytes();
        try {
            return RevCommit.parse(raw);
        } catch (RuntimeException e) {
            throw new IOException("the commit " + id.name() + " is malformed", e);
        }
    }
}
