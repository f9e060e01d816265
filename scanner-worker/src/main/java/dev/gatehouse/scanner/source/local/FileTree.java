package dev.gatehouse.scanner.source.local;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.source.ObjectReceiver;
import dev.gatehouse.scanner.source.ObjectSource;
import dev.gatehouse.scanner.source.Reasons;
import dev.gatehouse.scanner.source.SourceObject;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A file, or a folder and all below it. Links are not followed, so nothing outside is read and nothing twice; what is no file
 * is not opened; {@code .gitignore} is not looked at, since what git ignores is where secrets lie. One folder is open at a
 * time, however deep they are.
 */
public final class FileTree implements ObjectSource {
    /** The source's name in objects' names. */
    public static final String SOURCE = "dir";

    private final Path root;

    /** @param root a file or folder; if it is a link, what it leads to is scanned */
    public FileTree(Path root) {
        this.root = root;
    }

    @Override
    public void give(ObjectReceiver receiver) throws InterruptedException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(root, BasicFileAttributes.class);
        } catch (IOException e) {
            covered(receiver, root, new Coverage.Denied(Reasons.of(e)));
            return;
        }
        if (attributes.isDirectory()) {
            folders(receiver);
        } else if (attributes.isRegularFile()) {
            receiver.object(new LocalFile(root, name(root), attributes.size(), true));
        } else {
            covered(receiver, root, new Coverage.Denied("it is neither a file nor a folder"));
        }
    }

    private void folders(ObjectReceiver receiver) throws InterruptedException {
        Deque<Path> waiting = new ArrayDeque<>(List.of(root));
        while (!waiting.isEmpty()) {
            Path folder = waiting.pop();
            if (GitFolder.isObjects(folder)) {
                covered(receiver, folder, new Coverage.Excluded("git's packed objects, which --git scans"));
            } else {
                folder(folder, waiting, receiver);
            }
        }
    }

    private void folder(Path folder, Deque<Path> waiting, ObjectReceiver receiver) throws InterruptedException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                child(child, waiting, receiver);
            }
        } catch (DirectoryIteratorException e) {
            IOException cause = e.getCause();
            String why = cause == null ? "it can't be read" : Reasons.of(cause);
            String detail = "its listing failed half way: " + why;
            covered(receiver, folder, new Coverage.Partial(0, List.of(Gap.of(Gap.Kind.READ_FAILED, detail))));
        } catch (IOException e) {
            covered(receiver, folder, new Coverage.Denied("the folder: " + Reasons.of(e)));
        }
    }

    private void child(Path child, Deque<Path> waiting, ObjectReceiver receiver) throws InterruptedException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            covered(receiver, child, new Coverage.Denied(Reasons.of(e)));
            return;
        }
        if (attributes.isDirectory()) {
            waiting.push(child);
        } else if (attributes.isRegularFile()) {
            receiver.object(new LocalFile(child, name(child), attributes.size(), false));
        } else {
            String reason = attributes.isSymbolicLink() ? link(child) : "a FIFO, socket or device, which is not read";
            covered(receiver, child, new Coverage.Excluded(reason));
        }
    }

    private String link(Path link) {
        try {
            boolean within = link.toRealPath().startsWith(root.toRealPath());
            return within
                    ? "a link to what is scanned in its own place"
                    : "a link that leads out of what is scanned, and is not followed";
        } catch (IOException e) {
            return "a link that leads nowhere";
        }
    }

    private static void covered(ObjectReceiver receiver, Path path, Coverage coverage) {
        receiver.covered(new CoverageEntry(name(path), coverage));
    }

    private static ObjectName name(Path path) {
        return ObjectName.of(SOURCE, path.normalize().toString());
    }

    @Override
    public Work measure() {
        Tally tally = new Tally();
        try {
            give(tally);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return tally.work;
    }

    private static final class Tally implements ObjectReceiver {
        private Work work = Work.UNKNOWN;

        @Override
        public void object(SourceObject object) throws InterruptedException {
            work = work.plus(new Work(1, object.size()));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }

        @Override
        public void covered(CoverageEntry entry) {}
    }
}
