package dev.gatehouse.scanner.response.local;

import dev.gatehouse.service.local.DataFolder;
import dev.gatehouse.service.local.OwnerOnly;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/** The content of kept files: sealed on the way in, opened on the way back, flushed both times. */
final class KeptContent {
    private static final int BUFFER = 1 << 16;

    private final SealedContent sealing;

    KeptContent(SealedContent sealing) {
        this.sealing = sealing;
    }

    /** Keeps a file's content; SHA-256 of the bytes that were kept. */
    String keep(String item, Path file, Path place) throws IOException {
        Files.deleteIfExists(place);
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(
                        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), digest);
                FileChannel out = create(place);
                OutputStream sealed = Channels.newOutputStream(out)) {
            sealing.seal(item, in, sealed);
            out.force(true);
        }
        DataFolder.sync(place.resolveSibling(""));
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Puts a file back: whole, or not at all.
     *
     * @throws java.nio.file.FileAlreadyExistsException something is in its place
     * @throws IOException what was kept does not open, or is not what the manifest says
     */
    void giveBack(String item, Path place, Manifest manifest) throws IOException {
        Path file = Path.of(manifest.file());
        Path draft = file.resolveSibling(".gatehouse-" + UUID.randomUUID());
        try {
            MessageDigest digest = sha256();
            try (InputStream sealed = new BufferedInputStream(Files.newInputStream(place), BUFFER);
                    FileChannel out = create(draft);
                    OutputStream plain = new DigestOutputStream(Channels.newOutputStream(out), digest)) {
                sealing.open(item, sealed, plain);
                out.force(true);
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(manifest.sha256())) {
                throw new IOException("what was kept is not what the manifest says");
            }
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(manifest.mode()));
            Files.setLastModifiedTime(draft, FileTime.from(manifest.modified()));
            // A link fails where the name is taken; a move would replace.
            Files.createLink(file, draft);
        } finally {
            Files.deleteIfExists(draft);
        }
        DataFolder.sync(file.resolveSibling(""));
    }

    static String hash(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OwnerOnly.FILE));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
