package dev.gatehouse.config.store.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Asks for many names in batches, side by side.
 *
 * <p>Batches block, on the executor's threads. The first one runs on the caller's, so that a single one starts none.
 */
final class Batches {
    private final Executor executor;

    Batches(Executor executor) {
        this.executor = executor;
    }

    /** What the batches answer, in the order of the names' batches. The first failure in that order is thrown. */
    <T> List<T> of(List<String> names, int size, Function<List<String>, List<T>> batch) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<CompletableFuture<List<T>>> others = new ArrayList<>();
        for (int from = size; from < names.size(); from += size) {
            List<String> part = names.subList(from, Math.min(names.size(), from + size));
            others.add(CompletableFuture.supplyAsync(() -> batch.apply(part), executor));
        }
        List<T> answers = new ArrayList<>(batch.apply(names.subList(0, Math.min(names.size(), size))));
        others.forEach(other -> answers.addAll(join(other)));
        return answers;
    }

    private static <T> T join(CompletableFuture<T> part) {
        try {
            return part.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
