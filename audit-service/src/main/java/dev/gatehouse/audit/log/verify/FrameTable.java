package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.MalformedLog;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** A frame's head and table, read and checked. It keeps its array, so that the next frame's may go there too. */
final class FrameTable {
    static final int SALT_BYTES = 16;

    private static final int HEAD_BYTES = 28;
    private static final int CRC_OFFSET = 24;
    private static final int ROW_BYTES = LogEntry.BYTES + 4;
    private static final int MAGIC = 0x47485331;
    private static final int MAX_EVENTS = 1 << 20;

    private final CRC32C crc = new CRC32C();
    private final byte[] head = new byte[HEAD_BYTES];
    private byte[] rows = new byte[0];
    private ByteBuffer view = ByteBuffer.wrap(rows);
    private int count;

    /**
     * Reads the table of the frame that begins at the next byte.
     *
     * @param index the event that it must begin with
     * @throws MalformedLog no whole frame of such a form begins there
     */
    void read(SegmentBytes bytes, long index) {
        long left = bytes.left();
        require(left >= HEAD_BYTES, "a frame's head is cut off");
        bytes.copy(head, HEAD_BYTES);
        ByteBuffer numbers = ByteBuffer.wrap(head);
        require(numbers.getInt() == MAGIC, "no frame begins here");
        long first = numbers.getLong();
        require(first == index, "a frame begins with event " + first + " instead of " + index);
        count = numbers.getInt();
        require(count > 0 && count <= MAX_EVENTS, "a frame has not 1 to " + MAX_EVENTS + " events");
        long payloadBytes = numbers.getLong();
        long space = left - HEAD_BYTES - (long) count * ROW_BYTES;
        require(payloadBytes >= 0 && payloadBytes <= space, "a frame is cut off");
        readRows(bytes);
        require(checksum() == numbers.getInt(), "a frame's checksum is wrong");
        require(lengths() == payloadBytes, "a frame's payloads are not as long as its table says");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new MalformedLog(otherwise);
        }
    }

    private void readRows(SegmentBytes bytes) {
        int length = count * ROW_BYTES;
        if (rows.length < length) {
            rows = new byte[length];
            view = ByteBuffer.wrap(rows);
        }
        bytes.copy(rows, length);
    }

    private int checksum() {
        crc.reset();
        crc.update(head, 0, CRC_OFFSET);
        crc.update(rows, 0, count * ROW_BYTES);
        return (int) crc.getValue();
    }

    private long lengths() {
        long sum = 0;
        for (int row = 0; row < count; row++) {
            require(payloadBytes(row) >= 0, "a payload's length is negative");
            sum += SALT_BYTES + (long) payloadBytes(row);
        }
        return sum;
    }

    /** Forgets the frame. */
    void clear() {
        count = 0;
    }

    /** How many events the frame has. */
    int count() {
        return count;
    }

    /** The rows from one to another, in an array of their own. */
    byte[] rows(int from, int to) {
        return Arrays.copyOfRange(rows, from * ROW_BYTES, to * ROW_BYTES);
    }

    /** Where a row's entry begins, in bytes from the first row's. */
    static int entryAt(int row) {
        return row * ROW_BYTES;
    }

    /** Bytes of the salts and payloads from a row to another. */
    long bytes(int from, int to) {
        long sum = 0;
        for (int row = from; row < to; row++) {
            sum += SALT_BYTES + (long) payloadBytes(row);
        }
        return sum;
    }

    private int payloadBytes(int row) {
        return view.getInt(row * ROW_BYTES + LogEntry.BYTES);
    }
}
