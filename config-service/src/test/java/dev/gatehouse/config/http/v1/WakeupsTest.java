package dev.gatehouse.config.http.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WakeupsTest {
    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final List<Boolean> looks = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private Runnable duringLook = () -> {};
    private final Wakeups wakeups = new Wakeups(workers::add, this::look);

    private boolean look(boolean last) {
        looks.add(last);
        Runnable meanwhile = duringLook;
        duringLook = () -> {};
        meanwhile.run();
        return over.get();
    }

    private void work() {
        while (!workers.isEmpty()) {
            workers.remove().run();
        }
    }

    @Test
    void looksOnceForManyWakeUps() {
        wakeups.wake();
        wakeups.wake();
        wakeups.wake();
        work();

        assertThat(looks).containsExactly(false);
    }

    @Test
    void looksOnceMoreForWakeUpsDuringALook() {
        duringLook = () -> {
            wakeups.wake();
            wakeups.wake();
        };

        wakeups.wake();
        work();

        assertThat(looks).containsExactly(false, false);
    }

    @Test
    void looksAgainAfterALook() {
        wakeups.wake();
        work();

        wakeups.wake();
        work();

        assertThat(looks).hasSize(2);
    }

    @Test
    void looksForTheLastTime() {
        wakeups.last();
        work();

        assertThat(looks).containsExactly(true);
    }

    @Test
    void looksForTheLastTimeAfterALookThatIsUnderway() {
        duringLook = wakeups::last;

        wakeups.wake();
        work();

        assertThat(looks).containsExactly(false, true);
    }

    @Test
    void looksNoMoreWhenNobodyWaits() {
        over.set(true);
        duringLook = wakeups::wake;

        wakeups.wake();
        work();
        wakeups.wake();
        wakeups.last();
        work();

        assertThat(looks).hasSize(1);
    }

    @Test
    void looksNoMoreAfterItWasStopped() {
        wakeups.wake();
        wakeups.stop();
        work();
        wakeups.wake();

        assertThat(workers).isEmpty();
        assertThat(looks).isEmpty();
    }

    @Test
    void looksAgainAfterALookThatFailed() {
        duringLook = () -> {
            wakeups.wake();
            throw new IllegalStateException("test");
        };
        wakeups.wake();

        assertThatThrownBy(this::work).isInstanceOf(IllegalStateException.class);

        work();
        assertThat(looks).hasSize(2);
        wakeups.wake();
        work();
        assertThat(looks).hasSize(3);
    }

    /** Each waker changes something and wakes; whatever the timing, the last change is seen and no two looks overlap. */
    @Test
    void neitherOverlapsNorLosesAWakeUp() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            AtomicInteger changes = new AtomicInteger();
            AtomicInteger seen = new AtomicInteger();
            AtomicInteger looking = new AtomicInteger();
            AtomicBoolean overlapped = new AtomicBoolean();
            CountDownLatch allSeen = new CountDownLatch(1);
            Wakeups concurrent = new Wakeups(task -> Thread.ofVirtual().start(task), last -> {
                overlapped.compareAndSet(false, looking.incrementAndGet() > 1);
                seen.set(changes.get());
                looking.decrementAndGet();
                if (seen.get() == 400) {
                    allSeen.countDown();
                }
                return false;
            });
            List<Thread> wakers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                wakers.add(Thread.ofPlatform().start(() -> {
                    for (int n = 0; n < 100; n++) {
                        changes.incrementAndGet();
                        concurrent.wake();
                    }
                }));
            }
            for (Thread waker : wakers) {
                waker.join();
            }

            allSeen.await();
            assertThat(overlapped).isFalse();
        }
    }
}
