package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds a key that stands in a log twice, without holding all keys in memory: they are put aside in a temporary file,
 * ordered by their first byte, and looked at afterwards, one first byte at a time. A key's index takes 24 bytes there.
 */
final class SeenKeys implements AutoCloseable {
    /** How many parts the keys are looked at in. */
    static final int PARTS = 256;

    private static final int LONGS = 3;
    private static final int KEY_BYTES = LONGS * Long.BYTES;

    private final long[] held;
    private final int[] counts = new int[PARTS];
    private final List<long[]> put = new ArrayList<>();
    private @Nullable FileChannel aside;
    private long written;
    private int holding;

    /**
     * No keys yet.
     *
     * @param memory how many are held in memory before they are put aside
     */
    SeenKeys(int memory) {
        held = new long[memory * LONGS];
    }

    private static int part(long high) {
        return (int) (high >>> (Long.SIZE - Byte.SIZE));
    }

    /** Takes an event's key. */
    void add(LogEntry.ByteKey key, long index) {
        if (holding == held.length) {
            putAside();
        }
        held[holding] = key.high();
        held[holding + 1] = key.low();
        held[holding + 2] = index;
        holding += LONGS;
        counts[part(key.high())]++;
    }

    private void putAside() {
        long[] begins = begins();
        ByteBuffer bytes = ByteBuffer.allocate(holding * Long.BYTES);
        long[] next = begins.clone();
        for (int i = 0; i < holding; i += LONGS) {
            int part = part(held[i]);
            int at = (int) (next[part] - written);
            bytes.putLong(at, held[i]).putLong(at + 8, held[i + 1]).putLong(at + 16, held[i + 2]);
            next[part] += KEY_BYTES;
        }
        write(bytes);
        put.add(begins);
        holding = 0;
        Arrays.fill(counts, 0);
    }

    /** Where each part of what is held will begin in the file, and where the last ends. */
    private long[] begins() {
        long[] begins = new long[PARTS + 1];
        begins[0] = written;
        for (int part = 0; part < PARTS; part++) {
            begins[part + 1] = begins[part] + (long) counts[part] * KEY_BYTES;
        }
        return begins;
    }

    private void write(ByteBuffer bytes) {
        try {
            FileChannel file = aside();
            while (bytes.hasRemaining()) {
                written += file.write(bytes, written);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private FileChannel aside() throws IOException {
        FileChannel file = aside;
        if (file == null) {
            Path path = Files.createTempFile("gatehouse-verify", ".keys");
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            aside = file;
            Files.delete(path); // It has no name, so nothing is left of it, however this process ends.
        }
        return file;
    }

    private static StorageFailed failed(IOException cause) {
        return new StorageFailed("the temporary file for the events' keys does not work", cause);
    }

    /** The smallest index of an event whose key another has before it, among the keys of a part. */
    OptionalLong firstRepeat(int part) {
        long[] keys = keys(part);
        int slots = Integer.highestOneBit(Math.max(1, keys.length / LONGS)) * 4;
        long[] table = new long[slots];
        long first = Long.MAX_VALUE;
        for (int i = 0; i < keys.length; i += LONGS) {
            first = Math.min(first, repeated(keys, i, table));
        }
        return first == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /** The index of the key at a place if the key is in the table already; otherwise puts it there. */
    private static long repeated(long[] keys, int at, long[] table) {
        int slot = (int) keys[at] & (table.length - 1);
        while (table[slot] != 0) {
            int other = (int) table[slot] - 1;
            if (keys[other] == keys[at] && keys[other + 1] == keys[at + 1]) {
                return keys[at + 2];
            }
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = at + 1L;
        return Long.MAX_VALUE;
    }

    /** The keys of a part, by their indexes. */
    private long[] keys(int part) {
        long[] keys = new long[count(part) * LONGS];
        int filled = 0;
        for (long[] begins : put) {
            int bytes = (int) (begins[part + 1] - begins[part]);
            read(begins[part], bytes).asLongBuffer().get(keys, filled, bytes / Long.BYTES);
            filled += bytes / Long.BYTES;
        }
        for (int i = 0; i < holding; i += LONGS) {
            if (part(held[i]) == part) {
                System.arraycopy(held, i, keys, filled, LONGS);
                filled += LONGS;
            }
        }
        return keys;
    }

    private int count(int part) {
        long bytes = put.stream()
                .mapToLong(begins -> begins[part + 1] - begins[part])
                .sum();
        return Math.toIntExact(bytes / KEY_BYTES) + counts[part];
    }

    private ByteBuffer read(long from, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try {
            FileChannel file = aside();
            while (bytes.hasRemaining()) {
                if (file.read(bytes, from + bytes.position()) < 0) {
                    throw new IOException("it has become shorter");
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return bytes.flip();
    }

    /** Deletes what was put aside. */
    @Override
    public void close() {
        FileChannel file = aside;
        aside = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }
}
