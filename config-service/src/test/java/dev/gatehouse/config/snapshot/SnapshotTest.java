package dev.gatehouse.config.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.contract.Layer;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private final World world = new World();

    @Test
    void takesEachKeyFromTheHighestLayerThatHasIt() {
        world.with("global/size", "1")
                .with("system/size", "2")
                .with("agents/common/size", "3")
                .with("agents/coder/size", "4")
                .with("global/rate", "0.1")
                .with("agents/common/rate", "0.3");

        Snapshot snapshot = world.snapshot();

        assertThat(snapshot.entry("size").orElseThrow().parameter().value().text())
                .isEqualTo("4");
        assertThat(snapshot.entry("size").orElseThrow().layer().name()).isEqualTo("agents/coder");
        assertThat(snapshot.entry("rate").orElseThrow().parameter().value().text())
                .isEqualTo("0.3");
    }

    @Test
    void tellsWhatAKeyOverridesNearestFirst() {
        world.with("global/size", "1").with("system/size", "2").with("agents/coder/size", "4");

        Entry entry = world.snapshot().entry("size").orElseThrow();

        assertThat(entry.overridden())
                .extracting(
                        lower -> lower.layer().name(),
                        lower -> lower.parameter().value().text())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("system", "2"),
                        org.assertj.core.groups.Tuple.tuple("global", "1"));
    }

    @Test
    void holdsNothingOfOtherApplicationsEnvironmentsOrFlags() {
        world.with("agents/writer/size", "1").with("features/beta", "true");
        world.parameters.with("/demo/prod/global/size", "2");

        assertThat(world.snapshot().entries()).isEmpty();
    }

    @Test
    void ordersItsKeysAndWritesSlashesAsDots() {
        world.with("global/z", "1").with("agents/coder/a/b/c", "2").with("system/m", "3");

        assertThat(world.snapshot().entries()).extracting(Entry::key).containsExactly("a.b.c", "m", "z");
    }

    @Test
    void knowsItsLayersLowestFirst() {
        assertThat(world.snapshot().layers())
                .extracting(Layer::name)
                .containsExactly("global", "system", "agents/common", "agents/coder");
    }

    @Test
    void isTheSameInstanceWhileItsLayersAre() {
        world.with("global/size", "1");
        Snapshot first = world.snapshot();
        world.clock.advance(World.POLICY.freshFor().plusMillis(1));

        List<Snapshot> later = List.of(world.snapshot(), world.snapshot());

        assertThat(later).allMatch(snapshot -> snapshot == first);
    }

    @Test
    void isAnotherOneWhenALayerIs() {
        world.with("global/size", "1");
        Snapshot first = world.snapshot();
        world.with("global/size", "2");
        world.copies.parameterChanged(World.path("/demo/dev/global/size"));

        Snapshot second = world.snapshot();

        assertThat(second).isNotSameAs(first);
        assertThat(second.entry("size").orElseThrow().parameter().version()).isEqualTo(2);
    }

    @Test
    void isNoneForWhatTheContractDoesNotKnow() {
        assertThat(world.snapshots.get(new SnapshotId("staging", "coder"))).isEmpty();
        assertThat(world.snapshots.get(new SnapshotId("dev", "common"))).isEmpty();
        assertThat(world.snapshots.get(new SnapshotId("..", "coder"))).isEmpty();
        assertThat(world.parameters.calls()).isZero();
    }

    @Test
    void readsALayerThatApplicationsShareOnce() {
        assertThat(world.snapshots.get(World.CODER)).isPresent();

        assertThat(world.snapshots.get(World.WRITER)).isPresent();

        assertThat(world.subtreeCopies.loads()).isEqualTo(5);
    }

    @Test
    void isAsOldAsItsOldestLayer() {
        assertThat(world.snapshots.get(World.CODER)).isPresent();
        world.clock.advance(java.time.Duration.ofSeconds(10));
        world.copies.parameterChanged(World.path("/demo/dev/agents/coder/size"));

        Snapshots.Served served = world.snapshots.get(World.CODER).orElseThrow();

        assertThat(served.validatedAt()).isEqualTo(world.clock.instant().minusSeconds(10));
        assertThat(served.stale()).isFalse();
    }

    @Test
    void isStaleWhenOneLayerIs() {
        assertThat(world.snapshots.get(World.CODER)).isPresent();
        world.parameters.failWith(new dev.gatehouse.service.failure.StoreException.Unavailable(
                "cut off", new IllegalStateException("test")));
        world.clock.advance(World.POLICY.freshFor().plusMillis(1));
        assertThat(world.snapshots.get(World.CODER)).isPresent();

        assertThat(world.snapshots.get(World.CODER).orElseThrow().stale()).isTrue();
    }
}
