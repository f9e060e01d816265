package dev.gatehouse.config.rotation;

import static dev.gatehouse.config.rotation.Rotating.DATABASE;
import static dev.gatehouse.config.rotation.Rotating.FIRST;
import static dev.gatehouse.config.rotation.Rotating.KEY;
import static dev.gatehouse.config.rotation.Rotating.VENDOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RotationsTest {
    private final Rotating world = new Rotating();
    private final Rotating.Node node = world.node("a");

    @Test
    void recordsARotationBeforeAnythingIsDone() {
        Rotation started = node.start(KEY);

        assertThat(world.running(KEY)).isEqualTo(started);
        assertThat(started.state()).isEqualTo(RotationState.CREATE);
        assertThat(started.from()).isEqualTo(FIRST);
        assertThat(world.versions(KEY)).isEqualTo(1);
        assertThat(world.woken).containsExactly(KEY);
    }

    @Test
    void joinsTheOneThatRuns() {
        Rotation first = node.start(KEY);

        Rotations.Answer second = node.rotations.start(KEY, new Rotations.Cause("again", Trigger.REQUEST));

        assertThat(second).isEqualTo(new Rotations.Joined(first));
        assertThat(world.running(KEY).reason()).isEqualTo("because");
    }

    @Test
    void startsOneOfTwoThatAreAskedForAtTheSameTime() {
        // Given another node that starts one between what is read here and what is written
        world.parameters.beforeAnswering(() -> {
            world.parameters.beforeAnswering(() -> {});
            world.parameters.beforeAnswering(() -> {
                world.parameters.beforeAnswering(() -> {});
                world.node("b").start(KEY);
            });
        });

        Rotations.Answer answer = node.rotations.start(KEY, new Rotations.Cause("mine", Trigger.REQUEST));

        assertThat(answer).isInstanceOf(Rotations.Joined.class);
        assertThat(world.running(KEY).reason()).isEqualTo("because");
    }

    @Test
    void hasNothingToDoWhereTheCompromisedVersionIsNotCurrent() {
        node.start(KEY);
        world.settle(node);

        Rotations.Answer answer = node.rotations.start(KEY, compromised(FIRST));

        assertThat(answer).isInstanceOfSatisfying(Rotations.NotNeeded.class, not -> {
            assertThat(not.last()).contains(world.last(KEY));
            assertThat(not.current()).isEqualTo(world.last(KEY).to());
        });
        assertThat(world.runningOf(KEY)).isEmpty();
    }

    @Test
    void replacesANewVersionThatLeakedWhileItsAdoptionIsAwaited() {
        world.adopted = false;
        Rotation first = node.start(KEY);
        node.engine.pass("dev");

        Rotations.Answer answer = node.rotations.start(KEY, compromised(first.to()));
        world.adopted = true;
        world.settle(node);

        assertThat(answer).isInstanceOf(Rotations.Started.class);
        assertThat(world.log(KEY).last()).extracting(Rotation::state).containsOnly(RotationState.DONE);
        assertThat(world.staged(KEY)).isEqualTo(Map.of(world.last(KEY).to(), Set.of(Stage.CURRENT)));
        assertThat(world.last(KEY).from()).isEqualTo(first.to());
    }

    @Test
    void knowsNoSecretThatIsNotThere() {
        Rotations.Cause cause = new Rotations.Cause("x", Trigger.REQUEST);

        assertThat(node.rotations.start(new SecretName("demo/prod/key"), cause)).isEqualTo(new Rotations.NoSecret());
        world.secrets.delete(KEY, Duration.ofDays(7));
        assertThat(node.rotations.start(KEY, cause)).isEqualTo(new Rotations.NoSecret());
        assertThat(node.rotations.start(new SecretName("demo/dev/db-admin"), cause))
                .isEqualTo(new Rotations.NoSecret());
        world.withAdmin();
        assertThat(node.rotations.start(new SecretName("demo/dev/db-admin"), cause))
                .isEqualTo(new Rotations.NoTemplate());
    }

    @Test
    void holdsAndRetiresWhenAPersonSaysSo() {
        world.adopted = false;
        node.start(KEY);
        assertThat(node.rotations.decide(KEY, Rotations.Decision.RETIRE)).isInstanceOf(Rotations.NotNow.class);
        node.engine.pass("dev");

        assertThat(node.rotations.decide(KEY, Rotations.Decision.HOLD)).isInstanceOf(Rotations.Accepted.class);
        assertThat(world.last(KEY).state()).isEqualTo(RotationState.HELD);
        assertThat(node.rotations.decide(KEY, Rotations.Decision.HOLD)).isInstanceOf(Rotations.Accepted.class);
        assertThat(node.rotations.decide(KEY, Rotations.Decision.RETIRE)).isInstanceOf(Rotations.Accepted.class);
        node.engine.pass("dev");

        assertThat(world.log(KEY).last()).hasSize(1);
        assertThat(world.last(KEY).state()).isEqualTo(RotationState.DONE);
        assertThat(node.rotations.decide(KEY, Rotations.Decision.RETIRE)).isInstanceOf(Rotations.NotNow.class);
    }

    @Test
    void retiresWhatCouldNotBeRetiredWhenAPersonSaysSo() {
        // Given a database that was away for too long when the old user's time had come
        world.withAdmin();
        node.start(DATABASE);
        node.engine.pass("dev");
        world.database.away = true;
        world.settle(node);
        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.FAILED);
        assertThat(world.last(DATABASE).problem()).contains("retire: is away");
        world.database.away = false;

        node.rotations.decide(DATABASE, Rotations.Decision.RETIRE);
        node.engine.pass("dev");

        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.DONE);
        assertThat(world.last(DATABASE).problem()).isEmpty();
        assertThat(world.opens(FIRST)).isFalse();
    }

    @Test
    void makesAPlaceholderWhereThatIsAskedFor() {
        node.rotations.start(
                VENDOR,
                new Rotations.Cause("x", Trigger.REQUEST, Optional.empty(), true, Optional.empty(), Step.RETIRE));

        world.settle(node);

        assertThat(world.last(VENDOR).state()).isEqualTo(RotationState.DONE);
    }

    @Test
    void takesAReasonOfUpTo500Characters() {
        assertThat(new Rotations.Cause("x".repeat(500), Trigger.REQUEST).reason())
                .hasSize(500);
        assertThatThrownBy(() -> new Rotations.Cause("x".repeat(501), Trigger.REQUEST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rotations.Cause(" ", Trigger.REQUEST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Rotations.Cause compromised(VersionId version) {
        return new Rotations.Cause(
                "leaked", Trigger.REQUEST, Optional.of(version), false, Optional.empty(), Step.RETIRE);
    }
}
