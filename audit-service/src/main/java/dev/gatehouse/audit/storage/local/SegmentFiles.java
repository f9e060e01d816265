package dev.gatehouse.audit.storage.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.gatehouse.audit.log.PayloadStore;
import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Payload segments as files that grow: an append is one write and one fsync. */
final class SegmentFiles implements PayloadStore, AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[0-9]{20}");

    private final Path folder;
    /** The segment that is appended to. Used by the thread that writes. */
    private @Nullable FileChannel open;

    private long openSegment = -1;
    /** Where an append has failed; what follows there must go before anything else is written. */
    private Optional<Doubt> doubt = Optional.empty();

    private record Doubt(long segment, long offset) {}

    SegmentFiles(Path folder) {
        this.folder = folder;
    }

    private Path file(long segment) {
        return folder.resolve(String.format(Locale.ROOT, "%020d", segment));
    }

    @Override
    public List<Segment> list() {
        List<Segment> segments = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (NAME.matcher(name).matches()) {
                    segments.add(new Segment(Long.parseLong(name), Files.size(file)));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of(); // No folder: nothing was appended yet.
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            throw new StorageFailed("the payload segments can't be listed", e);
        }
        segments.sort(Comparator.comparingLong(Segment::first));
        return segments;
    }

    @Override
    public void settle() {
        if (doubt.isPresent()) {
            Doubt failed = doubt.get();
            if (Files.exists(file(failed.segment()))) {
                truncate(failed.segment(), failed.offset());
            }
            doubt = Optional.empty();
        }
    }

    @Override
    public void append(long segment, long offset, ByteBuffer frame) {
        settle();
        try {
            if (offset == 0) {
                DurableFiles.createFolders(folder);
            }
            FileChannel channel = opened(segment, offset == 0);
            DurableFiles.write(channel, frame, offset);
            channel.force(false);
            if (offset == 0) {
                DurableFiles.sync(folder);
            }
        } catch (IOException e) {
            doubt = Optional.of(new Doubt(segment, offset));
            closeOpen();
            throw new StorageFailed("the payload segment " + segment + " can't be written", e);
        }
    }

    private FileChannel opened(long segment, boolean fresh) throws IOException {
        FileChannel channel = open;
        if (channel != null && openSegment == segment && !fresh) {
            return channel;
        }
        closeOpen();
        channel = fresh
                ? DurableFiles.open(file(segment), CREATE, WRITE, TRUNCATE_EXISTING)
                : DurableFiles.open(file(segment), WRITE);
        open = channel;
        openSegment = segment;
        return channel;
    }

    private void closeOpen() {
        FileChannel channel = open;
        open = null;
        openSegment = -1;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new StorageFailed("a payload segment can't be closed", e);
            }
        }
    }

    @Override
    public ByteBuffer read(long segment, long offset, int length) {
        try (FileChannel channel = DurableFiles.open(file(segment), READ)) {
            int there = (int) Math.max(0, Math.min(length, channel.size() - offset));
            ByteBuffer bytes = ByteBuffer.allocate(there);
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                // A read may stop before the buffer is full.
            }
            return bytes.flip();
        } catch (IOException e) {
            throw new StorageFailed("the payload segment " + segment + " can't be read", e);
        }
    }

    @Override
    public void truncate(long segment, long size) {
        closeOpen();
        try {
            if (size == 0) {
                Files.deleteIfExists(file(segment));
                DurableFiles.sync(folder);
                return;
            }
            try (FileChannel channel = DurableFiles.open(file(segment), WRITE)) {
                channel.truncate(size);
                channel.force(false);
            }
        } catch (IOException e) {
            throw new StorageFailed("the payload segment " + segment + " can't be cut", e);
        }
    }

    @Override
    public void overwrite(long segment, long offset, ByteBuffer bytes) {
        try (FileChannel channel = DurableFiles.open(file(segment), WRITE)) {
            DurableFiles.write(channel, bytes, offset);
            channel.force(false);
        } catch (IOException e) {
            throw new StorageFailed("the payload segment " + segment + " can't be overwritten", e);
        }
    }

    @Override
    public boolean oneFrameASegment() {
        return false;
    }

    @Override
    public void close() {
        closeOpen();
    }
}
