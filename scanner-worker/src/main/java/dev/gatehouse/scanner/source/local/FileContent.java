package dev.gatehouse.scanner.source.local;

import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.source.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** A file that may change while it is read. It is read to the length it had at first: one that grows for ever ends too. */
final class FileContent implements Content {
    /** Files of the kernel's say that they are empty and are not; so much is read of any file. */
    private static final long LEAST_LENGTH = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final FileTime modified;
    private final InputStream stream;

    FileContent(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        this.modified = Files.getLastModifiedTime(path);
        this.stream = new UpTo(Channels.newInputStream(channel), Math.max(size, LEAST_LENGTH));
    }

    @Override
    public InputStream stream() {
        return stream;
    }

    @Override
    public Optional<Gap> change() throws IOException {
        long now = channel.size();
        if (now != size) {
            return changed("it " + (now > size ? "grew" : "shrank") + " while it was read");
        }
        try {
            boolean same = Files.getLastModifiedTime(path).equals(modified);
            return same ? Optional.empty() : changed("it was written to while it was read");
        } catch (NoSuchFileException e) {
            // What was open was read to its end.
            return Optional.empty();
        }
    }

    private static Optional<Gap> changed(String detail) {
        return Optional.of(Gap.of(Gap.Kind.CHANGED, detail));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The first so many bytes of a stream. */
    private static final class UpTo extends InputStream {
        private final InputStream in;
        private long left;

        UpTo(InputStream in, long most) {
            this.in = in;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int read = in.read(into, from, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(left, in.available());
        }
    }
}
