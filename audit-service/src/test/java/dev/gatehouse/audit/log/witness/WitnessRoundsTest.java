package dev.gatehouse.audit.log.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.log.Cosignatures;
import dev.gatehouse.audit.log.SealedCheckpoint;
import dev.gatehouse.audit.tlog.Cosigned;
import dev.gatehouse.audit.tlog.TileId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WitnessRoundsTest {
    private final CountDownLatch rounds = new CountDownLatch(3);

    /** Each round looks at the log once, and is told that it fails. */
    private final class Failing implements PublishedLog, WitnessListener, WitnessedStore {
        @Override
        public Optional<SealedCheckpoint> checkpoint() {
            rounds.countDown();
            throw new IllegalStateException("told to fail");
        }

        @Override
        public Optional<byte[]> tile(TileId tile) {
            return Optional.empty();
        }

        @Override
        public void asked(Cosigned outcome, WitnessStatus before, WitnessStatus now) {}

        @Override
        public void failed(RuntimeException cause) {}

        @Override
        public Optional<byte[]> read() {
            return Optional.empty();
        }

        @Override
        public void write(byte[] note) {}
    }

    @Test
    void goOnWhateverHappens() throws InterruptedException {
        Failing world = new Failing();
        Witnessing witnessing = new Witnessing(
                world,
                List.of(),
                (witness, request) -> {
                    throw new AssertionError("there is nobody to ask");
                },
                new Cosignatures(1),
                world,
                Runnable::run,
                world);

        try (WitnessRounds held = new WitnessRounds(witnessing, Duration.ofMillis(1))) {
            held.start();

            assertThat(rounds.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
