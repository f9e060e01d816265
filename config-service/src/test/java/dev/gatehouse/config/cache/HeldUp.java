package dev.gatehouse.config.cache;

import java.util.concurrent.CountDownLatch;

/** Holds up whoever asks an upstream, after it has looked and before it answers. */
final class HeldUp implements AutoCloseable {
    private final CountDownLatch looked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    HeldUp(Upstream upstream) {
        upstream.afterLooking = () -> {
            looked.countDown();
            await(released);
        };
    }

    void awaitLooked() {
        await(looked);
    }

    void release() {
        released.countDown();
    }

    @Override
    public void close() {
        release();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
