package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InFlightTest {
    private final InFlight<String, String> running = new InFlight<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    @Test
    void whoComesMeanwhileGetsTheSameAnswer() throws InterruptedException {
        Asking first = held();
        Asking second = joined();

        answer.complete("one");

        assertThat(first.result.join()).isEqualTo("one");
        assertThat(second.result.join()).isEqualTo("one");
    }

    @Test
    void whoComesMeanwhileGetsTheSameFailure() throws InterruptedException {
        held();
        Asking second = joined();

        answer.completeExceptionally(new IllegalStateException("away"));

        assertThatThrownBy(second.result::join).hasRootCauseMessage("away");
    }

    @Test
    void whoComesAfterwardsAsksAnew() {
        running.share("key", () -> "one");

        assertThat(running.share("key", () -> "two")).isEqualTo("two");
    }

    @Test
    void asksAnewAfterAFailure() {
        assertThatThrownBy(() -> running.share("key", () -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");

        assertThat(running.share("key", () -> "two")).isEqualTo("two");
    }

    @Test
    void nobodyJoinsWhatWasDetached() throws InterruptedException {
        Asking first = held();

        running.detach();

        assertThat(running.share("key", () -> "new")).isEqualTo("new");
        answer.complete("old");
        assertThat(first.result.join()).isEqualTo("old");
    }

    @Test
    void keysDoNotWaitForEachOther() throws InterruptedException {
        held();

        assertThat(running.share("other", () -> "free")).isEqualTo("free");
        answer.complete("old");
    }

    /** One who asks, and whose work stands still until the answer is there. */
    private Asking held() throws InterruptedException {
        Asking asking = new Asking(() -> {
            begun.countDown();
            return answer.join();
        });
        begun.await();
        return asking;
    }

    /** One who asks meanwhile, and waits; its own work must not be done. */
    private Asking joined() {
        Asking asking = new Asking(() -> "asked twice");
        while (asking.thread.getState() != Thread.State.WAITING && !asking.result.isDone()) {
            assertThat(Thread.interrupted()).as("waited for too long").isFalse();
            Thread.onSpinWait();
        }
        return asking;
    }

    private final class Asking {
        private final CompletableFuture<String> result = new CompletableFuture<>();
        private final Thread thread;

        Asking(Supplier<String> work) {
            thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    result.complete(running.share("key", work));
                } catch (RuntimeException failure) {
                    result.completeExceptionally(failure);
                }
            });
        }
    }
}
