package dev.gatehouse.audit.http;

import dev.gatehouse.audit.query.TableUnavailable;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Threads for queries. The table's library computes in native code, where a virtual thread would hold one of the few that
 * carry all others, so these are the platform's; who waits for them is virtual.
 */
public final class QueryThreads implements AutoCloseable {
    private static final int WAITING_PER_THREAD = 16;

    private final ThreadPoolExecutor queries;
    private final ThreadPoolExecutor exports;

    /**
     * @param queries that run at once; some more wait
     * @param exports that run at once; none waits
     */
    public QueryThreads(int queries, int exports) {
        this.queries = new ThreadPoolExecutor(
                queries,
                queries,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queries * WAITING_PER_THREAD),
                Thread.ofPlatform().daemon().name("query-", 0).factory());
        this.queries.allowCoreThreadTimeOut(true);
        this.exports = new ThreadPoolExecutor(
                0,
                exports,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("export-", 0).factory());
    }

    /**
     * Runs a query and waits for its result; what it throws is thrown here.
     *
     * @throws TableUnavailable too many are waiting
     */
    <T> T query(Supplier<T> query) {
        Future<T> result;
        try {
            result = queries.submit(query::get);
        } catch (RejectedExecutionException e) {
            throw new TableUnavailable("too many queries are waiting");
        }
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TableUnavailable("interrupted while it waited for a query");
        } catch (ExecutionException e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException thrown ? thrown : new IllegalStateException(cause);
    }

    /** Begins an export; false where as many as may be are under way. */
    boolean export(Runnable export) {
        try {
            exports.execute(export);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        queries.shutdownNow();
        exports.shutdownNow();
    }
}
