package dev.gatehouse.scanner.source.git;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.source.ObjectReceiver;
import dev.gatehouse.scanner.source.ObjectSource;
import java.io.IOException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** What the next commit would add or change, as it is staged: what a pre-commit hook looks at. */
public final class StagedFiles implements ObjectSource {
    private static final int HEAD = 0;
    private static final int INDEX = 1;

    private final GitRepository repository;

    public StagedFiles(GitRepository repository) {
        this.repository = repository;
    }

    @Override
    public void give(ObjectReceiver receiver) throws InterruptedException {
        Repository jgit = repository.jgit();
        try (TreeWalk walk = new TreeWalk(jgit)) {
            ObjectId head = jgit.resolve(Constants.HEAD + "^{tree}");
            if (head == null) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(head);
            }
            walk.addTree(new DirCacheIterator(DirCache.read(jgit)));
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                give(walk, receiver);
            }
        } catch (IOException e) {
            receiver.covered(new CoverageEntry(
                    ObjectName.of(GitSource.SOURCE, repository.path()),
                    new Coverage.Denied("what is staged can't be listed")));
        }
    }

    private void give(TreeWalk walk, ObjectReceiver receiver) throws InterruptedException {
        boolean file = FileMode.REGULAR_FILE.equals(walk.getRawMode(INDEX))
                || FileMode.EXECUTABLE_FILE.equals(walk.getRawMode(INDEX))
                || FileMode.SYMLINK.equals(walk.getRawMode(INDEX));
        if (file && !walk.getObjectId(INDEX).equals(walk.getObjectId(HEAD))) {
            ObjectName name = ObjectName.of(GitSource.SOURCE, walk.getPathString());
            receiver.object(new GitBlob(repository.jgit(), walk.getObjectId(INDEX), name));
        }
    }

    @Override
    public Work measure() {
        return Work.UNKNOWN;
    }
}
