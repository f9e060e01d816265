package dev.gatehouse.audit.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What one commit appends to a payload segment: a head, a table of the entries, and their payloads. Head and table never
 * change; a payload can be erased, which overwrites it and its salt ({@link SaltedPayload}). Numbers are big-endian.
 *
 * <table>
 * <caption>A frame</caption>
 * <tr><th>bytes<th>what
 * <tr><td>4<td>{@code GHS1}
 * <tr><td>8<td>the index of its first event
 * <tr><td>4<td>how many events it has
 * <tr><td>8<td>how many bytes their salts and payloads have
 * <tr><td>4<td>CRC32C of the 24 bytes before and of the table
 * <tr><td>63 each<td>the table: an entry ({@link LogEntry}, 59 bytes) and its payload's length (4 bytes)
 * <tr><td>16 and more each<td>the salts and payloads
 * </table>
 */
final class Frame {
    static final int HEAD_BYTES = 28;
    static final int ROW_BYTES = LogEntry.BYTES + 4;
    static final int SALT_BYTES = 16;
    /** A frame is written from one array. */
    static final long MAX_BYTES = Integer.MAX_VALUE - 64;

    private static final int MAGIC = 0x47485331;
    private static final int CRC_OFFSET = HEAD_BYTES - 4;

    private Frame() {}

    /**
     * The head of the frame of these events.
     *
     * @throws IllegalArgumentException they are too large for one frame
     */
    static Head head(long first, List<Prepared> events) {
        Head head = new Head(
                first,
                events.size(),
                events.stream().mapToLong(Prepared::payloadBytes).sum());
        if (head.bytes() > MAX_BYTES) {
            throw new IllegalArgumentException("a frame can't have " + head.bytes() + " bytes");
        }
        return head;
    }

    /** The frame of these events. */
    static ByteBuffer encode(Head head, List<Prepared> events) {
        ByteBuffer frame = ByteBuffer.allocate((int) head.bytes());
        frame.putInt(MAGIC)
                .putLong(head.first())
                .putInt(head.count())
                .putLong(head.payloadBytes())
                .putInt(0);
        for (Prepared event : events) {
            frame.put(event.sealed()).putInt(event.head().length + event.raw().length());
        }
        frame.putInt(CRC_OFFSET, crc(frame, frame.position()));
        for (Prepared event : events) {
            frame.put(event.salt()).put(event.head());
            frame.put(event.raw().array(), event.raw().offset(), event.raw().length());
        }
        return frame.flip();
    }

    private static int crc(ByteBuffer frame, int end) {
        CRC32C crc = new CRC32C();
        crc.update(frame.slice(0, CRC_OFFSET));
        crc.update(frame.slice(HEAD_BYTES, end - HEAD_BYTES));
        return (int) crc.getValue();
    }

    /**
     * A frame's head.
     *
     * @param first the index of its first event
     * @param count how many events it has
     * @param payloadBytes bytes of their salts and payloads
     */
    record Head(long first, int count, long payloadBytes) {
        /**
         * The head that stands at the buffer's position; the checksum is not looked at.
         *
         * @throws MalformedLog no head stands there
         */
        static Head decode(ByteBuffer bytes) {
            int at = bytes.position();
            if (bytes.remaining() < HEAD_BYTES || bytes.getInt(at) != MAGIC) {
                throw new MalformedLog("no frame begins here");
            }
            Head head = new Head(bytes.getLong(at + 4), bytes.getInt(at + 12), bytes.getLong(at + 16));
            if (head.first < 0 || head.count <= 0 || head.payloadBytes < 0 || head.bytes() > MAX_BYTES) {
                throw new MalformedLog("a frame's numbers are out of range");
            }
            return head;
        }

        long tableBytes() {
            return HEAD_BYTES + (long) ROW_BYTES * count;
        }

        long bytes() {
            return tableBytes() + payloadBytes;
        }

        /** The index after its last event. */
        long end() {
            return first + count;
        }
    }

    /**
     * A frame's table.
     *
     * @param head the frame's head
     * @param rows its rows, in order
     */
    record Table(Head head, List<Row> rows) {
        /**
         * The table of a frame, whose head and table are the buffer's bytes.
         *
         * @throws MalformedLog they are not, or were changed
         */
        static Table decode(ByteBuffer bytes) {
            Head head = Head.decode(bytes);
            if (bytes.remaining() < head.tableBytes()) {
                throw new MalformedLog("a frame's table is cut off");
            }
            ByteBuffer table = bytes.slice(bytes.position(), (int) head.tableBytes());
            if (crc(table, table.limit()) != table.getInt(CRC_OFFSET)) {
                throw new MalformedLog("a frame's checksum is wrong");
            }
            return new Table(head, rows(table.position(HEAD_BYTES), head));
        }

        private static List<Row> rows(ByteBuffer table, Head head) {
            List<Row> rows = new ArrayList<>(head.count);
            long offset = head.tableBytes();
            for (int i = 0; i < head.count; i++) {
                byte[] entry = new byte[LogEntry.BYTES];
                table.get(entry);
                int length = table.getInt();
                rows.add(new Row(entry, offset, length));
                if (length < 0) {
                    throw new MalformedLog("a payload's length is negative");
                }
                offset += SALT_BYTES + (long) length;
            }
            if (offset != head.bytes()) {
                throw new MalformedLog("a frame's payloads are not as long as its table says");
            }
            return rows;
        }
    }

    /**
     * A row of a frame's table.
     *
     * @param entry the entry's bytes
     * @param offset where the salt begins, in bytes from the frame's first; the payload follows it
     * @param length the payload's length
     */
    @SuppressWarnings("ArrayRecordComponent") // Rows are never compared.
    record Row(byte[] entry, long offset, int length) {
        long end() {
            return offset + SALT_BYTES + length;
        }
    }
}
