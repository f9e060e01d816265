package dev.gatehouse.audit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.lifecycle.LogInFolder.Step;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.log.Receipt;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.MerkleHash;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErasuresTest {
    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void recordsWhoAndWhyAndThenDestroys() {
        bench.log.add("app", "a");
        bench.log.add("app", "b");

        ErasureOutcome outcome = bench.erase("app", 0);

        LoggedEvent record = bench.log.read(2).orElseThrow();
        assertThat(outcome)
                .isEqualTo(new ErasureOutcome.Erased(
                        0, new Receipt(2, record.leafHash()), ErasureRecord.Cause.REQUEST, true));
        assertThat(record.event().orElseThrow().format()).isEqualTo(EventFormat.ERASURE);
        assertThat(record.event().orElseThrow().raw().text())
                .contains("\"principal\":\"token:officer\"")
                .contains("\"index\":0,\"source\":\"app\",\"uid\":\"a\",\"reason\":\"asked for by the person\"")
                .doesNotContain("content of");
        assertThat(bench.log.contents().subList(0, 2)).containsExactly(Optional.empty(), Optional.of("content of b"));
        assertThat(bench.blanked).containsExactly(0L);
    }

    @Test
    void findsTheEventByItsUid() {
        bench.log.add("app", "a");
        bench.log.add("other", "a");

        ErasureOutcome outcome = bench.erase("other", "a");

        assertThat(outcome).isInstanceOf(ErasureOutcome.Erased.class);
        assertThat(bench.log.erased(0)).isFalse();
        assertThat(bench.log.erased(1)).isTrue();
    }

    @Test
    void givesTheFirstRecordTheSecondTime() {
        bench.log.add("app", "a");
        ErasureOutcome.Erased first = (ErasureOutcome.Erased) bench.erase("app", 0);

        ErasureOutcome byIndex = bench.erase("app", 0);
        ErasureOutcome byUid = bench.erase("app", "a");

        assertThat(byIndex)
                .isEqualTo(byUid)
                .isEqualTo(new ErasureOutcome.Erased(0, first.record(), first.cause(), false));
        assertThat(bench.log.erasures()).hasSize(1);
    }

    @Test
    void leavesTheTreeAndItsProofsAsTheyWere() throws Exception {
        for (String word : List.of("a", "b", "c", "d")) {
            bench.log.add("app", word);
        }
        List<Hash> leaves = leaves();
        Hash root = MerkleHash.node(
                MerkleHash.node(leaves.get(0), leaves.get(1)), MerkleHash.node(leaves.get(2), leaves.get(3)));

        bench.erase("app", 1);

        List<byte[]> proof = List.of(
                leaves.get(0).bytes(),
                MerkleHash.node(leaves.get(2), leaves.get(3)).bytes());
        InclusionProofVerifier.verify(bench.log.read(1).orElseThrow().leafHash().bytes(), 1, 4, proof, root.bytes());
        assertThat(leaves().subList(0, 4)).isEqualTo(leaves);
    }

    private List<Hash> leaves() {
        return bench.log.read(0, 100, Long.MAX_VALUE).stream()
                .map(LoggedEvent::leafHash)
                .toList();
    }

    @Test
    void findsNoEventThatIsNotThere() {
        bench.log.add("app", "a");

        assertThat(bench.erase("app", 1)).isEqualTo(new ErasureOutcome.NotFound());
        assertThat(bench.erase("app", Long.MAX_VALUE)).isEqualTo(new ErasureOutcome.NotFound());
        assertThat(bench.erase("app", "b")).isEqualTo(new ErasureOutcome.NotFound());
        assertThat(bench.log.size()).isEqualTo(1);
    }

    @Test
    void findsNoEventOfAnotherSource() {
        bench.log.add("other", "a");

        ErasureOutcome outcome = bench.erase("app", 0);

        assertThat(outcome).isEqualTo(new ErasureOutcome.NotFound());
        assertThat(bench.log.erased(0)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = EventFormat.class,
            names = {"ERASURE", "ADMINISTRATION", "DIGEST"})
    void keepsRecordsOfWhatTheServiceDid(EventFormat format) {
        String own = format == EventFormat.ADMINISTRATION ? "{\"action\":\"token:write\"}" : "x";
        bench.log
                .log
                .append(List.of(new dev.gatehouse.audit.event.Event(
                        new EventKey("some", "a"),
                        bench.log.now,
                        format,
                        dev.gatehouse.audit.event.DigestVerdict.NOT_APPLICABLE,
                        Optional.empty(),
                        dev.gatehouse.audit.event.ByteSlice.of(own))))
                .toCompletableFuture()
                .join();

        ErasureOutcome outcome = bench.erase("some", 0);

        assertThat(outcome).isEqualTo(new ErasureOutcome.Protected());
        assertThat(bench.log.erased(0)).isFalse();
    }

    @Test
    void keepsItsOwnRecordOfAnErasure() {
        bench.log.add("app", "a");
        bench.erase("app", 0);

        ErasureOutcome outcome = bench.erase("audit-service", 1);

        assertThat(outcome).isEqualTo(new ErasureOutcome.Protected());
        assertThat(bench.log.erased(1)).isFalse();
    }

    @Test
    void saysThatAPayloadIsGoneWithoutARecord() {
        bench.log.add("app", "a");
        bench.log.log.erase(List.of(0L));

        ErasureOutcome outcome = bench.erase("app", 0);

        assertThat(outcome).isEqualTo(new ErasureOutcome.Unrecorded());
    }

    @Test
    void passesByAnEventThatHasTakenTheRecordsKey() {
        bench.log.add("app", "a");
        bench.log.add("audit-service", "erasure-0.0");

        ErasureOutcome first = bench.erase("app", 0);
        ErasureOutcome second = bench.erase("app", 0);

        assertThat(first).isInstanceOfSatisfying(ErasureOutcome.Erased.class, erased -> {
            assertThat(erased.fresh()).isTrue();
            assertThat(erased.record().index()).isEqualTo(2);
        });
        assertThat(second)
                .isInstanceOfSatisfying(
                        ErasureOutcome.Erased.class,
                        erased -> assertThat(erased.record().index()).isEqualTo(2));
    }

    @Test
    void isNoErasureWhereAnOrdinaryEventSaysSo() {
        bench.log.add("app", "a");
        bench.log
                .log
                .append(List.of(new dev.gatehouse.audit.event.Event(
                        new EventKey("audit-service", "erasure-0.0"),
                        bench.log.now,
                        EventFormat.GATEHOUSE,
                        dev.gatehouse.audit.event.DigestVerdict.NOT_APPLICABLE,
                        Optional.empty(),
                        dev.gatehouse.audit.event.ByteSlice.of("{\"details\":{\"index\":0}}"))))
                .toCompletableFuture()
                .join();

        bench.ledger.settle();

        assertThat(bench.log.erased(0)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void isDoneOnceAndCompletedAfterACrashAtEachStep(Step step) {
        bench.log.add("app", "a");
        bench.log.add("app", "b");
        bench.log.failing = Optional.of(step);
        assertThatThrownBy(() -> bench.erase("app", 0)).isInstanceOf(RuntimeException.class);

        bench.restart();

        boolean recorded = step != Step.BEFORE_APPEND;
        assertThat(bench.log.erased(0)).isEqualTo(recorded);
        assertThat(bench.blanked.contains(0L)).isEqualTo(recorded);
        assertThat(bench.erase("app", 0))
                .isInstanceOfSatisfying(
                        ErasureOutcome.Erased.class,
                        erased -> assertThat(erased.fresh()).isEqualTo(!recorded));
        assertThat(bench.log.erasures()).hasSize(1);
        assertThat(bench.ledger.status().requested()).isEqualTo(1);
        assertThat(bench.log.erased(1)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void isCompletedByTheNextRequestWithoutARestart(Step step) {
        bench.log.add("app", "a");
        bench.log.failing = Optional.of(step);
        assertThatThrownBy(() -> bench.erase("app", 0)).isInstanceOf(RuntimeException.class);

        ErasureOutcome outcome = bench.erase("app", 0);

        assertThat(outcome).isInstanceOf(ErasureOutcome.Erased.class);
        assertThat(bench.log.erased(0)).isTrue();
        assertThat(bench.blanked).containsExactly(0L);
        assertThat(bench.log.erasures()).hasSize(1);
        assertThat(bench.ledger.status().requested()).isEqualTo(1);
    }

    @Test
    void takesUpWhereItWasSaved() {
        bench.log.add("app", "a");
        bench.erase("app", 0);
        bench.ledger.settle();
        bench.blanked.clear();

        bench.restart();

        assertThat(bench.blanked).isEmpty();
        assertThat(bench.state.saved.orElseThrow().position()).isEqualTo(2);
        assertThat(bench.ledger.status().requested()).isEqualTo(1);
    }

    @Test
    void savesOnlyWhatChanged() {
        bench.log.add("app", "a");
        bench.ledger.settle();
        int before = bench.state.saves;

        bench.ledger.settle();

        assertThat(bench.state.saves).isEqualTo(before);
    }

    @Test
    void followsALogAnewThatIsShorterThanWhatWasSaved() {
        bench.log.add("app", "a");
        bench.erase("app", 0);
        bench.hold("case", "app");
        LifecycleState.Saved there = bench.ledger.status();
        bench.state.saved = Optional.of(new LifecycleState.Saved(
                there.position() + 1, java.util.Map.of(), 77, 0, LifecycleState.SweepState.NOTHING));

        bench.restart();

        assertThat(bench.ledger.status().requested()).isEqualTo(1);
        assertThat(bench.ledger.status().holds()).isEqualTo(there.holds());
    }
}
