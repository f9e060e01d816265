package dev.gatehouse.scanner.source.git;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.source.ObjectReceiver;
import dev.gatehouse.scanner.source.ObjectSource;
import dev.gatehouse.scanner.source.SourceObject;
import java.io.IOException;

/**
 * A repository's history: what every ref reaches, each content once, under its path in the first commit that has it (by the
 * committers' dates). Files in the work tree that no commit has are not part of it.
 */
public final class GitSource implements ObjectSource {
    /** The source's name in objects' names. */
    public static final String SOURCE = "git";

    private final GitRepository repository;
    private final Since since;
    private final boolean unreachable;

    /** @param unreachable whether objects that no ref reaches are given too */
    public GitSource(GitRepository repository, Since since, boolean unreachable) {
        this.repository = repository;
        this.since = since;
        this.unreachable = unreachable;
    }

    @Override
    public void give(ObjectReceiver receiver) throws InterruptedException {
        try (HistoryWalk walk = new HistoryWalk(repository.jgit(), receiver)) {
            walk.reachable(since);
            if (unreachable) {
                walk.unreachable();
            }
        } catch (IOException e) {
            // Such as refs that can't be listed: a failed listing is never an empty one.
            receiver.covered(new CoverageEntry(
                    ObjectName.of(SOURCE, repository.path()), new Coverage.Denied("the repository can't be listed")));
        }
    }

    @Override
    public Work measure() {
        Count count = new Count();
        try {
            give(count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Work(count.objects, 0);
    }

    private static final class Count implements ObjectReceiver {
        private long objects;

        @Override
        public void object(SourceObject object) throws InterruptedException {
            objects++;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }

        @Override
        public void covered(CoverageEntry entry) {}
    }
}
