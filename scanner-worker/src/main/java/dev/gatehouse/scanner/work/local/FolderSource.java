package dev.gatehouse.scanner.work.local;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ChangedObject;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectLookup;
import dev.gatehouse.scanner.work.ObjectUnreadable;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.TargetSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Folders of this machine, and what lies below them. Links are not followed, and what is no regular file is not opened: both
 * are in the ledger as left out. The option {@code exclude} is a list of globs, separated by commas, which paths below the
 * folder are compared with.
 */
public final class FolderSource implements TargetSource, ObjectLookup {
    private final int pageSize;
    private final long maxBytes;

    /**
     * Folders.
     *
     * @param pageSize the entries of one part of a listing, at most
     * @param maxBytes the largest file that is read
     */
    public FolderSource(int pageSize, long maxBytes) {
        if (pageSize < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("the page size and the largest file are at least 1");
        }
        this.pageSize = pageSize;
        this.maxBytes = maxBytes;
    }

    @Override
    public String kind() {
        return "directory";
    }

    @Override
    public String canonical(String location) throws ListingFailed {
        try {
            Path path = Path.of(location);
            if (!path.isAbsolute()) {
                throw ListingFailed.denied("a folder is named by its absolute path");
            }
            return path.toRealPath().toString();
        } catch (InvalidPathException | IOException e) {
            throw ListingFailed.denied(
                    "the folder can't be found: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
        Path root = root(target);
        FolderWalk walk =
                new FolderWalk(root, source(target), new Excludes(target.option("exclude")), maxBytes, pageSize);
        try {
            return walk.from(cursor);
        } catch (AccessDeniedException | NoSuchFileException e) {
            throw ListingFailed.denied(
                    "the folder can't be listed: " + e.getClass().getSimpleName());
        } catch (IOException e) {
            throw ListingFailed.unavailable(
                    "the folder can't be listed: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public Listing look(Target target, ChangedObject changed) throws ListingFailed {
        Path root = root(target);
        try {
            Path file = root.resolve(changed.name());
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                return new Listing(List.of(), List.of(), Optional.empty());
            }
            requireInside(root, file);
            return new FolderWalk(root, source(target), new Excludes(target.option("exclude")), maxBytes, pageSize)
                    .only(file);
        } catch (NoSuchFileException | ObjectUnreadable | InvalidPathException e) {
            // What is there is no file that a listing of the folder would give.
            return new Listing(List.of(), List.of(), Optional.empty());
        } catch (IOException e) {
            throw ListingFailed.unavailable(
                    "the file can't be looked at: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public InputStream open(Target target, ListedObject object) throws IOException {
        try {
            Path root = root(target);
            Path file = root.resolve(object.name().path());
            requireInside(root, file);
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException e) {
            throw ObjectUnreadable.denied("permission denied");
        } catch (NoSuchFileException | InvalidPathException e) {
            throw ObjectUnreadable.changed("it vanished before it was read");
        } catch (ListingFailed e) {
            throw ObjectUnreadable.changed("its folder vanished");
        }
    }

    /** What was listed may be another thing by now, such as a link that leads elsewhere, or a pipe that never ends. */
    private static void requireInside(Path root, Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null || !folder.toRealPath().startsWith(root)) {
            throw ObjectUnreadable.changed("a link leads out of the folder");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw ObjectUnreadable.changed("it is no regular file any more");
            }
            throw new NoSuchFileException("gone");
        }
    }

    private Path root(Target target) throws ListingFailed {
        return Path.of(canonical(target.location()));
    }

    private static String source(Target target) {
        return "dir:" + target.location();
    }

    /** The name of a file, as findings and ledgers have it. */
    static ObjectName name(String source, String path) {
        return ObjectName.of(source, path);
    }
}
