package dev.gatehouse.scanner.source.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A tar's files. Its own bytes are not counted: whatever it stands in is. Written here because a name can be as long as its archive: of a name no more is held than is shown, and the
 * rest of it is passed over like any content.
 */
final class TarEntries implements Entries {
    /** The most of a long name or of extended attributes that is looked at. */
    private static final int META_BYTES = 64 << 10;

    private final InputStream tar;
    private final Allowance allowance;
    private Part content = new Part(0);
    private String longName = "";
    private long longSize = -1;

    TarEntries(InputStream archive, Allowance allowance) {
        this.tar = archive;
        this.allowance = allowance;
    }

    @Override
    public Optional<Entry> next() throws IOException {
        for (; ; ) {
            content.pass();
            Optional<TarHeader> header = header();
            if (header.isEmpty() || !allowance.takeEntry()) {
                return Optional.empty();
            }
            TarHeader read = header.get();
            if (!meta(read)) {
                String name = longName.isEmpty() ? read.name() : longName;
                content = new Part(longSize >= 0 ? longSize : read.size());
                forget();
                // A link's header may claim a size, and nothing follows it; what is no file but has content is read as
                // one.
                if (read.isFile() || (content.left > 0 && !isLink(read))) {
                    return Optional.of(new Entry(name, content));
                }
                content = isLink(read) ? new Part(0) : content;
            }
        }
    }

    private static boolean isLink(TarHeader header) {
        return header.type() >= '1' && header.type() <= '6';
    }

    private void forget() {
        longName = "";
        longSize = -1;
    }

    /** Takes a header that is about the next one; false if it is another. */
    private boolean meta(TarHeader header) throws IOException {
        switch (header.type()) {
            case 'L' -> longName = untilZero(metaBytes(header));
            case 'x' -> extended(metaBytes(header));
            case 'K', 'g' -> metaBytes(header);
            default -> {
                return false;
            }
        }
        return true;
    }

    private byte[] metaBytes(TarHeader header) throws IOException {
        content = new Part(header.size());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(content.readNBytes((int) Math.min(header.size(), META_BYTES)));
        content.pass();
        return bytes.toByteArray();
    }

    private static String untilZero(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** POSIX's extended header: lines of {@code length key=value}. What is malformed in it is left. */
    private void extended(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int blank = at;
            int length = 0;
            while (blank < bytes.length && bytes[blank] >= '0' && bytes[blank] <= '9' && length < META_BYTES) {
                length = length * 10 + bytes[blank++] - '0';
            }
            if (blank >= bytes.length
                    || bytes[blank] != ' '
                    || length <= blank - at + 1
                    || length > bytes.length - at) {
                return;
            }
            attribute(new String(bytes, blank + 1, length - (blank - at) - 2, StandardCharsets.UTF_8));
            at += length;
        }
    }

    private void attribute(String pair) {
        if (pair.startsWith("path=")) {
            longName = pair.substring("path=".length());
        } else if (pair.startsWith("size=")) {
            try {
                longSize = Math.max(-1, Long.parseLong(pair.substring("size=".length())));
            } catch (NumberFormatException e) {
                longSize = -1;
            }
        }
    }

    /** Empty at the stream's end. Blocks of zeros end a tar; a further tar may follow them, as after {@code tar --concatenate}. */
    private Optional<TarHeader> header() throws IOException {
        byte[] block;
        do {
            block = tar.readNBytes(TarHeader.BYTES);
        } while (block.length == TarHeader.BYTES && isZeros(block));
        if (allowance.isOverrun() || isZeros(block)) {
            return Optional.empty();
        }
        if (block.length < TarHeader.BYTES) {
            throw new BrokenArchive("the tar ends in a header");
        }
        if (!TarHeader.hasChecksum(block)) {
            throw new BrokenArchive("the tar has a header whose checksum is wrong");
        }
        return Optional.of(TarHeader.of(block));
    }

    private static boolean isZeros(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** An entry's content, with the zeros that fill its last block. */
    private final class Part extends InputStream {
        private long left;
        private int padding;

        Part(long size) {
            this.left = size;
            this.padding = (int) ((TarHeader.BYTES - size % TarHeader.BYTES) % TarHeader.BYTES);
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
            int read = tar.read(into, from, (int) Math.min(length, left));
            if (read < 0 && !allowance.isOverrun()) {
                throw new BrokenArchive("the tar ends in an entry");
            }
            left -= Math.max(0, read);
            return read;
        }

        void pass() throws IOException {
            transferTo(OutputStream.nullOutputStream());
            tar.readNBytes(padding);
            padding = 0;
        }
    }
}
