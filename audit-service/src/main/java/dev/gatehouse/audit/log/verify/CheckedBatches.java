package dev.gatehouse.audit.log.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** The log's batches in order, some of them checked ahead by other threads. */
final class CheckedBatches {
    private final BatchReader reader;
    private final Executor threads;
    private final int ahead;
    private final Deque<CompletableFuture<CheckedBatch>> underWay = new ArrayDeque<>();
    /** Why nothing more can be read; told when all before it is taken. */
    private Optional<BrokenLog> end = Optional.empty();

    /** @param ahead how many batches are checked ahead of the one that is taken */
    CheckedBatches(BatchReader reader, Executor threads, int ahead) {
        this.reader = reader;
        this.threads = threads;
        this.ahead = ahead;
    }

    /**
     * The next batch.
     *
     * @param goal the event before which reading ends
     * @throws BrokenLog it can't be read as a batch
     */
    CheckedBatch next(long goal) {
        while (underWay.size() <= ahead && reader.index() < goal && end.isEmpty()) {
            read();
        }
        CompletableFuture<CheckedBatch> next = underWay.poll();
        if (next == null) {
            throw end.orElseThrow(() -> new IllegalStateException("nothing is left before the goal"));
        }
        return checked(next);
    }

    private void read() {
        try {
            Batch batch = reader.next();
            underWay.add(CompletableFuture.supplyAsync(() -> BatchCheck.check(batch), threads));
        } catch (BrokenLog e) {
            end = Optional.of(e);
        }
    }

    private static CheckedBatch checked(CompletableFuture<CheckedBatch> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** What stands in a batch's place now. */
    CheckedBatch again(CheckedBatch before) {
        return BatchCheck.check(reader.again(before.batch()));
    }
}
