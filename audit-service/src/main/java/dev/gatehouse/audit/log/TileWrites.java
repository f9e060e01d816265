package dev.gatehouse.audit.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Puts tiles in their store, several at a time: each waits for the disk or the network by itself, and a busy log has
 * hundreds of them in a second. One thread uses it.
 */
final class TileWrites implements AutoCloseable {
    private static final int AT_ONCE = 8;
    /** Tiles that are collected before they are written: about a megabyte. */
    private static final int TOGETHER = 64;

    private final TileStore store;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("log-tiles-", 0).daemon().factory());
    private final List<Callable<Void>> waiting = new ArrayList<>();

    TileWrites(TileStore store) {
        this.store = store;
    }

    /** Puts a tile at a path, now or at the latest when {@link #complete} returns. */
    void put(String path, byte[] bytes) {
        waiting.add(() -> {
            store.put(path, bytes);
            return null;
        });
        if (waiting.size() >= TOGETHER) {
            complete();
        }
    }

    /**
     * Returns when all tiles are kept. Where one is not, none waits any more, and which of them are kept is not known.
     *
     * @throws RuntimeException as {@link TileStore#put}
     */
    void complete() {
        List<Callable<Void>> now = List.copyOf(waiting);
        waiting.clear();
        try {
            for (Future<Void> written : threads.invokeAll(now)) {
                written.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new StorageFailed("a tile was not kept", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageFailed("interrupted while tiles were written", e);
        }
    }

    /** Forgets what waits. */
    void forget() {
        waiting.clear();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
