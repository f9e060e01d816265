package dev.gatehouse.scanner.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are looked at in one go: a chunk of the object, or what was decoded from another piece. Its buffers are reused.
 */
final class Piece {
    private final Text text = new Text();
    private byte[] scratch = new byte[0];
    private int[] map = new int[0];
    private boolean mapped;
    private int linearStart;
    private int linearFrom;
    private int linearTo = 1;
    private @Nullable Piece parent;
    private Encoding encoding = Encoding.BASE64;
    private int from;
    private int ownedEnd;

    /** The object's own bytes; keywords from {@code from} to {@code ownedEnd} are looked at. */
    void set(byte[] bytes, int length, int from, int ownedEnd) {
        text.set(bytes, length);
        this.from = from;
        this.ownedEnd = ownedEnd;
        parent = null;
    }

    /** Room for what is decoded. */
    byte[] room(int bytes) {
        if (scratch.length < bytes) {
            scratch = new byte[Math.max(bytes, 4096)];
        }
        return scratch;
    }

    /** Room for where each decoded byte comes from. */
    int[] mapRoom(int bytes) {
        if (map.length < bytes) {
            map = new int[Math.max(bytes, 4096)];
        }
        return map;
    }

    /** What was decoded into the room; each {@code to} bytes come from {@code from} of the parent's, beginning at start. */
    void decoded(Piece of, Encoding encoding, int length, int start, int from, int to) {
        decoded(of, encoding, length);
        mapped = false;
        linearStart = start;
        linearFrom = from;
        linearTo = to;
    }

    /** What was decoded into the room, with the map filled. */
    void decodedWithMap(Piece of, Encoding encoding, int length) {
        decoded(of, encoding, length);
        mapped = true;
    }

    private void decoded(Piece of, Encoding encoding, int length) {
        text.set(scratch, length);
        this.encoding = encoding;
        parent = of;
        from = 0;
        ownedEnd = length;
    }

    Text text() {
        return text;
    }

    byte[] bytes() {
        return text.bytes();
    }

    int length() {
        return text.length();
    }

    int from() {
        return from;
    }

    int ownedEnd() {
        return ownedEnd;
    }

    boolean isDecoded() {
        return parent != null;
    }

    /** Where a byte comes from in the object's own piece. */
    int origin(int index) {
        Piece of = parent;
        if (of == null) {
            return index;
        }
        int there = mapped ? map[index] : linearStart + (int) ((long) index * linearFrom / linearTo);
        return of.origin(there);
    }

    /** The encodings, the outermost first. */
    List<String> encodings() {
        List<String> words = new ArrayList<>();
        for (Piece one = this; one.parent != null; one = one.parent) {
            words.addFirst(one.encoding.word());
        }
        return words;
    }
}
