package dev.gatehouse.scanner.source.git;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.source.ObjectReceiver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/** One walk through a repository, with what it has seen. */
final class HistoryWalk implements AutoCloseable {
    private final Repository repository;
    private final ObjectReceiver receiver;
    private final ObjectReader reader;
    private final IdSet seen = new IdSet();
    private final IdSet commits = new IdSet();
    private final Trees trees;

    HistoryWalk(Repository repository, ObjectReceiver receiver) {
        this.repository = repository;
        this.receiver = receiver;
        this.reader = repository.newObjectReader();
        this.trees = new Trees(repository, reader, receiver, seen);
    }

    /** Gives what refs reach. */
    void reachable(Since since) throws IOException, InterruptedException {
        Tips tips = Tips.of(repository, reader, receiver, seen);
        if (since instanceof Since.Commit(String revision)) {
            older(revision);
        }
        List<History.Listed> found = new History(reader, receiver, commits).from(tips.commits());
        if (since instanceof Since.Date(var from)) {
            // What is older is passed, and not looked for again.
            long limit = from.getEpochSecond();
            passOlder(found.stream().filter(commit -> commit.seconds() < limit).toList());
            found = found.stream().filter(commit -> commit.seconds() >= limit).toList();
        }
        for (History.Listed commit : found) {
            commit(commit.id());
        }
        for (ObjectId tree : tips.trees()) {
            trees.give(tree, Optional.empty());
        }
        for (ObjectId blob : tips.blobs()) {
            blob(blob);
        }
    }

    /** Takes all that a commit's history holds as known. */
    private void older(String revision) throws IOException, InterruptedException {
        ObjectId newest = repository.resolve(revision + "^{commit}");
        if (newest != null) {
            passOlder(new History(reader, receiver, commits).from(List.of(newest)));
        }
    }

    private void passOlder(List<History.Listed> older) throws InterruptedException {
        for (History.Listed commit : older) {
            try {
                trees.pass(History.read(reader, commit.id()).getTree());
            } catch (IOException e) {
                Ledger.unread(receiver, "commit " + commit.id().name(), e);
            }
        }
    }

    private void commit(ObjectId id) throws InterruptedException {
        try {
            RevCommit commit = History.read(reader, id);
            trees.give(commit.getTree(), Optional.of(id.name()));
        } catch (IOException e) {
            Ledger.unread(receiver, "commit " + id.name(), e);
        }
    }

    private void blob(ObjectId id) throws InterruptedException {
        if (seen.add(id)) {
            receiver.object(new GitBlob(repository, id, ObjectName.of(GitSource.SOURCE, "object " + id.name())));
        }
    }

    /** Gives what no ref reaches: commits with their paths, then trees, then single files. */
    void unreachable() throws IOException, InterruptedException {
        List<ObjectId> lostTrees = new ArrayList<>();
        List<ObjectId> lostBlobs = new ArrayList<>();
        for (ObjectId id : new LostObjects(repository.getObjectDatabase()).besides(seen)) {
            sort(id, lostTrees, lostBlobs);
        }
        for (ObjectId tree : lostTrees) {
            trees.give(tree, Optional.empty());
        }
        for (ObjectId blob : lostBlobs) {
            blob(blob);
        }
    }

    private void sort(ObjectId id, List<ObjectId> lostTrees, List<ObjectId> lostBlobs) throws InterruptedException {
        try {
            switch (type(id)) {
                case Constants.OBJ_COMMIT -> {
                    if (commits.add(id)) {
                        commit(id);
                    }
                }
                case Constants.OBJ_TREE -> lostTrees.add(id);
                case Constants.OBJ_BLOB -> lostBlobs.add(id);
                default -> {}
            }
        } catch (IOException e) {
            receiver.covered(new CoverageEntry(
                    ObjectName.of(GitSource.SOURCE, "object " + id.name()), new Coverage.Undecodable("it is corrupt")));
        }
    }

    private int type(ObjectId id) throws IOException {
        return reader.open(id).getType();
    }

    @Override
    public void close() {
        reader.close();
    }
}
