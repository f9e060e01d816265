package dev.gatehouse.audit.log.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.log.Cosignatures;
import dev.gatehouse.audit.log.SealedCheckpoint;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.tlog.BrokenTree;
import dev.gatehouse.audit.tlog.Cosigned;
import dev.gatehouse.audit.tlog.MerkleHash;
import dev.gatehouse.audit.tlog.ProofVerdict;
import dev.gatehouse.audit.tlog.SignatureType;
import dev.gatehouse.audit.tlog.TestWitness;
import dev.gatehouse.audit.tlog.VerifierKey;
import dev.gatehouse.audit.tlog.Witness;
import dev.gatehouse.audit.tlog.WitnessAnswer.Answered;
import dev.gatehouse.audit.tlog.WitnessAnswer.Unreachable;
import dev.gatehouse.audit.tlog.WitnessTransport;
import dev.gatehouse.audit.tlog.http.HttpWitnessTransport;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With real witnesses on loopback, which check what they are sent. */
class WitnessingTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_679_315_147));

    private final TestPublishedLog log = new TestPublishedLog();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WitnessTransport http = new HttpWitnessTransport(client, Duration.ofSeconds(60));
    private final Cosignatures cosignatures = new Cosignatures(1);
    private final List<Cosigned> outcomes = new ArrayList<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private final List<byte[]> kept = new ArrayList<>();
    private TestWitness one;
    private TestWitness two;

    @BeforeEach
    void startsWitnesses() throws IOException {
        one = new TestWitness("one.example/w", TestPublishedLog.ORIGIN, log.key(), CLOCK);
        two = new TestWitness("two.example/w", TestPublishedLog.ORIGIN, log.key(), CLOCK);
    }

    @AfterEach
    void stopsWitnesses() {
        one.close();
        two.close();
        client.close();
    }

    private final class Listening implements WitnessListener {
        @Override
        public void asked(Cosigned outcome, WitnessStatus before, WitnessStatus now) {
            outcomes.add(outcome);
        }

        @Override
        public void failed(RuntimeException cause) {
            failures.add(cause);
        }
    }

    private final class Keeping implements WitnessedStore {
        @Override
        public Optional<byte[]> read() {
            return kept.isEmpty() ? Optional.empty() : Optional.of(kept.getLast());
        }

        @Override
        public void write(byte[] note) {
            kept.add(note);
        }
    }

    /** The witnesses are asked one after the other, so that a test can tell what came when. */
    private Witnessing witnessing(WitnessTransport transport, WitnessedStore store, Witness... witnesses) {
        return new Witnessing(log, List.of(witnesses), transport, cosignatures, store, Runnable::run, new Listening());
    }

    private Witnessing witnessing(Witness... witnesses) {
        return witnessing(http, new Keeping(), witnesses);
    }

    private ProofVerdict verdict(SealedCheckpoint checkpoint, int quorum) {
        List<VerifierKey> keys = List.of(one.witness().key(), two.witness().key());
        return log.policy(keys, quorum).check(checkpoint.note());
    }

    @Test
    void attachesTheCosignaturesOfAllWitnesses() {
        SealedCheckpoint newest = log.grow(300);

        witnessing(one.witness(), two.witness()).round();

        assertThat(verdict(newest, 1)).isEqualTo(ProofVerdict.TOO_FEW_WITNESSES);
        assertThat(verdict(cosignatures.attach(newest), 2)).isEqualTo(ProofVerdict.PROVEN);
        assertThat(cosignatures.witnessed()).contains(cosignatures.attach(newest));
        assertThat(failures).isEmpty();
    }

    @Test
    void goesOnFromTheLastCheckpoint() {
        Witnessing witnessing = witnessing(one.witness());
        log.grow(100);
        witnessing.round();
        SealedCheckpoint newest = log.grow(257);

        witnessing.round();

        assertThat(one.olds()).containsExactly(0L, 100L);
        assertThat(verdict(cosignatures.attach(newest), 1)).isEqualTo(ProofVerdict.PROVEN);
        assertThat(witnessing.statuses()).containsExactly(new WitnessStatus("one.example/w", 257, Optional.empty()));
    }

    @Test
    void asksOnceForACheckpoint() {
        Witnessing witnessing = witnessing(one.witness());
        log.grow(100);

        witnessing.round();
        witnessing.round();

        assertThat(one.olds()).containsExactly(0L);
    }

    @Test
    void asksOnlyForTheNewestCheckpointOfARound() {
        Witnessing witnessing = witnessing(one.witness());
        log.grow(10);
        log.grow(20);
        log.grow(30);

        witnessing.round();

        assertThat(one.olds()).containsExactly(0L);
        assertThat(cosignatures.witnessed().orElseThrow().checkpoint().size()).isEqualTo(30);
    }

    @Test
    void learnsAfterARestartHowFarAWitnessHasSeenTheLog() {
        log.grow(100);
        witnessing(one.witness()).round();
        log.grow(200);

        witnessing(one.witness()).round();

        assertThat(one.olds()).containsExactly(0L, 0L, 100L);
        assertThat(cosignatures.witnessed().orElseThrow().checkpoint().size()).isEqualTo(200);
    }

    @Test
    void hasAnEmptyLogCosignedByNobody() {
        log.grow(0);

        witnessing(one.witness()).round();

        assertThat(one.olds()).isEmpty();
    }

    @Test
    void doesWithoutAWitnessThatIsAway() {
        Witnessing witnessing = witnessing(one.witness(), two.witness());
        SealedCheckpoint newest = log.grow(100);
        one.close();

        witnessing.round();

        assertThat(verdict(cosignatures.attach(newest), 1)).isEqualTo(ProofVerdict.PROVEN);
        assertThat(witnessing.statuses())
                .containsExactly(
                        new WitnessStatus("one.example/w", 0, Optional.of("no answer that can be read")),
                        new WitnessStatus("two.example/w", 100, Optional.empty()));
    }

    @Test
    void asksAWitnessAgainThatWasAway() {
        AtomicInteger asked = new AtomicInteger();
        WitnessTransport late = (witness, request) -> asked.incrementAndGet() == 1
                ? new Unreachable("no answer in time")
                : http.addCheckpoint(witness, request);
        Witnessing witnessing = witnessing(late, new Keeping(), one.witness());
        SealedCheckpoint newest = log.grow(100);
        witnessing.round();
        assertThat(cosignatures.attach(newest)).isEqualTo(newest);

        witnessing.round();

        assertThat(verdict(cosignatures.attach(newest), 1)).isEqualTo(ProofVerdict.PROVEN);
        assertThat(witnessing.statuses()).containsExactly(new WitnessStatus("one.example/w", 100, Optional.empty()));
    }

    @Test
    void asksAWitnessThatStaysAwayLessAndLessOften() {
        AtomicInteger round = new AtomicInteger();
        List<Integer> asked = new ArrayList<>();
        WitnessTransport away = (witness, request) -> {
            asked.add(round.get());
            return new Unreachable("no answer in time");
        };
        Witnessing witnessing = witnessing(away, new Keeping(), one.witness());
        log.grow(100);

        while (round.incrementAndGet() <= 128) {
            witnessing.round();
        }

        assertThat(asked).containsExactly(1, 2, 4, 8, 16, 32, 64, 96, 128);
    }

    @Test
    void asksAtTheOldPaceAfterACosignature() {
        AtomicInteger asked = new AtomicInteger();
        WitnessTransport flaky = (witness, request) -> asked.incrementAndGet() % 2 == 1
                ? new Unreachable("no answer in time")
                : http.addCheckpoint(witness, request);
        Witnessing witnessing = witnessing(flaky, new Keeping(), one.witness());

        for (int round = 0; round < 10; round++) {
            log.grow(100 + round);
            witnessing.round();
        }

        assertThat(asked).hasValue(10);
        assertThat(outcomes.stream().filter(Cosigned.Signed.class::isInstance)).hasSize(5);
    }

    @Test
    void attachesNoWrongCosignature() {
        VerifierKey otherKey = VerifierKey.of("one.example/w", SignatureType.COSIGNATURE, new byte[32]);
        Witness wrong = new Witness(otherKey, one.witness().submission());
        SealedCheckpoint newest = log.grow(100);
        Witnessing witnessing = witnessing(wrong, two.witness());

        witnessing.round();

        assertThat(cosignatures.attach(newest).note().signatures()).hasSize(2);
        assertThat(verdict(cosignatures.attach(newest), 1)).isEqualTo(ProofVerdict.PROVEN);
        assertThat(witnessing.statuses().getFirst().problem()).contains("its cosignature is wrong");
    }

    @Test
    void tellsThatAWitnessHasSeenALargerLog() {
        one.remember(500, MerkleHash.emptyRoot());
        SealedCheckpoint newest = log.grow(100);
        Witnessing witnessing = witnessing(one.witness());

        witnessing.round();

        assertThat(cosignatures.attach(newest)).isEqualTo(newest);
        assertThat(outcomes).containsExactly(new Cosigned.Ahead(500));
        assertThat(witnessing.statuses())
                .containsExactly(
                        new WitnessStatus("one.example/w", 0, Optional.of("it has seen another log: size 500")));
    }

    @ParameterizedTest
    @ValueSource(longs = {50, 100})
    void tellsThatAWitnessHasSeenAnotherLog(long size) {
        one.remember(size, MerkleHash.emptyRoot());
        SealedCheckpoint newest = log.grow(100);
        Witnessing witnessing = witnessing(one.witness());

        witnessing.round();

        assertThat(cosignatures.attach(newest)).isEqualTo(newest);
        assertThat(witnessing.statuses().getFirst().problem().orElseThrow()).startsWith("it has seen another log");
    }

    @Test
    void keepsWhatIsCosignedOfACheckpointThatIsOldByThen() {
        WitnessTransport slow = (witness, request) -> {
            log.grow(200);
            return http.addCheckpoint(witness, request);
        };
        SealedCheckpoint asked = log.grow(100);

        witnessing(slow, new Keeping(), one.witness()).round();

        SealedCheckpoint newest = log.checkpoint().orElseThrow();
        assertThat(cosignatures.attach(newest)).isEqualTo(newest);
        assertThat(cosignatures.witnessed()).contains(cosignatures.attach(asked));
        assertThat(verdict(cosignatures.attach(asked), 1)).isEqualTo(ProofVerdict.PROVEN);
    }

    @Test
    void keepsEachNewWitnessedCheckpoint() {
        Witnessing witnessing = witnessing(one.witness());
        log.grow(100);
        witnessing.round();
        witnessing.round();
        log.grow(200);

        witnessing.round();

        assertThat(kept).hasSize(2);
        assertThat(kept.getLast())
                .isEqualTo(cosignatures.witnessed().orElseThrow().note().bytes());
    }

    @Test
    void attachesCosignaturesThatCannotBeKept() {
        WitnessedStore full = new WitnessedStore() {
            @Override
            public Optional<byte[]> read() {
                return Optional.empty();
            }

            @Override
            public void write(byte[] note) {
                throw new StorageFailed("told to fail");
            }
        };
        SealedCheckpoint newest = log.grow(100);

        witnessing(http, full, one.witness()).round();

        assertThat(verdict(cosignatures.attach(newest), 1)).isEqualTo(ProofVerdict.PROVEN);
        assertThat(failures).singleElement().isInstanceOf(StorageFailed.class);
    }

    @Test
    void goesOnAfterAFailureOfTheLogsOwn() {
        Witnessing witnessing = witnessing(one.witness());
        log.grow(100);
        witnessing.round();
        log.grow(200);
        log.loseTiles();

        witnessing.round();

        assertThat(failures).singleElement().isInstanceOf(BrokenTree.class);
        assertThat(cosignatures.witnessed().orElseThrow().checkpoint().size()).isEqualTo(100);
    }

    @Test
    void believesNoWitnessThatAnswersRubbish() {
        SealedCheckpoint newest = log.grow(100);
        Witnessing witnessing =
                witnessing((witness, request) -> new Answered(200, "rubbish"), new Keeping(), one.witness());

        witnessing.round();

        assertThat(cosignatures.attach(newest)).isEqualTo(newest);
        assertThat(kept).isEmpty();
    }
}
