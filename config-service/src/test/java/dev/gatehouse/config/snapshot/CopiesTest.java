package dev.gatehouse.config.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private final RuntimeException outage =
            new StoreException.Unavailable("cut off", new IllegalStateException("test"));
    private static final SecretName OPENAI = new SecretName("demo/dev/openai");

    private final World world = new World().with("global/size", "1").with("global/api-key", "secret:openai");
    private final Kept kept = new Kept();

    /** What was kept, in memory. */
    private static final class Kept implements LastKnownGood {
        private final List<Contents> saved = new ArrayList<>();

        @Override
        public void save(Contents contents) {
            saved.add(contents);
        }

        @Override
        public Contents load() {
            return saved.isEmpty() ? Contents.NONE : saved.getLast();
        }
    }

    private void readEverything() {
        world.secrets.with("demo/dev/openai", 1, "one");
        assertThat(world.rendered(Format.JSON, FixedGrants.all())).contains("\"api-key\":\"one\"");
    }

    @Test
    void keepsWhatIsHeld() {
        readEverything();

        world.copies.keep(kept);

        LastKnownGood.Contents contents = kept.load();
        assertThat(contents.subtrees())
                .containsOnlyKeys(
                        World.path("/demo/dev/global"),
                        World.path("/demo/dev/system"),
                        World.path("/demo/dev/agents/common"),
                        World.path("/demo/dev/agents/coder"));
        assertThat(contents.secrets()).extracting(k -> k.value().name()).containsExactly(OPENAI);
    }

    @Test
    void keepsAndSeedsParametersThatWereReadOneByOne() {
        world.parameters.with("/demo/_gatehouse/tokens/abc", "token");
        assertThat(world.parameterCopies.get(World.path("/demo/_gatehouse/tokens/abc")))
                .isPresent();
        world.copies.keep(kept);
        World restarted = new World();
        restarted.parameters.failWith(outage);

        restarted.copies.seed(kept.load());

        assertThat(restarted.parameterCopies.get(World.path("/demo/_gatehouse/tokens/abc")))
                .map(held -> held.value().value().text())
                .contains("token");
    }

    @Test
    void keepsNothingBeforeAnythingIsHeld() {
        world.copies.keep(kept);

        assertThat(kept.saved).isEmpty();
    }

    @Test
    void keepsTheSameOnce() {
        readEverything();
        world.copies.keep(kept);

        world.copies.keep(kept);

        assertThat(kept.saved).hasSize(1);
    }

    @Test
    void keepsAgainWhatWasConfirmedAgain() {
        readEverything();
        world.copies.keep(kept);
        world.clock.advance(Duration.ofSeconds(1));
        world.copies.reconcile();

        world.copies.keep(kept);

        assertThat(kept.saved).hasSize(2);
        assertThat(kept.load().secrets().getFirst().validatedAt()).isEqualTo(world.clock.instant());
    }

    @Test
    void servesARestartedServiceThroughAnOutage() {
        readEverything();
        world.copies.keep(kept);
        World restarted = new World();
        restarted.parameters.failWith(outage);
        restarted.secrets.failWith(outage);
        restarted.clock.advance(World.POLICY.maxStale());

        restarted.copies.seed(kept.load());

        assertThat(restarted.rendered(Format.JSON, FixedGrants.all()))
                .isEqualTo(world.rendered(Format.JSON, FixedGrants.all()));
        assertThat(restarted.snapshots.get(World.CODER).orElseThrow().stale()).isTrue();
        assertThat(restarted.resolved(FixedGrants.all()).stale()).isTrue();
        assertThat(restarted.parameterCopies.get(World.path("/demo/dev/global/size")))
                .map(held -> held.value().value().text())
                .contains("1");
    }

    @Test
    void servesARestartedServiceNothingOlderThanMaxStale() {
        readEverything();
        world.copies.keep(kept);
        World restarted = new World();
        restarted.parameters.failWith(outage);
        restarted.clock.advance(World.POLICY.maxStale().plusMillis(1));

        restarted.copies.seed(kept.load());

        assertThatThrownBy(restarted::snapshot).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void servesARestartedServiceWhatIsUpstreamOnceItIsThere() {
        readEverything();
        world.copies.keep(kept);
        World restarted = new World().with("global/size", "7");
        restarted.copies.seed(kept.load());
        assertThat(restarted.snapshots.get(World.CODER)).isPresent();

        Snapshot snapshot = restarted.snapshot();

        assertThat(snapshot.entry("size").orElseThrow().parameter().value().text())
                .isEqualTo("7");
        assertThat(snapshot.entry("api-key")).isEmpty();
    }

    @Test
    void dropsEachLayerAboveAChangedParameter() {
        assertThat(world.snapshot().entry("size")).isPresent();
        world.with("agents/coder/a/b/c", "2");

        world.copies.parameterChanged(World.path("/demo/dev/agents/coder/a/b/c"));

        assertThat(world.snapshot().entry("a.b.c")).isPresent();
        assertThat(world.subtreeCopies.loads()).isEqualTo(5);
    }

    @Test
    void dropsTheCopyOfAChangedParameterAndSecret() {
        readEverything();
        assertThat(world.parameterCopies.get(World.path("/demo/dev/global/size")))
                .isPresent();

        world.copies.parameterChanged(World.path("/demo/dev/global/size"));
        world.copies.secretChanged(OPENAI);

        assertThat(world.parameterCopies.peek(World.path("/demo/dev/global/size")))
                .isEmpty();
        assertThat(world.secretCopies.peek(OPENAI)).isEmpty();
    }

    @Test
    void findsByReconcilingWhatNoEventToldOf() {
        readEverything();
        AtomicInteger woken = new AtomicInteger();
        world.with("global/size", "2");
        world.secrets.with("demo/dev/openai", 2, "two");

        try (Watches.Watch _ = world.watches.watch(World.CODER, woken::incrementAndGet)) {
            world.copies.reconcile();
        }

        assertThat(woken).hasValue(2);
        assertThat(world.rendered(Format.JSON, FixedGrants.all())).contains("\"api-key\":\"two\"", "\"size\":2");
    }

    @Test
    void goesOnReconcilingWhereOneCopyFails() {
        readEverything();
        world.parameters.failWith(new StoreException.Denied("denied", new IllegalStateException("test")));
        world.secrets.with("demo/dev/openai", 2, "two");

        world.copies.reconcile();

        assertThat(world.secretCopies.peek(OPENAI))
                .map(held -> held.value().version())
                .contains(dev.gatehouse.config.secret.FakeSecretStore.version("demo/dev/openai", 2));
        assertThat(world.subtreeCopies.size()).isZero();
    }

    @Test
    void keepsItsCopiesThroughAnOutageWhileReconciling() {
        readEverything();
        world.parameters.failWith(outage);
        world.secrets.failWith(outage);

        world.copies.reconcile();

        assertThat(world.subtreeCopies.size()).isEqualTo(4);
        assertThat(world.secretCopies.peek(OPENAI)).isPresent();
    }
}
