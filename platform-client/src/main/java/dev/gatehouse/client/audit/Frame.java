package dev.gatehouse.client.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What one group commit writes: the length of the lines (4 bytes, big-endian), the CRC32C of those 4 bytes and the lines
 * (4 bytes), and the lines, each an event's JSON and a line feed.
 *
 * <p>The events of a group are one frame, and not one each, because only what was forced is followed by anything else.
 * A power cut may keep the end of the last write and lose its start; were its events framed one by one, that would look
 * like damage. So it is one frame that does not hold, with nothing after it.
 */
final class Frame {
    static final int HEADER_BYTES = 8;

    private static final int CRC_OFFSET = 4;

    /** The shortest payload: {@code {}} and a line feed. */
    private static final int MIN_PAYLOAD = 3;

    private final long offset;
    private final byte[] payload;

    /**
     * @param offset where the frame starts in its segment
     * @param payload the lines
     */
    Frame(long offset, byte[] payload) {
        this.offset = offset;
        this.payload = payload;
    }

    /** The lines as a frame, ready to be written. */
    static ByteBuffer of(List<byte[]> lines) {
        int length = lines.stream().mapToInt(line -> line.length + 1).sum();
        ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + length);
        frame.putInt(length).putInt(0);
        for (byte[] line : lines) {
            frame.put(line).put((byte) '\n');
        }
        return frame.putInt(CRC_OFFSET, crc(length, frame.array(), HEADER_BYTES))
                .flip();
    }

    /** This frame as it stands in the segment. */
    ByteBuffer bytes() {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .putInt(payload.length)
                .putInt(crc(payload.length, payload, 0))
                .put(payload)
                .flip();
    }

    long offset() {
        return offset;
    }

    long end() {
        return offset + HEADER_BYTES + payload.length;
    }

    /** How many events it holds. JSON escapes line feeds, so each one ends a line. */
    int events() {
        int lines = 0;
        for (byte b : payload) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** The events, in wire form. */
    List<byte[]> lines() {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < payload.length; i++) {
            if (payload[i] == '\n') {
                lines.add(Arrays.copyOfRange(payload, start, i));
                start = i + 1;
            }
        }
        return lines;
    }

    /** Whether a payload of this length can stand where so many bytes follow the header. */
    static boolean fits(int length, long remaining) {
        return length >= MIN_PAYLOAD && length <= remaining;
    }

    /** Whether the bytes of the array at the offset are a whole frame. */
    static boolean standsAt(byte[] bytes, int offset) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int length = buffer.getInt(offset);
        int start = offset + HEADER_BYTES;
        return fits(length, bytes.length - start) && holds(length, buffer.getInt(offset + CRC_OFFSET), bytes, start);
    }

    /** Whether the bytes are lines, and have the checksum. */
    static boolean holds(int length, int crc, byte[] bytes, int start) {
        // The first two are cheap, and nearly always enough where a frame is looked for in the middle of something.
        return bytes[start] == '{' && bytes[start + length - 1] == '\n' && crc(length, bytes, start) == crc;
    }

    private static int crc(int length, byte[] bytes, int start) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(CRC_OFFSET).putInt(length).flip());
        crc.update(bytes, start, length);
        return (int) crc.getValue();
    }
}
