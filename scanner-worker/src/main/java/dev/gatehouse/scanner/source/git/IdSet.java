package dev.gatehouse.scanner.source.git;

import java.util.Arrays;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.util.NB;

/** Ids of objects, 20 bytes each in open addressing: a history has millions. */
final class IdSet {
    private static final int WORDS = 5;
    private static final int FIRST_SLOTS = 1 << 10;

    private int[] table = new int[FIRST_SLOTS * WORDS];
    private final byte[] raw = new byte[WORDS * Integer.BYTES];
    private final int[] id = new int[WORDS];
    private int size;
    private boolean hasZero;

    /** Adds an id; false if it was there. */
    boolean add(AnyObjectId added) {
        load(added);
        if (isZero(id, 0)) {
            boolean added1 = !hasZero;
            hasZero = true;
            return added1;
        }
        int slot = slot(table, id);
        if (!isZero(table, slot)) {
            return false;
        }
        System.arraycopy(id, 0, table, slot, WORDS);
        size++;
        if (3L * WORDS * size > 2L * table.length) {
            grow();
        }
        return true;
    }

    boolean contains(AnyObjectId sought) {
        load(sought);
        return isZero(id, 0) ? hasZero : !isZero(table, slot(table, id));
    }

    int size() {
        return size + (hasZero ? 1 : 0);
    }

    private void load(AnyObjectId from) {
        from.copyRawTo(raw, 0);
        for (int i = 0; i < WORDS; i++) {
            id[i] = NB.decodeInt32(raw, i * Integer.BYTES);
        }
    }

    /** Where an id stands, or the free place for it. Ids are hashes, so their first bits serve. */
    private static int slot(int[] table, int[] id) {
        int slots = table.length / WORDS;
        int slot = Math.floorMod(id[0] ^ id[1], slots);
        while (!isZero(table, slot * WORDS) && !Arrays.equals(table, slot * WORDS, (slot + 1) * WORDS, id, 0, WORDS)) {
            slot = (slot + 1) % slots;
        }
        return slot * WORDS;
    }

    private static boolean isZero(int[] words, int from) {
        return (words[from] | words[from + 1] | words[from + 2] | words[from + 3] | words[from + 4]) == 0;
    }

    private void grow() {
        int[] larger = new int[table.length * 2];
        int[] moved = new int[WORDS];
        for (int from = 0; from < table.length; from += WORDS) {
            if (!isZero(table, from)) {
                System.arraycopy(table, from, moved, 0, WORDS);
                System.arraycopy(moved, 0, larger, slot(larger, moved), WORDS);
            }
        }
        table = larger;
    }
}
