package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.log.StorageFailed;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongFunction;

/**
 * Reads payload objects a window at a time and keeps the last windows: what looks at each event of a frame, as opening a log
 * does, asks S3 once for hundreds of them. Who reads the objects in their order, as the rebuilding of an index does, finds
 * the next ones asked for already. Safe for use by many threads.
 */
final class S3Windows {
    /** Bytes of a window; S3 takes longer to begin an answer than to send so many. */
    static final int WINDOW = 256 << 10;

    private static final int MOST = 64;
    private static final int AHEAD = 32;

    private final S3Folder folder;
    private final LongFunction<String> names;
    private final Map<Place, CompletableFuture<byte[]>> kept = new LinkedHashMap<>(MOST, 0.75f, true);
    private long[] order = {};
    private long last = -1;

    S3Windows(S3Folder folder, LongFunction<String> names) {
        this.folder = folder;
        this.names = names;
    }

    private record Place(long segment, long window) {}

    /** Takes note of which objects there are, in their order. */
    synchronized void order(List<Long> segments) {
        order = segments.stream().mapToLong(Long::longValue).toArray();
    }

    /** Up to {@code length} bytes from an offset on; fewer only where the object ends before. */
    ByteBuffer read(long segment, long offset, int length) {
        long window = offset / WINDOW;
        if (length == 0 || (offset + length - 1) / WINDOW != window) {
            return folder.read(names.apply(segment), offset, length);
        }
        askAhead(segment);
        byte[] bytes = window(new Place(segment, window));
        int from = Math.min((int) (offset - window * WINDOW), bytes.length);
        // A copy, so that who keeps an event does not keep a window.
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, Math.min(from + length, bytes.length)));
    }

    private byte[] window(Place place) {
        CompletableFuture<byte[]> fresh = new CompletableFuture<>();
        Optional<CompletableFuture<byte[]>> there = keep(place, fresh);
        if (there.isEmpty()) {
            fill(place, fresh);
        }
        try {
            return there.orElse(fresh).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StorageFailed failed ? failed : e;
        }
    }

    /** @return what is there already; empty where the fresh one is kept, and is to be filled */
    private synchronized Optional<CompletableFuture<byte[]>> keep(Place place, CompletableFuture<byte[]> fresh) {
        Optional<CompletableFuture<byte[]>> there = Optional.ofNullable(kept.get(place));
        if (there.isPresent()) {
            return there;
        }
        kept.put(place, fresh);
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
        return Optional.empty();
    }

    private void fill(Place place, CompletableFuture<byte[]> fresh) {
        try {
            ByteBuffer bytes = folder.read(names.apply(place.segment()), place.window() * WINDOW, WINDOW);
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            fresh.complete(array);
        } catch (RuntimeException e) {
            drop(place, fresh);
            fresh.completeExceptionally(e);
        }
    }

    private synchronized void drop(Place place, CompletableFuture<byte[]> failed) {
        kept.remove(place, failed);
    }

    private void askAhead(long segment) {
        for (long next : next(segment)) {
            Place place = new Place(next, 0);
            CompletableFuture<byte[]> fresh = new CompletableFuture<>();
            if (keep(place, fresh).isEmpty()) {
                Thread.ofVirtual().name("read-ahead").start(() -> fill(place, fresh));
            }
        }
    }

    /** The objects after this one, where the one before it was the last to be read. */
    private synchronized long[] next(long segment) {
        long before = last;
        last = segment;
        int place = before == segment ? -1 : Arrays.binarySearch(order, segment);
        boolean inARow = place > 0 && order[place - 1] == before;
        return inARow ? Arrays.copyOfRange(order, place + 1, Math.min(order.length, place + 1 + AHEAD)) : new long[0];
    }

    /** Forgets an object that was changed. A window that is being read now is not kept either. */
    synchronized void forget(long segment) {
        kept.keySet().removeIf(place -> place.segment() == segment);
    }
}
