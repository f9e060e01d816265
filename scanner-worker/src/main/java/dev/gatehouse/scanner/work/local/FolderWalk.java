package dev.gatehouse.scanner.work.local;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One part of a walk, in the order of names on each level. Its cursor is the path of the last entry that it looked at, so
 * that it goes on behind it whatever came or went meanwhile. It holds the names of one part for each level, and no more.
 */
final class FolderWalk {
    private final Path root;
    private final String source;
    private final Excludes excludes;
    private final long maxBytes;
    private final int pageSize;
    private final List<ListedObject> objects = new ArrayList<>();
    private final List<CoverageEntry> left = new ArrayList<>();
    private Path last = Path.of("");
    private int seen;

    FolderWalk(Path root, String source, Excludes excludes, long maxBytes, int pageSize) {
        this.root = root;
        this.source = source;
        this.excludes = excludes;
        this.maxBytes = maxBytes;
        this.pageSize = pageSize;
    }

    /** @throws IOException the root can't be listed */
    Listing from(Optional<String> cursor) throws IOException {
        Path after = Path.of(cursor.orElse(""));
        boolean all = walk(root, cursor.isPresent() ? after : Path.of(""));
        return new Listing(objects, left, all ? Optional.empty() : Optional.of(last.toString()));
    }

    /** A file alone, as the walk would give it. */
    Listing only(Path file) {
        entry(file);
        return new Listing(objects, left, Optional.empty());
    }

    /**
     * Walks a folder.
     *
     * @param after what of it was looked at before, relative to it; empty for nothing
     * @return whether all of it is looked at
     */
    private boolean walk(Path folder, Path after) throws IOException {
        String first = after.toString().isEmpty() ? "" : after.getName(0).toString();
        if (!first.isEmpty() && !walkOn(folder.resolve(first), after)) {
            return false;
        }
        String behind = first;
        while (true) {
            NavigableSet<String> names = names(folder, behind);
            for (String name : names) {
                if (seen >= pageSize) {
                    return false;
                }
                if (!entry(folder.resolve(name))) {
                    return false;
                }
                behind = name;
            }
            if (names.size() < pageSize) {
                return true;
            }
        }
    }

    /** Goes on in a folder that was begun, if it is one still. */
    private boolean walkOn(Path begun, Path after) {
        boolean folder = Files.isDirectory(begun, LinkOption.NOFOLLOW_LINKS);
        if (!folder || excludes.reason(root.relativize(begun), true).isPresent()) {
            return true;
        }
        int depth = after.getNameCount();
        return descend(begun, depth > 1 ? after.subpath(1, depth) : Path.of(""));
    }

    /** The names behind one, in order, as many as a part has. */
    private NavigableSet<String> names(Path folder, String behind) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.compareTo(behind) > 0) {
                    names.add(name);
                    if (names.size() > pageSize) {
                        names.pollLast();
                    }
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** @return whether all of the entry is looked at */
    private boolean entry(Path path) {
        Path relative = root.relativize(path);
        last = relative;
        seen++;
        try {
            Map<String, Object> attributes = Files.readAttributes(
                    path,
                    "unix:isDirectory,isRegularFile,isSymbolicLink,size,lastModifiedTime,ctime,ino",
                    LinkOption.NOFOLLOW_LINKS);
            boolean folder = isSet(attributes, "isDirectory");
            Optional<String> reason = excludes.reason(relative, folder);
            if (reason.isPresent()) {
                leave(relative, new Coverage.Excluded(reason.get()));
                return true;
            }
            return folder ? descend(path, Path.of("")) : file(relative, attributes);
        } catch (IOException e) {
            leave(relative, new Coverage.Denied(e.getClass().getSimpleName()));
            return true;
        }
    }

    /** A folder below the root that can't be listed is a line of the ledger. */
    private boolean descend(Path folder, Path after) {
        try {
            return walk(folder, after);
        } catch (IOException e) {
            String why = "the folder can't be listed: " + e.getClass().getSimpleName();
            leave(root.relativize(folder), new Coverage.Denied(why));
            return true;
        }
    }

    private boolean file(Path relative, Map<String, Object> attributes) {
        long size = attributes.get("size") instanceof Long bytes ? bytes : 0;
        if (isSet(attributes, "isSymbolicLink")) {
            leave(relative, new Coverage.Excluded("a link, which is not followed"));
        } else if (!isSet(attributes, "isRegularFile")) {
            leave(relative, new Coverage.Excluded("no regular file"));
        } else if (size > maxBytes) {
            String why = "the file has " + size + " bytes; at most " + maxBytes;
            leave(relative, new Coverage.Partial(0, List.of(Gap.of(Gap.Kind.SIZE_CAPPED, why))));
        } else {
            String stamp =
                    attributes.get("ino") + "/" + attributes.get("lastModifiedTime") + "/" + attributes.get("ctime");
            objects.add(new ListedObject(FolderSource.name(source, relative.toString()), size, Optional.of(stamp)));
        }
        return true;
    }

    private void leave(Path relative, Coverage coverage) {
        left.add(new CoverageEntry(FolderSource.name(source, relative.toString()), coverage));
    }

    private static boolean isSet(Map<String, Object> attributes, String flag) {
        return Boolean.TRUE.equals(attributes.get(flag));
    }
}
