package dev.gatehouse.audit.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.log.Cosignatures;
import dev.gatehouse.audit.log.SealedCheckpoint;
import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.Cosigned;
import dev.gatehouse.audit.tlog.MerkleHash;
import dev.gatehouse.audit.tlog.TestWitness;
import dev.gatehouse.audit.tlog.VerifierKey;
import dev.gatehouse.audit.tlog.Witness;
import dev.gatehouse.audit.tlog.http.HttpWitnessTransport;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptCheckpointTest {
    private final TestPublishedLog log = new TestPublishedLog();
    private final HttpClient client = HttpClient.newHttpClient();
    private TestWitness witness;

    @BeforeEach
    void startsAWitness() throws IOException {
        witness = new TestWitness(
                "one.example/w",
                TestPublishedLog.ORIGIN,
                log.key(),
                InstantSource.fixed(Instant.ofEpochSecond(1_679_315_147)));
    }

    @AfterEach
    void stopsTheWitness() {
        witness.close();
        client.close();
    }

    private static final class Last implements WitnessedStore, WitnessListener {
        private byte[] kept = {};

        @Override
        public Optional<byte[]> read() {
            return Optional.of(kept);
        }

        @Override
        public void write(byte[] note) {
            kept = note;
        }

        @Override
        public void asked(Cosigned outcome, WitnessStatus before, WitnessStatus now) {}

        @Override
        public void failed(RuntimeException cause) {}
    }

    /** What is kept of the log's newest checkpoint. */
    private byte[] cosigned() {
        Last last = new Last();
        Witness asked = witness.witness();
        HttpWitnessTransport transport = new HttpWitnessTransport(client, Duration.ofSeconds(60));
        new Witnessing(log, List.of(asked), transport, new Cosignatures(1), last, Runnable::run, last).round();
        return last.kept;
    }

    private KeptCheckpoint kept(int quorum) {
        List<VerifierKey> keys =
                quorum == 0 ? List.of() : List.of(witness.witness().key());
        return new KeptCheckpoint(log, log.policy(keys, quorum));
    }

    @Test
    void isTakenUpWhereTheLogBeginsWithIt() {
        log.grow(100);
        byte[] note = cosigned();
        log.grow(257);

        Optional<SealedCheckpoint> taken = kept(1).of(note);

        assertThat(taken).hasValueSatisfying(checkpoint -> {
            assertThat(checkpoint.note().bytes()).isEqualTo(note);
            assertThat(checkpoint.checkpoint().size()).isEqualTo(100);
        });
    }

    @Test
    void isTakenUpWhereTheLogHasNotGrown() {
        log.grow(100);

        assertThat(kept(1).of(cosigned())).isPresent();
    }

    @Test
    void isNotTakenUpWithoutACosignature() {
        byte[] note = log.grow(100).note().bytes();

        assertThat(kept(1).of(note)).isEmpty();
        assertThat(kept(0).of(note)).isPresent();
    }

    @Test
    void isNotTakenUpWhereTheLogIsSmaller() {
        Checkpoint larger = new Checkpoint(TestPublishedLog.ORIGIN, 101, MerkleHash.emptyRoot());
        log.grow(100);

        assertThat(kept(0).of(log.sign(larger).bytes())).isEmpty();
    }

    @Test
    void isNotTakenUpWhereTheLogIsAnother() {
        Checkpoint other = new Checkpoint(TestPublishedLog.ORIGIN, 99, MerkleHash.emptyRoot());
        log.grow(100);

        assertThat(kept(0).of(log.sign(other).bytes())).isEmpty();
    }

    @Test
    void isNotTakenUpWhereTheTilesAreGone() {
        byte[] note = log.grow(99).note().bytes();
        log.grow(100);
        log.loseTiles();

        assertThat(kept(0).of(note)).isEmpty();
    }

    @Test
    void isNotTakenUpWhereItIsNoNote() {
        log.grow(100);

        assertThat(kept(0).of(new byte[0])).isEmpty();
        assertThat(kept(0).of("garbage\n\n".getBytes(UTF_8))).isEmpty();
        assertThat(kept(0).of(new byte[(1 << 20) + 1])).isEmpty();
    }
}
