package dev.gatehouse.scanner.source.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** A zip's files, read from its beginning: its directory at the end is not believed. */
final class ZipEntries implements Entries {
    private final Zip zip;
    private final Allowance allowance;
    private final InputStream content;

    ZipEntries(InputStream archive, Allowance allowance) {
        this.zip = new Zip(archive);
        this.allowance = allowance;
        this.content = allowance.of(zip);
    }

    @Override
    public Optional<Entry> next() throws IOException {
        for (; ; ) {
            // What is left of an entry counts too, so that a bomb that nobody reads ends as well.
            if (zip.isInEntry()) {
                content.transferTo(OutputStream.nullOutputStream());
            }
            if (allowance.isOverrun()) {
                return Optional.empty();
            }
            Optional<ZipEntry> entry = zip.nextEntry();
            if (entry.isEmpty() || !allowance.takeEntry()) {
                return Optional.empty();
            }
            if (!entry.get().isDirectory()) {
                return Optional.of(new Entry(entry.get().getName(), content));
            }
        }
    }

    /** The JDK's reader, which ends in silence at whatever is no header of an entry; this one looks at what that is. */
    private static final class Zip extends ZipInputStream {
        private static final int ENTRY = 0x04034b50;
        private static final int DIRECTORY = 0x02014b50;
        private static final int DIRECTORY_END = 0x06054b50;
        private static final int DIRECTORY_END_64 = 0x06064b50;
        private static final int EXTRA_DATA = 0x08064b50;
        private static final int SIGNATURE_BYTES = 4;

        private boolean inEntry;

        Zip(InputStream archive) {
            super(archive, StandardCharsets.ISO_8859_1);
        }

        boolean isInEntry() {
            return inEntry;
        }

        Optional<ZipEntry> nextEntry() throws IOException {
            if (inEntry) {
                closeEntry();
                inEntry = false;
            }
            int signature = signature();
            if (signature == ENTRY) {
                return Optional.of(entry());
            }
            boolean end = signature == DIRECTORY
                    || signature == DIRECTORY_END
                    || signature == DIRECTORY_END_64
                    || signature == EXTRA_DATA;
            if (end) {
                return Optional.empty();
            }
            throw new BrokenArchive("the zip has neither an entry nor its directory where one should be");
        }

        private ZipEntry entry() throws IOException {
            try {
                ZipEntry entry = getNextEntry();
                if (entry == null) {
                    throw new BrokenArchive("the zip ends in the header of an entry");
                }
                inEntry = true;
                return entry;
            } catch (IllegalArgumentException e) {
                throw withCause(new ZipException("the zip has an entry whose header is malformed"), e);
            }
        }

        private static ZipException withCause(ZipException exception, Exception cause) {
            exception.initCause(cause);
            return exception;
        }

        private int signature() throws IOException {
            PushbackInputStream pushback = (PushbackInputStream) in;
            byte[] bytes = new byte[SIGNATURE_BYTES];
            int read = pushback.readNBytes(bytes, 0, SIGNATURE_BYTES);
            pushback.unread(bytes, 0, read);
            return (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8 | (bytes[2] & 0xff) << 16 | (bytes[3] & 0xff) << 24;
        }
    }
}
