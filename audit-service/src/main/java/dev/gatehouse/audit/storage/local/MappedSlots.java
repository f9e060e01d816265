package dev.gatehouse.audit.storage.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A mapped file of a head and slots of three numbers. It is mapped in pieces, as one piece has at most 2 GiB; a mapping ends
 * when nobody has it. Numbers have the machine's byte order. It is made of buffers and not of memory segments, which native
 * executables lack.
 */
final class MappedSlots {
    static final int HEAD = 64;
    static final int SLOT = 24;
    private static final int PIECE_BITS = 25;
    private static final int IN_PIECE = (1 << PIECE_BITS) - 1;

    private final long count;
    private final MappedByteBuffer head;
    private final MappedByteBuffer[] pieces;

    private MappedSlots(long count, MappedByteBuffer head, MappedByteBuffer[] pieces) {
        this.count = count;
        this.head = head;
        this.pieces = pieces;
    }

    /** Maps a file, and makes it as long as it has to be. */
    static MappedSlots map(Path file, long count) throws IOException {
        try (FileChannel channel = DurableFiles.open(file, CREATE, READ, WRITE)) {
            allocate(channel, HEAD + count * SLOT);
            MappedByteBuffer[] pieces = new MappedByteBuffer[(int) ((count + IN_PIECE) >> PIECE_BITS)];
            for (int i = 0; i < pieces.length; i++) {
                long first = (long) i << PIECE_BITS;
                pieces[i] = map(channel, HEAD + first * SLOT, Math.min(count - first, IN_PIECE + 1L) * SLOT);
            }
            return new MappedSlots(count, map(channel, 0, HEAD), pieces);
        }
    }

    private static MappedByteBuffer map(FileChannel channel, long from, long bytes) throws IOException {
        MappedByteBuffer piece = channel.map(FileChannel.MapMode.READ_WRITE, from, bytes);
        piece.order(ByteOrder.nativeOrder());
        return piece;
    }

    /** Writes zeroes where nothing is yet: a hole that the disk has no room for would end the process when it is used. */
    private static void allocate(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeroes = ByteBuffer.allocate(64 << 10);
        for (long at = channel.size(); at < bytes; at += zeroes.limit()) {
            zeroes.clear().limit((int) Math.min(zeroes.capacity(), bytes - at));
            DurableFiles.write(channel, zeroes, at);
        }
    }

    /** How many slots there are. */
    long count() {
        return count;
    }

    /** A number of the head. */
    long head(int offset) {
        return head.getLong(offset);
    }

    void setHead(int offset, long value) {
        head.putLong(offset, value);
    }

    long high(long slot) {
        return piece(slot).getLong(offset(slot));
    }

    long low(long slot) {
        return piece(slot).getLong(offset(slot) + 8);
    }

    long value(long slot) {
        return piece(slot).getLong(offset(slot) + 16);
    }

    void set(long slot, long high, long low, long value) {
        MappedByteBuffer piece = piece(slot);
        int offset = offset(slot);
        piece.putLong(offset, high);
        piece.putLong(offset + 8, low);
        piece.putLong(offset + 16, value);
    }

    /** Makes all of it durable, the head last. */
    void force() {
        for (MappedByteBuffer piece : pieces) {
            piece.force();
        }
        head.force();
    }

    private MappedByteBuffer piece(long slot) {
        return pieces[(int) (slot >> PIECE_BITS)];
    }

    private static int offset(long slot) {
        return ((int) slot & IN_PIECE) * SLOT;
    }
}
