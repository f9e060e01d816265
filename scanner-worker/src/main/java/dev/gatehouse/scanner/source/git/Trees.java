package dev.gatehouse.scanner.source.git;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.source.ObjectReceiver;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** Gives the files of trees, each content once and each tree once: what a commit did not change costs one look. */
final class Trees {
    private static final int LARGEST_TREE = 64 << 20;

    private final Repository repository;
    private final ObjectReader reader;
    private final ObjectReceiver receiver;
    private final IdSet seen;

    Trees(Repository repository, ObjectReader reader, ObjectReceiver receiver, IdSet seen) {
        this.repository = repository;
        this.reader = reader;
        this.receiver = receiver;
        this.seen = seen;
    }

    private record Folder(ObjectId id, String path) {}

    /**
     * Gives what a tree holds and nobody had before.
     *
     * @param commit whose it is; empty if it is of none
     */
    void give(ObjectId root, Optional<String> commit) throws InterruptedException {
        walk(root, commit, true);
    }

    /** Takes what a tree holds as known. */
    void pass(ObjectId root) throws InterruptedException {
        walk(root, Optional.empty(), false);
    }

    private void walk(ObjectId root, Optional<String> commit, boolean giving) throws InterruptedException {
        Deque<Folder> waiting = new ArrayDeque<>();
        waiting.push(new Folder(root, ""));
        while (!waiting.isEmpty()) {
            Folder folder = waiting.pop();
            if (seen.add(folder.id())) {
                folder(folder, commit, giving, waiting);
            }
        }
    }

    private void folder(Folder folder, Optional<String> commit, boolean giving, Deque<Folder> waiting)
            throws InterruptedException {
        Coverage trouble;
        try {
            entries(folder, commit, giving, waiting);
            return;
        } catch (TreeEntries.MalformedTree e) {
            trouble = new Coverage.Undecodable("the tree " + folder.id().name() + " is malformed");
        } catch (MissingObjectException e) {
            trouble = new Coverage.Denied("the tree " + folder.id().name() + " is missing");
        } catch (IOException | LargeObjectException e) {
            trouble = new Coverage.Undecodable("the tree " + folder.id().name() + " can't be read");
        }
        receiver.covered(new CoverageEntry(name(folder.path(), commit), trouble));
    }

    private static ObjectName name(String path, Optional<String> commit) {
        return new ObjectName(GitSource.SOURCE, path, commit);
    }

    private void entries(Folder folder, Optional<String> commit, boolean giving, Deque<Folder> waiting)
            throws IOException, TreeEntries.MalformedTree, InterruptedException {
        byte[] tree = reader.open(folder.id(), Constants.OBJ_TREE).getCachedBytes(LARGEST_TREE);
        TreeEntries entries = new TreeEntries(tree);
        while (entries.next()) {
            String path = folder.path().isEmpty() ? entries.name() : folder.path() + "/" + entries.name();
            switch (entries.kind()) {
                case FOLDER -> waiting.push(new Folder(entries.id(), path));
                case FILE -> {
                    if (seen.add(entries.id()) && giving) {
                        receiver.object(new GitBlob(repository, entries.id(), name(path, commit)));
                    }
                }
                case SUBMODULE -> {}
            }
        }
    }
}
