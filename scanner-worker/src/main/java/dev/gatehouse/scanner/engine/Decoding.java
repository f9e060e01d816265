package dev.gatehouse.scanner.engine;

import dev.gatehouse.client.managed.ManagedKey;
import java.util.List;

/** Looks at pieces and at what is encoded in them, to a depth. */
final class Decoding {
    /** The shortest run of base64 that is decoded: fifteen bytes. */
    private static final int SHORTEST = 20;
    /** The shortest run that can hold a managed value: eight bytes. */
    private static final int SHORTEST_MANAGED = 11;

    private static final int SHORTEST_WIDE = 12;
    private static final int NUL_SAMPLE = 8192;

    private final ScanLimits limits;
    private final Budgets budgets;
    private final Results results;
    private final PieceScan[] scans;
    private final Piece[] pieces;
    private final Piece aligned = new Piece();
    private final ManagedValues managed;
    private final ManagedKey.ValueMac mac;
    private List<String> outer = List.of();
    /** Where the last run of the object's own bytes began, from the beginning of the object; -1: none. */
    private long lastRun;

    private long base;

    Decoding(Plan plan, ScanLimits limits, ManagedValues managed, Budgets budgets, Results results) {
        this.limits = limits;
        this.managed = managed;
        this.budgets = budgets;
        this.results = results;
        mac = managed.key().valueMac();
        scans = new PieceScan[limits.decodeDepth() + 1];
        pieces = new Piece[limits.decodeDepth() + 1];
        for (int i = 0; i < scans.length; i++) {
            scans[i] = new PieceScan(plan, limits, budgets, results);
            pieces[i] = new Piece();
        }
    }

    void begin(dev.gatehouse.scanner.finding.ObjectName name, PathKind path, boolean[] applies, List<String> outer) {
        for (PieceScan scan : scans) {
            scan.begin(name, path, applies, outer);
        }
        this.outer = outer;
        lastRun = -1;
    }

    /** Looks at a chunk, which begins at {@code base} of the object. */
    void chunk(byte[] bytes, int length, int from, int ownedEnd, long base) {
        this.base = base;
        pieces[0].set(bytes, length, from, ownedEnd);
        look(0);
    }

    private void look(int depth) {
        Piece piece = pieces[depth];
        scans[depth].scan(piece);
        findManaged(piece);
        if (depth < limits.decodeDepth() && !results.isFull()) {
            undoEscapes(piece, depth);
            findManagedEscaped(piece, depth);
            undoRuns(piece, depth);
            undoWide(piece, depth);
        }
    }

    private void findManaged(Piece piece) {
        if (!managed.isEmpty()) {
            managed.find(
                    piece.bytes(),
                    piece.from(),
                    piece.ownedEnd(),
                    piece.length(),
                    mac,
                    (value, start) -> results.accept(piece, value, start, outer));
        }
    }

    private void undoEscapes(Piece piece, int depth) {
        int[] hints = scans[depth].hints();
        int done = 0;
        for (int hint : hints) {
            if (hint >= done && budgets.mayDecode(0)) {
                done = EscapedText.decode(piece, hint, done, pieces[depth + 1]);
                if (budgets.mayDecode(pieces[depth + 1].length())) {
                    look(depth + 1);
                }
            }
        }
    }

    /** A managed value may have a quote or slash that is escaped, which is too common to be undone for every rule. */
    private void findManagedEscaped(Piece piece, int depth) {
        if (managed.isEmpty()) {
            return;
        }
        byte[] bytes = piece.bytes();
        int done = piece.from();
        for (int i = piece.from(); i < piece.ownedEnd() - 1; i++) {
            if (bytes[i] == '\\' && i >= done && EscapedText.isPlain(bytes[i + 1]) && budgets.mayDecode(0)) {
                done = EscapedText.decode(piece, i, done, pieces[depth + 1]);
                if (budgets.mayDecode(pieces[depth + 1].length())) {
                    findManaged(pieces[depth + 1]);
                }
            }
        }
    }

    private void undoRuns(Piece piece, int depth) {
        int[] done = new int[1];
        int shortest = managed.isEmpty() ? SHORTEST : SHORTEST_MANAGED;
        EncodedRuns.find(piece.bytes(), piece.from(), piece.ownedEnd(), piece.length(), shortest, (start, end) -> {
            if (!managed.isEmpty()) {
                findManaged(piece, start, end);
            }
            if (end - start >= SHORTEST && end > done[0]) {
                done[0] = undoRun(piece, depth, depth == 0 ? aligned(start) : start, end);
            }
        });
    }

    /** Where a run of the object's own bytes is to be decoded from, which may have begun in the chunk before. */
    private int aligned(int start) {
        Piece piece = pieces[0];
        boolean continued =
                start == piece.from() && start > 0 && EncodedRuns.BASE64[piece.bytes()[start - 1] & 0xff] >= 0;
        if (continued && lastRun >= 0) {
            return start + (int) ((4 - (base + start - lastRun) % 4) % 4);
        }
        lastRun = base + start;
        return start;
    }

    private int undoRun(Piece piece, int depth, int start, int end) {
        Piece into = pieces[depth + 1];
        int last = end;
        boolean text = false;
        if (DigitRuns.isHex(piece.bytes(), start, end)) {
            text = DigitRuns.decodeHex(piece, start, end, into);
        }
        if (!text) {
            int wrapped = DigitRuns.decodeBase64(piece, start, end, into);
            text = wrapped >= 0;
            last = Math.max(wrapped, end);
        }
        if (text && budgets.mayDecode(into.length()) && !results.isFull()) {
            look(depth + 1);
        }
        return last;
    }

    /** Looks for managed values in a run at each alignment, whether it looks like text or not. */
    private void findManaged(Piece piece, int start, int end) {
        for (int shift = 0; shift < 4 && start + shift < end; shift++) {
            byte[] out = aligned.room((end - start) / 4 * 3 + 4);
            int length = DigitRuns.decode(piece.bytes(), start + shift, end, out);
            aligned.decoded(piece, Encoding.BASE64, length, start + shift, 4, 3);
            findManaged(aligned);
        }
        for (int shift = 0; shift < 2; shift++) {
            int even = end - (end - start - shift) % 2;
            if (DigitRuns.isHex(piece.bytes(), start + shift, even)) {
                byte[] out = aligned.room((even - start) / 2 + 1);
                int length = (even - start - shift) / 2;
                for (int i = 0; i < length; i++) {
                    out[i] = (byte) EscapedText.hex(piece.bytes(), start + shift + 2 * i, 2);
                }
                aligned.decoded(piece, Encoding.HEX, length, start + shift, 2, 1);
                findManaged(aligned);
            }
        }
    }

    /** Looks at runs of UTF-16 in what has NULs. */
    private void undoWide(Piece piece, int depth) {
        byte[] bytes = piece.bytes();
        if (!hasNul(bytes, piece.from(), piece.length())) {
            return;
        }
        int at = piece.from();
        while (at < piece.ownedEnd() && !results.isFull()) {
            int end = wideEnd(bytes, at, piece.length());
            if (end - at >= 2 * SHORTEST_WIDE) {
                narrow(piece, depth, at, end);
            }
            at = Math.max(at + 1, end);
        }
    }

    private void narrow(Piece piece, int depth, int start, int end) {
        Piece into = pieces[depth + 1];
        int length = (end - start) / 2;
        if (!budgets.mayDecode(length)) {
            return;
        }
        byte[] out = into.room(length);
        for (int i = 0; i < length; i++) {
            out[i] = piece.bytes()[start + 2 * i];
        }
        into.decoded(piece, Encoding.UTF_16LE, length, start, 2, 1);
        look(depth + 1);
    }

    private static int wideEnd(byte[] bytes, int start, int length) {
        int at = start;
        while (at + 1 < length && bytes[at + 1] == 0 && isText(bytes[at])) {
            at += 2;
        }
        return at;
    }

    private static boolean isText(byte b) {
        return (b >= ' ' && b <= '~') || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean hasNul(byte[] bytes, int from, int length) {
        int to = Math.min(length, from + NUL_SAMPLE);
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
