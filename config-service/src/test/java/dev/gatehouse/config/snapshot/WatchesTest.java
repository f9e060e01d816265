package dev.gatehouse.config.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.access.FixedGrants;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchesTest {
    private final World world = new World();
    private final Watches watches = world.watches;
    private final AtomicInteger woken = new AtomicInteger();

    private Watches.Watch watch() {
        return watches.watch(World.CODER, woken::incrementAndGet);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/demo/dev/global/size",
                "/demo/dev/system/pool/size",
                "/demo/dev/agents/common/x",
                "/demo/dev/agents/coder/a/b",
                "/demo/dev/global"
            })
    void wakesForAChangeInAnyLayer(String path) {
        try (Watches.Watch _ = watch()) {
            watches.parameterChanged(World.path(path));
        }

        assertThat(woken).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/demo/prod/global/size",
                "/demo/dev/agents/writer/size",
                "/demo/dev/globalish/size",
                "/demo/dev/features/beta",
                "/demo/dev"
            })
    void sleepsOnForAChangeElsewhere(String path) {
        try (Watches.Watch _ = watch()) {
            watches.parameterChanged(World.path(path));
        }

        assertThat(woken).hasValue(0);
    }

    @Test
    void wakesForASecretOfItsEnvironmentOnly() {
        try (Watches.Watch _ = watch()) {
            watches.secretChanged(new SecretName("demo/prod/openai"));
            assertThat(woken).hasValue(0);

            watches.secretChanged(new SecretName("demo/dev/openai"));
        }

        assertThat(woken).hasValue(1);
    }

    @Test
    void wakesNobodyWhoHasLeft() {
        watch().close();

        watches.parameterChanged(World.path("/demo/dev/global/size"));

        assertThat(woken).hasValue(0);
    }

    @Test
    void takesAsManyAsTheLimitAndNoMore() {
        for (int i = 0; i < 3; i++) {
            var _ = watch();
        }

        assertThatThrownBy(this::watch).isInstanceOf(Watches.TooMany.class).hasMessageContaining("3");

        assertThat(watches.size()).isEqualTo(3);
    }

    @Test
    void countsEachThatLeavesOnce() {
        Watches.Watch first = watch();
        Watches.Watch second = watch();

        first.close();
        first.close();

        assertThat(watches.size()).isEqualTo(1);
        second.close();
        assertThat(watches.size()).isZero();
    }

    /** However the registration and the change meet, the waiter is woken or sees the change at its first look. */
    @Test
    void losesNoWakeUpBetweenRegisteringAndLooking() throws InterruptedException {
        for (int round = 0; round < 300; round++) {
            AtomicInteger version = new AtomicInteger();
            CountDownLatch informed = new CountDownLatch(1);
            Thread writer = Thread.ofPlatform().start(() -> {
                version.incrementAndGet();
                watches.parameterChanged(World.path("/demo/dev/global/size"));
            });

            try (Watches.Watch _ = watches.watch(World.CODER, informed::countDown)) {
                if (version.get() == 1) {
                    informed.countDown();
                }
                writer.join();
            }

            assertThat(informed.getCount()).as("round %d", round).isZero();
        }
    }

    /** The slow poll finds no difference any more once a reader's revalidation has brought the change. */
    @Test
    void wakesForAChangeThatARevalidationFound() {
        world.with("global/size", "1");
        assertThat(world.view(FixedGrants.all()).values()).hasSize(1);
        try (Watches.Watch _ = watch()) {
            world.with("global/size", "2");
            world.clock.advance(World.POLICY.freshFor().plusMillis(1));

            assertThat(world.snapshots.peek(World.CODER)).isPresent();
        }

        assertThat(woken).hasValue(1);
    }

    @Test
    void wakesForAChangeOfASecretThatARevalidationFound() {
        world.secrets.with("demo/dev/openai", 1, "one");
        SecretName name = new SecretName("demo/dev/openai");
        assertThat(world.secretCopies.get(name)).isPresent();
        try (Watches.Watch _ = watch()) {
            world.secrets.with("demo/dev/openai", 2, "two");

            assertThat(world.secretCopies.revalidate(name)).isPresent();
        }

        assertThat(woken).hasValue(1);
    }

    @Test
    void sleepsOnWhenARevalidationFindsNoChange() {
        world.with("global/size", "1");
        assertThat(world.snapshots.get(World.CODER)).isPresent();
        try (Watches.Watch _ = watch()) {
            world.copies.reconcile();
        }

        assertThat(woken).hasValue(0);
    }
}
