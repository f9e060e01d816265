package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.tlog.TilePath;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** Compares stored tiles and bundles with what they must be, some of them by other threads; tells of the first that differs. */
final class TileChecks {
    private final LogSource source;
    private final Executor threads;
    private final int ahead;
    private final Deque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
    private final AtomicLong bytes = new AtomicLong();
    private Optional<BrokenLog> first = Optional.empty();

    /** @param ahead how many are compared at a time */
    TileChecks(LogSource source, Executor threads, int ahead) {
        this.source = source;
        this.threads = threads;
        this.ahead = ahead;
    }

    /** Bytes that were read. */
    long bytes() {
        return bytes.get();
    }

    /**
     * Has a tile compared.
     *
     * @param itemBytes the size of an item in it, for telling which differs
     * @throws BrokenLog one that was given before differs
     */
    void require(TilePath id, TilePath whole, byte[] expected, int itemBytes, String item) {
        underWay.add(CompletableFuture.runAsync(() -> compare(id, whole, expected, itemBytes, item), threads));
        while (underWay.size() > ahead) {
            done(underWay.remove());
        }
    }

    /**
     * Waits until all of them were compared.
     *
     * @throws BrokenLog the first that differs
     */
    void await() {
        first.ifPresent(broken -> {
            throw broken;
        });
        while (!underWay.isEmpty()) {
            done(underWay.remove());
        }
    }

    /** All later ones are of no interest once one differs. */
    private void done(CompletableFuture<Void> check) {
        try {
            check.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof BrokenLog broken) {
                first = Optional.of(broken);
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** A writer drops a partial tile when the full one is there, which then begins with the same bytes. */
    private void compare(TilePath id, TilePath whole, byte[] expected, int itemBytes, String item) {
        Optional<byte[]> stored = source.file(id.path());
        boolean longer = stored.isEmpty() && !id.full();
        Place place = new Place.InTile((longer ? whole : id).path());
        byte[] found = (longer ? source.file(whole.path()) : stored)
                .orElseThrow(() -> new BrokenLog(new Place.InTile(id.path()), "it is missing"));
        bytes.addAndGet(found.length);
        int end = longer ? Math.min(found.length, expected.length) : found.length;
        int differs = Arrays.mismatch(found, 0, end, expected, 0, expected.length);
        if (differs == expected.length) {
            throw new BrokenLog(place, "bytes follow its last " + item);
        }
        if (differs >= 0) {
            String what = differs == end ? "it ends inside " : "byte " + differs + " is not as computed, in ";
            throw new BrokenLog(place, what + item + " " + differs / itemBytes);
        }
    }
}
