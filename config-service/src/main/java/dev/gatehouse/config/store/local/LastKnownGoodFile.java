package dev.gatehouse.config.store.local;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.snapshot.LastKnownGood;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * The last-known-good copies in one file of mode 0600, sealed under the keyring, replaced by a rename. It is opened
 * without following links, and one that does not open is counted, and never served from.
 */
public final class LastKnownGoodFile implements LastKnownGood {
    private static final Logger LOG = Logger.getLogger(LastKnownGoodFile.class);

    /** Bytes that a file may have. */
    public static final long MAX_BYTES = 64L << 20;

    private static final byte[] ASSOCIATED = "gatehouse last-known-good 1".getBytes(StandardCharsets.UTF_8);

    private final Path file;
    private final Keyring keyring;
    private final long maxBytes;
    private final LongAdder unreadable = new LongAdder();

    public LastKnownGoodFile(Path file, Keyring keyring) {
        this(file, keyring, MAX_BYTES);
    }

    LastKnownGoodFile(Path file, Keyring keyring, long maxBytes) {
        this.file = file;
        this.keyring = keyring;
        this.maxBytes = maxBytes;
    }

    @Override
    public synchronized void save(Contents contents) {
        byte[] sealed = keyring.seal(DataClass.SECRET, LastKnownGoodCodec.write(contents), ASSOCIATED);
        if (sealed.length > maxBytes) {
            LOG.warnf("the last-known-good file %s would have more than %d bytes, and stays as it is", file, maxBytes);
            return;
        }
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.deleteIfExists(temporary);
            write(temporary, sealed);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warnf(
                    "the last-known-good file %s can't be written: %s",
                    file, e.getClass().getSimpleName());
        }
    }

    @Override
    public synchronized Contents load() {
        try {
            return LastKnownGoodCodec.read(keyring.open(DataClass.SECRET, read(), ASSOCIATED));
        } catch (NoSuchFileException none) {
            return Contents.NONE;
        } catch (IOException | RuntimeException e) {
            unreadable.increment();
            LOG.warnf(
                    "the last-known-good file %s does not open and is not used: %s",
                    file, e.getClass().getSimpleName());
            return Contents.NONE;
        }
    }

    /** How often there was a file that could not be used. */
    public long unreadable() {
        return unreadable.sum();
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private byte[] read() throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            if (channel.size() > maxBytes) {
                throw new IOException("larger than " + maxBytes + " bytes");
            }
            ByteBuffer buffer = ByteBuffer.allocate((int) channel.size());
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Reads on to the end.
            }
            return buffer.array();
        }
    }
}
