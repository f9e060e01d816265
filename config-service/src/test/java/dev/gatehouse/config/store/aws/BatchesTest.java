package dev.gatehouse.config.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.failure.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    @Test
    void splitsNamesAndKeepsTheirOrder() {
        List<List<String>> asked = new ArrayList<>();

        List<String> answers = new Batches(Runnable::run).of(NAMES, 2, part -> {
            asked.add(part);
            return part;
        });

        assertThat(answers).isEqualTo(NAMES);
        assertThat(asked).containsExactlyInAnyOrder(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    void asksSideBySide() {
        CyclicBarrier all = new CyclicBarrier(3);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> answers = new Batches(threads).of(NAMES, 2, part -> {
                meet(all);
                return part;
            });

            assertThat(answers).isEqualTo(NAMES);
        }
    }

    @Test
    void startsNothingForOneBatchOrNone() {
        Batches batches = new Batches(task -> {
            throw new AssertionError("no thread is needed");
        });

        assertThat(batches.of(NAMES, 5, part -> part)).isEqualTo(NAMES);
        assertThat(batches.of(List.of(), 5, part -> part)).isEmpty();
    }

    @Test
    void failsAsTheBatchFailed() {
        StoreException failure = new StoreException.Unavailable("down", new IllegalStateException());

        assertThatThrownBy(() -> new Batches(Runnable::run).of(NAMES, 2, part -> {
                    if (part.contains("e")) {
                        throw failure;
                    }
                    return part;
                }))
                .isSameAs(failure);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new AssertionError("the batches did not run side by side", alone);
        }
    }
}
