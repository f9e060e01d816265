package dev.gatehouse.audit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.lifecycle.Holds.PutOutcome;
import dev.gatehouse.audit.lifecycle.LogInFolder.Step;
import dev.gatehouse.audit.log.MalformedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldsTest {
    private static final Instant START = LogInFolder.START;

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
    void keepsWhatIsHeldAndNamesTheHold() {
        bench.log.add("app", "a");
        bench.log.add("other", "b");
        bench.hold("case-1", "app");

        ErasureOutcome held = bench.erase("app", 0);
        ErasureOutcome free = bench.erase("other", 1);

        assertThat(held).isEqualTo(new ErasureOutcome.Held("case-1"));
        assertThat(free).isInstanceOf(ErasureOutcome.Erased.class);
        assertThat(bench.log.erased(0)).isFalse();
    }

    @Test
    void isSealedWithWhoAndWhy() {
        PutOutcome outcome = bench.hold("case-1", "app/**", "other");

        String raw = bench.log.read(0).orElseThrow().event().orElseThrow().raw().text();
        assertThat(outcome).isInstanceOfSatisfying(PutOutcome.InForce.class, put -> {
            assertThat(put.fresh()).isTrue();
            assertThat(put.hold().by()).isEqualTo("token:officer");
            assertThat(put.hold().index()).isZero();
        });
        assertThat(raw)
                .contains("\"action\":\"hold:put\"")
                .contains("\"sources\":[\"app/**\",\"other\"]")
                .contains("\"reason\":\"a case\"")
                .contains("token:officer");
    }

    @Test
    void isOverOnceItIsReleased() {
        bench.log.add("app", "a");
        bench.hold("case-1", "app");

        boolean released = bench.holds.release(Bench.CALLER, "case-1", Bench.ANYBODY);

        assertThat(released).isTrue();
        assertThat(bench.holds.list()).isEmpty();
        assertThat(bench.erase("app", 0)).isInstanceOf(ErasureOutcome.Erased.class);
    }

    @Test
    void isNotReleasedTwice() {
        assertThat(bench.holds.release(Bench.CALLER, "case-1", Bench.ANYBODY)).isFalse();
        assertThat(bench.log.size()).isZero();
    }

    @Test
    void isKnownFromTheLogAlone() {
        bench.log.add("app", "a");
        HoldTerms terms = Bench.terms("case-1", Optional.of(START), Optional.of(START.plusSeconds(9)), "app/**", "**");
        bench.holds.put(Bench.CALLER, terms, Bench.ANYBODY);
        bench.hold("case-2", "app");
        bench.holds.release(Bench.CALLER, "case-2", Bench.ANYBODY);
        List<Hold> before = bench.holds.list();

        bench.restart();

        assertThat(bench.holds.list()).isEqualTo(before).hasSize(1);
        assertThat(before.getFirst().terms()).isEqualTo(terms);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEFORE_APPEND", "AFTER_APPEND"})
    void isInForceIfItWasSealedWhateverTheCallerWasTold(Step step) {
        bench.log.add("app", "a");
        bench.log.failing = Optional.of(step);
        assertThatThrownBy(() -> bench.hold("case-1", "app")).isInstanceOf(RuntimeException.class);

        ErasureOutcome outcome = bench.erase("app", 0);

        assertThat(outcome instanceof ErasureOutcome.Held).isEqualTo(step == Step.AFTER_APPEND);
    }

    @Test
    void staysAsItIsWhereItIsPutAgain() {
        bench.hold("case-1", "app");

        PutOutcome again = bench.hold("case-1", "app");

        assertThat(again)
                .isInstanceOfSatisfying(
                        PutOutcome.InForce.class, put -> assertThat(put.fresh()).isFalse());
        assertThat(bench.log.size()).isEqualTo(1);
    }

    @Test
    void takesThePlaceOfOneOfItsName() {
        bench.log.add("app", "a");
        bench.hold("case-1", "app");

        bench.hold("case-1", "other");

        assertThat(bench.holds.list()).hasSize(1);
        assertThat(bench.erase("app", 0)).isInstanceOf(ErasureOutcome.Erased.class);
    }

    @Test
    void asksForPermissionForWhatItReplacesAndReleases() {
        bench.hold("case-1", "app");
        Holds.Permission othersOnly = terms -> {
            if (!terms.sources().equals(List.of(new SourcePattern("other")))) {
                throw new SecurityException("not yours");
            }
        };
        HoldTerms other = Bench.terms("case-1", Optional.empty(), Optional.empty(), "other");

        assertThatThrownBy(() -> bench.holds.put(Bench.CALLER, other, othersOnly))
                .isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> bench.holds.release(Bench.CALLER, "case-1", othersOnly))
                .isInstanceOf(SecurityException.class);
        assertThat(bench.holds.find("case-1").orElseThrow().terms().sources())
                .containsExactly(new SourcePattern("app"));
    }

    @Test
    void areAsManyAsTheyMayBeAndNotMore() {
        for (int i = 0; i < Holds.MAX; i++) {
            bench.hold("case-" + i, "app");
        }

        PutOutcome more = bench.hold("one-more", "app");
        PutOutcome same = bench.hold("case-7", "other");

        assertThat(more).isEqualTo(new PutOutcome.TooMany());
        assertThat(same).isInstanceOf(PutOutcome.InForce.class);
    }

    @ParameterizedTest
    @CsvSource({
        // when it happened, when it came in (seconds), held from 100 to 200
        "99,99,false",
        "100,0,true",
        "199,0,true",
        "200,0,false",
        "0,100,true",
        "0,199,true",
        "0,200,false",
    })
    void coversWhatHappenedOrCameInInItsTime(long happened, long received, boolean held) {
        bench.log.now = START.plusSeconds(received);
        bench.log.add(new EventKey("app", "a"), START.plusSeconds(happened), EventFormat.GATEHOUSE);
        bench.holds.put(
                Bench.CALLER,
                Bench.terms("case-1", Optional.of(START.plusSeconds(100)), Optional.of(START.plusSeconds(200)), "app"),
                Bench.ANYBODY);

        ErasureOutcome outcome = bench.erase("app", 0);

        assertThat(outcome instanceof ErasureOutcome.Held).isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({
        "app,app,true",
        "app,app/x,false",
        "app/**,app,true",
        "app/**,app/x/y,true",
        "app/**,application,false",
        "app/**,ap,false",
        "**,anything/at:all,true",
    })
    void meansWhatItsPatternsSay(String pattern, String source, boolean matches) {
        assertThat(new SourcePattern(pattern).matches(source)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "a*", "a/*", "a/**/b", "a b", "/**", "a/", "a//**", "é"})
    void hasNoOtherPatterns(String pattern) {
        assertThatThrownBy(() -> new SourcePattern(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "-a", "a b", "a/b"})
    void hasNoOtherNames(String name) {
        assertThatThrownBy(() -> Bench.terms(name, Optional.empty(), Optional.empty(), "app"))
                .isInstanceOf(ActRefused.class)
                .hasMessageContaining("name");
    }

    @Test
    void hasLimitsToItsFields() {
        Bench.terms("a".repeat(64), Optional.empty(), Optional.empty(), "app");
        new HoldTerms("a", many(HoldTerms.MAX_SOURCES), Optional.empty(), Optional.empty(), "r".repeat(500));

        assertThatThrownBy(() -> Bench.terms("a".repeat(65), Optional.empty(), Optional.empty(), "app"))
                .hasMessageContaining("'name'");
        assertThatThrownBy(() -> new HoldTerms("a", many(101), Optional.empty(), Optional.empty(), "r"))
                .hasMessageContaining("'sources'");
        assertThatThrownBy(() -> new HoldTerms("a", List.of(), Optional.empty(), Optional.empty(), "r"))
                .hasMessageContaining("'sources'");
        assertThatThrownBy(() -> new HoldTerms("a", many(1), Optional.empty(), Optional.empty(), "r".repeat(501)))
                .hasMessageContaining("'reason'");
        assertThatThrownBy(() -> new HoldTerms("a", many(1), Optional.empty(), Optional.empty(), " "))
                .hasMessageContaining("'reason'");
        assertThatThrownBy(() -> new HoldTerms("a", many(1), Optional.of(START), Optional.of(START), "r"))
                .hasMessageContaining("'to'");
    }

    private static List<SourcePattern> many(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> new SourcePattern("s" + i))
                .toList();
    }

    @Test
    void aRecordOfAHoldThatCannotBeReadStopsEverything() {
        bench.log.add(new EventKey("audit-service", "x"), START, EventFormat.ADMINISTRATION);

        assertThatThrownBy(() -> bench.ledger.settle())
                .isInstanceOf(MalformedLog.class)
                .hasMessageContaining("at 0")
                .hasMessageNotContaining("content");
    }

    @Test
    void doesNotWaitForeverForAnAct() throws Exception {
        Thread other = new Thread(() -> bench.ledger.alone(() -> {
            assertThatThrownBy(() -> onAnotherThread()).hasCauseInstanceOf(LifecycleBusy.class);
            return true;
        }));

        other.start();
        other.join(Duration.ofSeconds(30));

        assertThat(other.isAlive()).isFalse();
    }

    private void onAnotherThread() throws Exception {
        java.util.concurrent.FutureTask<List<Hold>> task =
                new java.util.concurrent.FutureTask<>(() -> bench.holds.list());
        Thread.ofVirtual().start(task).join();
        task.get();
    }
}
