package dev.gatehouse.audit.storage.local;

import dev.gatehouse.audit.log.KeyIndex;
import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

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
    private static final int MAGIC_AT = 0;
    private static final int COMPLETE = 8;
    private static final int USED = 16;
    private static final int CLEAN = 24;
    private static final long SMALLEST = 1 << 12;

    private final Path file;
    private @Nullable MappedSlots mapped;
    private long used;

    private MappedKeyIndex(Path file) {
        this.file = file;
    }

    /** Opens an index; what is no index, or was made on a machine with another byte order, is begun anew. */
    public static MappedKeyIndex open(Path file) {
        MappedKeyIndex index = new MappedKeyIndex(file);
        try {
            long size = Files.exists(file) ? Files.size(file) : 0;
            long slots = (size - MappedSlots.HEAD) / MappedSlots.SLOT;
            boolean whole = slots >= SMALLEST
                    && Long.bitCount(slots) == 1
                    && size == MappedSlots.HEAD + slots * MappedSlots.SLOT;
            if (whole) {
                index.map(file, slots);
            }
            if (!whole || index.slots().head(MAGIC_AT) != MAGIC) {
                index.begin();
            }
        } catch (IOException e) {
            throw new StorageFailed("the index of keys " + file + " can't be opened", e);
        }
        return index;
    }

    private MappedSlots slots() {
        MappedSlots slots = mapped;
        if (slots == null) {
            throw new IllegalStateException("the index of keys is closed");
        }
        return slots;
    }

    private void begin() throws IOException {
        Files.deleteIfExists(file);
        map(file, SMALLEST);
        slots().setHead(MAGIC_AT, MAGIC);
    }

    private void map(Path path, long count) throws IOException {
        MappedSlots slots = MappedSlots.map(path, count);
        used = slots.head(CLEAN) == 1 ? slots.head(USED) : count(slots);
        slots.setHead(CLEAN, 0);
        mapped = slots;
    }

    private static long count(MappedSlots slots) {
        long count = 0;
        for (long i = 0; i < slots.count(); i++) {
            count += slots.value(i) == 0 ? 0 : 1;
        }
        return count;
    }

    @Override
    public synchronized OptionalLong find(LogEntry.ByteKey key) {
        long value = slots().value(slot(slots(), key));
        return value == 0 ? OptionalLong.empty() : OptionalLong.of(value - 1);
    }

    /** A key's slot, or the free one where it belongs. */
    private static long slot(MappedSlots slots, LogEntry.ByteKey key) {
        long place = key.high() & (slots.count() - 1);
        while (slots.value(place) != 0 && (slots.high(place) != key.high() || slots.low(place) != key.low())) {
            place = (place + 1) & (slots.count() - 1);
        }
        return place;
    }

    @Override
    public synchronized void put(LogEntry.ByteKey key, long index) {
        if (used * 2 >= slots().count()) {
            grow(slots());
        }
        MappedSlots slots = slots();
        long slot = slot(slots, key);
        if (slots.value(slot) == 0) {
            used++;
        }
        slots.set(slot, key.high(), key.low(), index + 1);
    }

    private void grow(MappedSlots old) {
        Path larger = file.resolveSibling(file.getFileName() + ".larger");
        try {
            Files.deleteIfExists(larger);
            MappedSlots slots = MappedSlots.map(larger, old.count() * 2);
            long copied = copy(old, slots);
            slots.setHead(MAGIC_AT, MAGIC);
            slots.setHead(COMPLETE, old.head(COMPLETE));
            slots.force();
            Files.move(larger, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            mapped = slots;
            used = copied;
        } catch (IOException e) {
            throw new StorageFailed("the index of keys " + file + " can't grow", e);
        }
    }

    private static long copy(MappedSlots old, MappedSlots slots) {
        long copied = 0;
        for (long i = 0; i < old.count(); i++) {
            long value = old.value(i);
            if (value != 0) {
                LogEntry.ByteKey key = new LogEntry.ByteKey(old.high(i), old.low(i));
                slots.set(slot(slots, key), key.high(), key.low(), value);
                copied++;
            }
        }
        return copied;
    }

    @Override
    public synchronized long complete() {
        return slots().head(COMPLETE);
    }

    @Override
    public synchronized void flush(long complete) {
        MappedSlots slots = slots();
        slots.setHead(USED, used);
        slots.force();
        slots.setHead(COMPLETE, complete);
        slots.force();
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
        if (mapped != null) {
            slots().setHead(USED, used);
            slots().setHead(CLEAN, 1);
            mapped = null;
        }
    }
}
