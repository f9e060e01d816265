package dev.gatehouse.audit.storage.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.gatehouse.audit.log.KeyIndex;
import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;

/**
 * The index of keys as a hash table in a mapped file: memory that the operating system takes back when it needs it. Open
 * addressing with linear probing; a slot is the 16 bytes of the key and the event's index plus one, all zero where it is
 * free. Keys are halves of SHA-256, so their own bits say where they go.
 *
 * <p>The file's head says up to which event it is complete. What was put after that may or may not be there after a crash,
 * and is put again. A table that is more than half full is written anew, twice as large.
 */
public final class MappedKeyIndex implements KeyIndex {
    private static final long MAGIC = 0x4748_4b49_3031_0000L;
    private static final long COMPLETE = 8;
    private static final long USED = 16;
    private static final long CLEAN = 24;
    private static final long HEAD = 64;
    private static final long SLOT = 24;
    private static final long SMALLEST = 1 << 12;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final Path file;
    private MemorySegment table = MemorySegment.NULL;
    private long slots;
    private long used;

    private MappedKeyIndex(Path file) {
        this.file = file;
    }

    /** Opens an index; what is no index, or was made on a machine with another byte order, is begun anew. */
    public static MappedKeyIndex open(Path file) {
        MappedKeyIndex index = new MappedKeyIndex(file);
        try {
            long size = Files.exists(file) ? Files.size(file) : 0;
            long slots = (size - HEAD) / SLOT;
            if (slots >= SMALLEST && Long.bitCount(slots) == 1 && size == HEAD + slots * SLOT) {
                index.map(file, slots);
            }
            if (index.slots == 0 || index.table.get(LONG, 0) != MAGIC) {
                index.begin();
            }
        } catch (IOException e) {
            throw new StorageFailed("the index of keys " + file + " can't be opened", e);
        }
        return index;
    }

    private void begin() throws IOException {
        Files.deleteIfExists(file);
        map(file, SMALLEST);
        table.set(LONG, 0, MAGIC);
    }

    private void map(Path path, long count) throws IOException {
        long bytes = HEAD + count * SLOT;
        try (FileChannel channel = DurableFiles.open(path, CREATE, READ, WRITE)) {
            allocate(channel, bytes);
            // A mapping ends when nobody has it: native executables can't end one that threads share.
            table = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, Arena.ofAuto());
        }
        slots = count;
        used = table.get(LONG, CLEAN) == 1 ? table.get(LONG, USED) : count();
        table.set(LONG, CLEAN, 0);
    }

    /** Writes zeroes where nothing is yet: a hole that the disk has no room for would end the process when it is used. */
    private static void allocate(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeroes = ByteBuffer.allocate(64 << 10);
        for (long at = channel.size(); at < bytes; at += zeroes.limit()) {
            zeroes.clear().limit((int) Math.min(zeroes.capacity(), bytes - at));
            DurableFiles.write(channel, zeroes, at);
        }
    }

    private long count() {
        long count = 0;
        for (long i = 0; i < slots; i++) {
            count += table.get(LONG, HEAD + i * SLOT + 16) == 0 ? 0 : 1;
        }
        return count;
    }

    @Override
    public synchronized OptionalLong find(LogEntry.ByteKey key) {
        long value = table.get(LONG, slot(table, slots, key) + 16);
        return value == 0 ? OptionalLong.empty() : OptionalLong.of(value - 1);
    }

    /** The offset of a key's slot, or of the free one where it belongs. */
    private static long slot(MemorySegment table, long slots, LogEntry.ByteKey key) {
        long place = key.high() & (slots - 1);
        while (true) {
            long offset = HEAD + place * SLOT;
            boolean free = table.get(LONG, offset + 16) == 0;
            if (free || (table.get(LONG, offset) == key.high() && table.get(LONG, offset + 8) == key.low())) {
                return offset;
            }
            place = (place + 1) & (slots - 1);
        }
    }

    @Override
    public synchronized void put(LogEntry.ByteKey key, long index) {
        if (used * 2 >= slots) {
            grow();
        }
        long offset = slot(table, slots, key);
        if (table.get(LONG, offset + 16) == 0) {
            used++;
        }
        set(table, offset, key.high(), key.low(), index + 1);
    }

    private static void set(MemorySegment table, long offset, long high, long low, long value) {
        table.set(LONG, offset, high);
        table.set(LONG, offset + 8, low);
        table.set(LONG, offset + 16, value);
    }

    private void grow() {
        Path larger = file.resolveSibling(file.getFileName() + ".larger");
        MemorySegment old = table;
        long oldSlots = slots;
        try {
            Files.deleteIfExists(larger);
            map(larger, oldSlots * 2);
            copy(old, oldSlots);
            table.set(LONG, 0, MAGIC);
            table.set(LONG, COMPLETE, old.get(LONG, COMPLETE));
            table.force();
            Files.move(larger, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StorageFailed("the index of keys " + file + " can't grow", e);
        }
    }

    private void copy(MemorySegment old, long oldSlots) {
        used = 0;
        for (long i = 0; i < oldSlots; i++) {
            long from = HEAD + i * SLOT;
            long value = old.get(LONG, from + 16);
            if (value != 0) {
                LogEntry.ByteKey key = new LogEntry.ByteKey(old.get(LONG, from), old.get(LONG, from + 8));
                set(table, slot(table, slots, key), key.high(), key.low(), value);
                used++;
            }
        }
    }

    @Override
    public synchronized long complete() {
        return table.get(LONG, COMPLETE);
    }

    @Override
    public synchronized void flush(long complete) {
        table.set(LONG, USED, used);
        table.force();
        table.set(LONG, COMPLETE, complete);
        table.force();
    }

    @Override
    public synchronized void clear() {
        try {
            begin();
        } catch (IOException e) {
            throw new StorageFailed("the index of keys " + file + " can't be begun anew", e);
        }
    }

    @Override
    public synchronized void close() {
        if (slots > 0) {
            table.set(LONG, USED, used);
            table.set(LONG, CLEAN, 1);
            table = MemorySegment.NULL;
            slots = 0;
        }
    }
}
