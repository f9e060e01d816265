package dev.gatehouse.scanner.source.git;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectUnreadable;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.TargetSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Histories of repositories of this machine, bare or not: what every ref reaches, each content once, under its path in the first
 * commit that has it. The location is the repository's folder. The option {@code since} is a date or a commit that history is
 * scanned from; {@code unreachable=true} scans what no ref reaches too. What was scanned and is in the same commit still is not read
 * again.
 */
public final class GitTargetSource implements TargetSource {
    private final OpenRepositories repositories = new OpenRepositories();
    private final int pageSize;

    /** @param pageSize the objects of one part of a listing; of later ones more, where refs move meanwhile */
    public GitTargetSource(int pageSize) {
        if (pageSize < 1) {
            throw new IllegalArgumentException("the page size is at least 1");
        }
        this.pageSize = pageSize;
    }

    @Override
    public String kind() {
        return "git";
    }

    @Override
    public String canonical(String location) throws ListingFailed {
        try {
            Path path = Path.of(location);
            if (!path.isAbsolute()) {
                throw ListingFailed.denied("a repository is named by its absolute path");
            }
            Path folder = path.toRealPath();
            try (GitRepository repository = repositories.take(folder.toString())) {
                requireInside(repository.jgit(), folder);
            }
            return folder.toString();
        } catch (InvalidPathException e) {
            throw ListingFailed.denied("there is no git repository at the location");
        } catch (IOException e) {
            throw ListingFailed.denied("there is no git repository at the location that can be opened: "
                    + e.getClass().getSimpleName());
        }
    }

    /** Git looks for a repository in the folders above too, and a file may name one that lies elsewhere. */
    private static void requireInside(Repository repository, Path folder) throws IOException, ListingFailed {
        if (!repository.getDirectory().toPath().toRealPath().startsWith(folder)) {
            throw ListingFailed.denied("the folder has no git repository of its own");
        }
    }

    @Override
    public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
        try (GitRepository repository = repositories.take(canonical(target.location()))) {
            HistoryCursor from = HistoryCursor.of(cursor, HistoryCursor.refs(repository.jgit()));
            HistoryPart part = new HistoryPart("git:" + target.location(), from.skip(), from.size(pageSize));
            walk(repository, target, part);
            Optional<String> next =
                    part.isFull() ? Optional.of(from.after(pageSize).text()) : Optional.empty();
            return new Listing(part.objects(), part.left(), next);
        } catch (IOException e) {
            throw ListingFailed.unavailable(
                    "the repository can't be listed: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ListingFailed.unavailable("listing was interrupted");
        }
    }

    private static void walk(GitRepository repository, Target target, HistoryPart part)
            throws IOException, InterruptedException, ListingFailed {
        try (HistoryWalk walk = new HistoryWalk(repository.jgit(), part)) {
            walk.reachable(repository.since(target.option("since")));
            if (target.option("unreachable").filter("true"::equals).isPresent()) {
                walk.unreachable();
            }
        } catch (InterruptedException e) {
            if (!part.isFull()) {
                throw e;
            }
        } catch (IllegalArgumentException e) {
            throw ListingFailed.denied("the option since: " + e.getMessage());
        }
    }

    @Override
    public InputStream open(Target target, ListedObject object) throws IOException {
        GitRepository repository =
                repositories.take(Path.of(target.location()).toRealPath().toString());
        try {
            ObjectId id = id(repository.jgit(), object);
            InputStream content = new GitBlob(repository.jgit(), id, object.name()).open().stream();
            return new FilterInputStream(content) {
                @Override
                public void close() throws IOException {
                    try (GitRepository _ = repository) {
                        super.close();
                    }
                }
            };
        } catch (FileSystemException e) {
            repository.close();
            throw ObjectUnreadable.denied(String.valueOf(e.getReason()));
        } catch (IOException | RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    /** Which content: as listed, or, where that is not known any more, as the commit has it. */
    private static ObjectId id(Repository repository, ListedObject object) throws IOException {
        ObjectName name = object.name();
        if (object.stamp().filter(ObjectId::isId).isPresent()) {
            return ObjectId.fromString(object.stamp().get());
        }
        String last = name.path().substring(name.path().lastIndexOf(' ') + 1);
        if (name.version().isEmpty() && ObjectId.isId(last)) {
            return ObjectId.fromString(last);
        }
        if (name.version().filter(ObjectId::isId).isPresent()) {
            try (ObjectReader reader = repository.newObjectReader();
                    TreeWalk walk = TreeWalk.forPath(
                            reader,
                            name.path(),
                            History.read(
                                            reader,
                                            ObjectId.fromString(name.version().get()))
                                    .getTree())) {
                if (walk != null) {
                    return walk.getObjectId(0).copy();
                }
            }
        }
        throw ObjectUnreadable.changed("its commit has it no more, or under a name that can't be written");
    }
}
