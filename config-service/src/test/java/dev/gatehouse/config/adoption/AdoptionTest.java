package dev.gatehouse.config.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.parameter.FakeParameterStore;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.secret.FakeSecretStore;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.access.MutableClock;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdoptionTest {
    private static final String OPENAI = "demo/dev/openai";
    private static final String VENDOR = "demo/dev/vendor";
    private static final SecretName NAME = new SecretName(OPENAI);
    private static final VersionId V1 = FakeSecretStore.version(OPENAI, 1);
    private static final VersionId V2 = FakeSecretStore.version(OPENAI, 2);
    private static final AdoptionLimits LIMITS =
            new AdoptionLimits(50, Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(24));

    private final MutableClock clock = new MutableClock();
    private final FakeParameterStore parameters = new FakeParameterStore(clock);
    private final FakeSecretStore secrets = new FakeSecretStore(clock).with(OPENAI, 1, "made up");
    private final Adoption adoption =
            new Adoption(parameters, new ParameterPath("/demo/_gatehouse"), secrets, LIMITS, clock);
    private final List<Holding> told = new ArrayList<>();

    private static HolderReport report(String holder, Holding... holdings) {
        return new HolderReport(holder, "coder", "dev", List.of(holdings));
    }

    private void holds(String holder, VersionId version) {
        adoption.report("token/coder", report(holder, new Holding(NAME, version)), told::addAll);
    }

    private SecretAdoption now() {
        return adoption.of(NAME).orElseThrow();
    }

    @Test
    void isCompleteWhereNobodyHoldsAnything() {
        assertThat(now()).isEqualTo(new SecretAdoption(NAME, java.util.Optional.of(V1), List.of()));
        assertThat(now().complete()).isTrue();
    }

    @Test
    void knowsWhoHoldsWhatSinceWhen() {
        Instant first = clock.instant();
        holds("coder-1", V1);
        clock.advance(Duration.ofMinutes(4));

        holds("coder-1", V1);

        assertThat(now().holders())
                .containsExactly(new SecretAdoption.Holder(
                        "coder-1",
                        "coder",
                        "token/coder",
                        V1,
                        java.util.Set.of(Stage.CURRENT),
                        first,
                        clock.instant(),
                        false));
    }

    @Test
    void isNotCompleteWhileSomebodyHoldsWhatWasBefore() {
        holds("coder-1", V1);
        holds("coder-2", V1);
        secrets.with(OPENAI, 2, "made up anew");
        holds("coder-1", V2);
        assertThat(now().complete()).isFalse();
        assertThat(adoption.complete(NAME, V2)).isFalse();

        holds("coder-2", V2);

        assertThat(now().complete()).isTrue();
        assertThat(adoption.complete(NAME, V2)).isTrue();
    }

    @Test
    void tellsOfWhatIsNewlyHeldBeforeItIsKept() {
        holds("coder-1", V1);
        holds("coder-1", V1);

        holds("coder-1", V2);

        assertThat(told).containsExactly(new Holding(NAME, V1), new Holding(NAME, V2));
    }

    @Test
    void keepsNothingThatCouldNotBeTold() {
        assertThatThrownBy(() -> adoption.report("token/coder", report("coder-1", new Holding(NAME, V1)), adopted -> {
                    throw new IllegalStateException("no record");
                }))
                .hasMessage("no record");

        assertThat(now().holders()).isEmpty();
    }

    @Test
    void writesTheSameAgainOnlyWhenHalfTheTimeIsOver() {
        holds("coder-1", V1);
        int before = parameters.calls();
        clock.advance(Duration.ofSeconds(150));
        holds("coder-1", V1);
        assertThat(parameters.calls()).isEqualTo(before + 1);

        clock.advance(Duration.ofSeconds(1));
        holds("coder-1", V1);

        assertThat(parameters.calls()).isEqualTo(before + 3);
        assertThat(now().holders().getFirst().reportedAt()).isEqualTo(clock.instant());
    }

    @Test
    void doesNotCountWhoIsNotHeardOf() {
        holds("coder-1", V1);
        secrets.with(OPENAI, 2, "made up anew");
        clock.advance(LIMITS.staleAfter());
        assertThat(adoption.complete(NAME, V2)).isFalse();

        clock.advance(Duration.ofSeconds(1));

        assertThat(adoption.complete(NAME, V2)).isTrue();
        assertThat(now().complete()).isTrue();
        assertThat(now().holders())
                .singleElement()
                .extracting(SecretAdoption.Holder::stale)
                .isEqualTo(true);
    }

    @Test
    void forgetsWhoIsNotHeardOfForLong() {
        holds("coder-1", V1);
        clock.advance(LIMITS.forgetAfter());
        assertThat(adoption.forget()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(now().holders()).isEmpty();

        assertThat(adoption.forget()).isEqualTo(1);

        assertThat(parameters.listAll(new ParameterPath("/demo"))).isEmpty();
    }

    @Test
    void forgetsAtOnceWhoSaysGoodbye() {
        holds("coder-1", V1);

        adoption.report("token/coder", report("coder-1"), told::addAll);
        adoption.report("token/coder", report("coder-1"), told::addAll);

        assertThat(now().holders()).isEmpty();
    }

    @Test
    void letsNobodySpeakForAnother() {
        holds("coder-1", V1);
        secrets.with(OPENAI, 2, "made up anew");

        adoption.report("token/other", report("coder-1", new Holding(NAME, V2)), told::addAll);

        assertThat(now().complete()).isFalse();
        assertThat(now().holders())
                .extracting(SecretAdoption.Holder::principal, SecretAdoption.Holder::version)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("token/coder", V1),
                        org.assertj.core.groups.Tuple.tuple("token/other", V2));
    }

    @Test
    void asksAgainWhenSomebodyWroteMeanwhile() {
        holds("coder-1", V1);
        parameters.beforeAnswering(once(() -> holds("coder-1", V2)));

        adoption.report(
                "token/coder",
                report("coder-1", new Holding(NAME, V2), new Holding(new SecretName(VENDOR), V1)),
                told::addAll);

        assertThat(now().holders()).extracting(SecretAdoption.Holder::version).containsExactly(V2);
    }

    /** During the second call, which is the write of what is interrupted here. */
    private static Runnable once(Runnable meanwhile) {
        int[] calls = {0};
        return () -> {
            if (calls[0]++ == 1) {
                meanwhile.run();
            }
        };
    }

    @Test
    void takesAsManyHoldingsAsAreAllowedAndFit() {
        List<Holding> fifty = IntStream.range(0, 50)
                .mapToObj(i -> new Holding(new SecretName("demo/dev/" + "s".repeat(60) + i), V1))
                .toList();
        adoption.report("p", new HolderReport("h", "coder", "dev", fifty), told::addAll);
        List<Holding> more = new ArrayList<>(fifty);
        more.add(new Holding(NAME, V1));
        List<Holding> longNames = IntStream.range(0, 50)
                .mapToObj(i -> new Holding(new SecretName("demo/dev/" + "s".repeat(160) + i), V1))
                .toList();

        assertThatThrownBy(() -> adoption.report("p", new HolderReport("h", "coder", "dev", more), told::addAll))
                .isInstanceOf(InvalidReport.class)
                .hasMessage("has 51 items; at most 50");
        assertThatThrownBy(() -> adoption.report("p", new HolderReport("h", "coder", "dev", longNames), told::addAll))
                .isInstanceOf(InvalidReport.class)
                .hasMessageMatching("take \\d+ bytes as they are kept; at most 8192");
    }

    @Test
    void saysWhichRecordIsDamaged() {
        parameters.with("/demo/_gatehouse/holders/dev/0123", ParameterValue.secure("{\"holder\":1}"));

        assertThatThrownBy(() -> adoption.complete(NAME, V1))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("/demo/_gatehouse/holders/dev/0123");
    }

    @Test
    void knowsNothingOfWhatDoesNotExist() {
        assertThat(adoption.of(new SecretName("demo/dev/nothing"))).isEmpty();
    }
}
