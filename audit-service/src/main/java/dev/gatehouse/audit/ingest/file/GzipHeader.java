package dev.gatehouse.audit.ingest.file;

import java.util.zip.CRC32;

/** The header of a gzip member, RFC 1952, section 2.3. Its texts are passed over; all of it is held to its form. */
final class GzipHeader {
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    private static final int FIXED_BYTES = 10;
    private static final int HAS_CRC = 0x02;
    private static final int HAS_EXTRA = 0x04;
    private static final int HAS_NAME = 0x08;
    private static final int HAS_COMMENT = 0x10;
    private static final int RESERVED = 0xe0;

    private final byte[] bytes;
    private int at;

    private GzipHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether bytes begin, at an offset, as a gzip member does. */
    static boolean isAt(byte[] bytes, int offset) {
        return bytes.length - offset >= 2 && (bytes[offset] & 0xff) == MAGIC_1 && (bytes[offset + 1] & 0xff) == MAGIC_2;
    }

    /**
     * Where the deflated data begins.
     *
     * @throws BadGzip the header is cut off, or not of its form
     */
    static int end(byte[] bytes) throws BadGzip {
        return new GzipHeader(bytes).end();
    }

    private int end() throws BadGzip {
        int flags = fixed();
        if ((flags & HAS_EXTRA) != 0) {
            int length = uint16();
            skip(length);
        }
        if ((flags & HAS_NAME) != 0) {
            text();
        }
        if ((flags & HAS_COMMENT) != 0) {
            text();
        }
        if ((flags & HAS_CRC) != 0) {
            checkCrc();
        }
        return at;
    }

    private int fixed() throws BadGzip {
        skip(FIXED_BYTES);
        if (bytes[2] != DEFLATE) {
            throw BadGzip.damaged("the compression method is not deflate", 2);
        }
        if ((bytes[3] & RESERVED) != 0) {
            throw BadGzip.damaged("reserved flags are set", 3);
        }
        return bytes[3];
    }

    private void checkCrc() throws BadGzip {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, at);
        int place = at;
        if (uint16() != (crc.getValue() & 0xffff)) {
            throw BadGzip.damaged("the header fails its checksum", place);
        }
    }

    private int uint16() throws BadGzip {
        skip(2);
        return (bytes[at - 2] & 0xff) | (bytes[at - 1] & 0xff) << 8;
    }

    private void text() throws BadGzip {
        do {
            skip(1);
        } while (bytes[at - 1] != 0);
    }

    private void skip(int count) throws BadGzip {
        if (bytes.length - at < count) {
            throw BadGzip.truncated("the file ends within the gzip header", bytes.length);
        }
        at += count;
    }
}
