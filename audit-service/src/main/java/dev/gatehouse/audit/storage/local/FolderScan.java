package dev.gatehouse.audit.storage.local;

import dev.gatehouse.audit.ingest.file.ObjectKeys;
import dev.gatehouse.audit.ingest.file.ObjectKind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The files of a watched folder, with their sizes and times. Passed over: links and what is no regular file, names that begin with
 * a dot or end in {@code .part}, sidecars, and what is done with.
 */
final class FolderScan extends SimpleFileVisitor<Path> {
    static final String DONE = "done";
    static final String FAILED = "failed";

    /** Logs before digests, so that a digest finds what it names; then by name. */
    static final Comparator<Path> ORDER = Comparator.<Path, Boolean>comparing(
                    file -> ObjectKeys.kind(file.getFileName().toString()) instanceof ObjectKind.CloudTrailDigest)
            .thenComparing(Comparator.naturalOrder());

    private final Path root;
    private final int maxFiles;
    private final Map<Path, Stamp> kept;
    private final Map<Path, Stamp> fresh = new HashMap<>();
    private final Set<Path> seen = new HashSet<>();
    private boolean more;
    private int unreadable;

    /** Tells whether a file has changed. */
    record Stamp(long size, FileTime modified) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.size(), attributes.lastModifiedTime());
        }
    }

    private FolderScan(Path root, Map<Path, Stamp> kept, int maxFiles) {
        this.root = root;
        this.kept = kept;
        this.maxFiles = maxFiles;
    }

    /** @param kept files that are done with and stay there, unless they have changed */
    static FolderScan of(Path root, Map<Path, Stamp> kept, int maxFiles) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NoSuchFileException(root.toString());
        }
        FolderScan scan = new FolderScan(root, kept, maxFiles);
        Files.walkFileTree(root, scan);
        return scan;
    }

    /** Files that are not done with. */
    Map<Path, Stamp> fresh() {
        return fresh;
    }

    /** All files, as far as the scan came. */
    Set<Path> seen() {
        return seen;
    }

    /** Whether there are more files than a scan looks at. */
    boolean more() {
        return more;
    }

    /** Folders and files that this process may not enter. */
    int unreadable() {
        return unreadable;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String name = folder.getFileName().toString();
        boolean passed = !folder.equals(root)
                && (name.startsWith(".") || folder.equals(root.resolve(DONE)) || folder.equals(root.resolve(FAILED)));
        return passed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String name = file.getFileName().toString();
        boolean passed = !attributes.isRegularFile()
                || name.startsWith(".")
                || name.endsWith(".part")
                || name.endsWith(Sidecar.SUFFIX);
        if (passed) {
            return FileVisitResult.CONTINUE;
        }
        Stamp stamp = Stamp.of(attributes);
        seen.add(file);
        if (stamp.equals(kept.get(file))) {
            return FileVisitResult.CONTINUE;
        }
        if (fresh.size() == maxFiles) {
            more = true;
            return FileVisitResult.TERMINATE;
        }
        fresh.put(file, stamp);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        // What was moved away meanwhile is nobody's fault; the next scan looks again in any case.
        unreadable += e instanceof NoSuchFileException ? 0 : 1;
        return FileVisitResult.CONTINUE;
    }
}
