package dev.gatehouse.scanner.response.local;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.response.Quarantine;
import dev.gatehouse.service.failure.StoreException;
import dev.gatehouse.service.local.DataFolder;
import dev.gatehouse.service.local.OwnerOnly;
import dev.gatehouse.service.local.WholeFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Takes files of watched folders. A file's content is sealed in the quarantine's folder (0700), with a manifest; both are flushed before
 * the file is removed. It is taken only where its content is what was scanned: the hash is made of the very bytes that are kept.
 *
 * <p>A writer that changes the file between the last look and its removal loses that change; the time between is that of two calls.
 * What comes back has its permissions and its time of modification, and this process's user.
 */
public final class FolderQuarantine implements Quarantine {
    private static final String SOURCE = "dir:";
    private static final String CONTENT = "content";
    private static final String MANIFEST = "manifest.json";
    private static final int MAX_MANIFEST = 1 << 16;

    private final Path folder;
    private final KeptContent content;

    /**
     * A quarantine.
     *
     * @param folder is made where it is not there
     * @param random a cryptographic one
     * @throws IOException it can't be made
     */
    public FolderQuarantine(Path folder, QuarantineKey key, RandomGenerator random) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        Files.createDirectories(this.folder, PosixFilePermissions.asFileAttribute(OwnerOnly.FOLDER));
        OwnerOnly.ofThisProcess().requireFolder(this.folder);
        this.content = new KeptContent(new SealedContent(key, random));
    }

    @Override
    public String kind() {
        return "directory";
    }

    @Override
    public Taken take(Order order) {
        if (order.seen().isEmpty()) {
            return new Left("look at the file " + order.object().path() + ": it is not known what was scanned of it");
        }
        try {
            return taken(order, order.seen().get().hash());
        } catch (AccessDeniedException e) {
            throw new StoreException.Denied("a file can't be taken: permission denied", e);
        } catch (IOException e) {
            throw new StoreException.Unavailable(
                    "a file can't be taken: " + e.getClass().getSimpleName(), e);
        }
    }

    private Taken taken(Order order, String hash) throws IOException {
        Path root = root(order.object());
        Path file = inside(root, order.object());
        Path item = folder.resolve(order.item());
        Optional<Manifest> kept = manifest(item);
        OpenedFile opened;
        try {
            opened = OpenedFile.of(root, file);
        } catch (NoSuchFileException gone) {
            return kept.isPresent() ? kept() : new Gone();
        }
        if (kept.isEmpty()) {
            String read = keep(item, order, opened);
            if (!read.equals(hash) || !opened.isStill(root)) {
                discard(item);
                return new Changed();
            }
            new WholeFile(item.resolve(MANIFEST))
                    .create(Manifest.of(order, opened, hash).write());
            DataFolder.sync(folder);
        } else if (!hashOf(file).equals(kept.get().sha256())) {
            // What was kept was removed, or is there in another form; that is another file.
            return new Changed();
        }
        if (kept.isPresent() || opened.isStill(root)) {
            Files.delete(file);
            DataFolder.sync(parent(file));
            return kept();
        }
        return new Changed();
    }

    private static Kept kept() {
        return new Kept("is in quarantine");
    }

    private String keep(Path item, Order order, OpenedFile opened) throws IOException {
        Files.createDirectories(item, PosixFilePermissions.asFileAttribute(OwnerOnly.FOLDER));
        return content.keep(order.item(), opened.path(), item.resolve(CONTENT));
    }

    private static void discard(Path item) throws IOException {
        Files.deleteIfExists(item.resolve(CONTENT));
        Files.deleteIfExists(item);
    }

    @Override
    public Returned giveBack(String name, ObjectName object) {
        Path item = folder.resolve(name);
        try {
            Optional<Manifest> manifest =
                    manifest(item).filter(kept -> kept.state().equals(Manifest.KEPT));
            return manifest.isPresent() ? returned(name, item, manifest.get()) : new NotKept();
        } catch (IOException e) {
            throw new StoreException.Unavailable(
                    "a file can't be given back: " + e.getClass().getSimpleName(), e);
        }
    }

    private Returned returned(String name, Path item, Manifest manifest) throws IOException {
        Path file = Path.of(manifest.file());
        if (!Files.isDirectory(parent(file))) {
            return new Stays("its folder is gone");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !hashOf(file).equals(manifest.sha256())) {
                return new Stays("another file is in its place");
            }
        } else {
            try {
                content.giveBack(name, item.resolve(CONTENT), manifest);
            } catch (FileAlreadyExistsException faster) {
                return new Stays("another file is in its place");
            }
        }
        new WholeFile(item.resolve(MANIFEST)).replace(manifest.givenBack().write());
        Files.deleteIfExists(item.resolve(CONTENT));
        return new Restored();
    }

    private static Optional<Manifest> manifest(Path item) throws IOException {
        return new WholeFile(item.resolve(MANIFEST)).read(MAX_MANIFEST).map(Manifest::read);
    }

    private static String hashOf(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
            return KeptContent.hash(in);
        }
    }

    private static Path root(ObjectName object) {
        if (!object.source().startsWith(SOURCE)) {
            throw new IllegalArgumentException("the object stands in no folder");
        }
        return Path.of(object.source().substring(SOURCE.length()));
    }

    private static Path inside(Path root, ObjectName object) {
        Path file = root.resolve(object.path()).normalize();
        if (!file.startsWith(root.normalize()) || file.equals(root.normalize())) {
            throw new IllegalArgumentException("the object stands outside of its folder");
        }
        return file;
    }

    private static Path parent(Path file) {
        return file.resolveSibling("");
    }
}
