package dev.gatehouse.client.audit;

import java.util.Arrays;
import java.util.BitSet;

/** A file's bytes as a process reads them, and as the disk has them. */
final class FakeFile {
    /** What a power cut leaves of the bytes that were written and not forced. */
    enum Kept {
        NOTHING,
        FIRST_HALF,
        SECOND_HALF,
        EVERYTHING
    }

    private byte[] cache = new byte[0];
    private byte[] disk = new byte[0];
    private BitSet dirty = new BitSet();
    private boolean sizeDirty;

    static FakeFile durable(byte[] bytes) {
        FakeFile file = new FakeFile();
        file.cache = bytes.clone();
        file.disk = bytes.clone();
        return file;
    }

    FakeFile copy() {
        FakeFile copy = new FakeFile();
        copy.cache = cache.clone();
        copy.disk = disk.clone();
        copy.dirty = (BitSet) dirty.clone();
        copy.sizeDirty = sizeDirty;
        return copy;
    }

    byte[] bytes() {
        return cache.clone();
    }

    void write(byte[] bytes, long offset) {
        int start = (int) offset;
        int end = start + bytes.length;
        if (end > cache.length) {
            cache = Arrays.copyOf(cache, end);
            sizeDirty = true;
        }
        System.arraycopy(bytes, 0, cache, start, bytes.length);
        dirty.set(start, end);
    }

    void truncate(long size) {
        sizeDirty = true;
        cache = Arrays.copyOf(cache, (int) size);
        dirty.clear(cache.length, Math.max(cache.length, dirty.length()));
    }

    void force() {
        // A page that is written back past the disk's end extends it, also where the size was thought clean.
        int size = sizeDirty ? cache.length : Math.max(disk.length, dirty.length());
        disk = Arrays.copyOf(disk, size);
        dirty.stream().forEach(i -> disk[i] = cache[i]);
        loseDirtyPages();
    }

    void loseDirtyPages() {
        dirty.clear();
        sizeDirty = false;
    }

    FakeFile afterPowerCut(Kept kept) {
        FakeFile survivor = copy();
        int middle = (dirty.nextSetBit(0) + dirty.length()) / 2;
        switch (kept) {
            case NOTHING -> survivor.loseDirtyPages();
            case FIRST_HALF -> survivor.dirty.clear(Math.max(middle, 0), Math.max(middle, dirty.length()));
            case SECOND_HALF -> survivor.dirty.clear(0, Math.max(middle, 0));
            case EVERYTHING -> {}
        }
        survivor.force();
        return durable(survivor.disk);
    }
}
