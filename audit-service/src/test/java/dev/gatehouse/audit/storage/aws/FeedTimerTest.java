package dev.gatehouse.audit.storage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FeedTimerTest {
    @Test
    void whatIsRunAgainAndAgainSurvivesItsFailuresAndEnds() throws Exception {
        try (FeedTimer timer = new FeedTimer()) {
            CountDownLatch ran = new CountDownLatch(3);
            AtomicBoolean ended = new AtomicBoolean();
            AtomicBoolean ranAfterwards = new AtomicBoolean();
            FeedRhythm.Beat beat = timer.every(Duration.ofNanos(1_000), () -> {
                ran.countDown();
                ranAfterwards.compareAndSet(false, ended.get());
                throw new IllegalStateException("each time");
            });

            ran.await();
            beat.close();
            ended.set(true);
            CountDownLatch other = new CountDownLatch(2);
            timer.every(Duration.ofNanos(1_000), other::countDown);
            other.await();

            assertThat(ranAfterwards).isFalse();
        }
    }

    @Test
    void pausingEndsWhenTheServiceStops() {
        FeedTimer timer = new FeedTimer();
        assertThat(timer.pause(Duration.ZERO)).isTrue();
        assertThat(timer.isStopping()).isFalse();

        timer.close();

        assertThat(timer.pause(Duration.ofDays(1))).isFalse();
        assertThat(timer.isStopping()).isTrue();
    }
}
