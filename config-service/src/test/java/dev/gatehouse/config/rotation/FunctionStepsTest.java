package dev.gatehouse.config.rotation;

import static dev.gatehouse.config.rotation.Rotating.DATABASE;
import static dev.gatehouse.config.rotation.Rotating.FIRST;
import static dev.gatehouse.config.rotation.Rotating.KEY;
import static dev.gatehouse.config.rotation.Rotating.VENDOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionStepsTest {
    private static final VersionId NEW = Rotations.newVersion();
    private static final FunctionSteps.Done DONE = new FunctionSteps.Done();

    private final Rotating world = new Rotating();
    private final Rotating.Node node = world.node("a");

    @Test
    void doesOneStepAfterTheOther() {
        assertThat(node.function.run(KEY, Step.CREATE, NEW)).isEqualTo(DONE);
        assertThat(world.running(KEY).state()).isEqualTo(RotationState.SET);
        assertThat(world.staged(KEY)).isEqualTo(Map.of(FIRST, Set.of(Stage.CURRENT), NEW, Set.of(Stage.PENDING)));
        assertThat(node.function.run(KEY, Step.SET, NEW)).isEqualTo(DONE);
        assertThat(node.function.run(KEY, Step.TEST, NEW)).isEqualTo(DONE);
        node.engine.pass("dev");
        assertThat(world.running(KEY).state()).isEqualTo(RotationState.FINISH);

        assertThat(node.function.run(KEY, Step.FINISH, NEW)).isEqualTo(DONE);

        assertThat(world.running(KEY).state()).isEqualTo(RotationState.AWAITING_ADOPTION);
        assertThat(world.staged(KEY)).containsEntry(NEW, Set.of(Stage.CURRENT));
        world.settle(node);
        assertThat(world.last(KEY).trigger()).isEqualTo(Trigger.FUNCTION);
        assertThat(node.function.run(KEY, Step.FINISH, NEW)).isEqualTo(DONE);
    }

    @Test
    void doesAStepOnceHoweverOftenItIsAskedFor() {
        node.function.run(KEY, Step.CREATE, NEW);
        String made = world.field(KEY, NEW, "key");

        assertThat(node.function.run(KEY, Step.CREATE, NEW)).isEqualTo(DONE);

        assertThat(world.field(KEY, NEW, "key")).isEqualTo(made);
    }

    @Test
    void tellsWhyAStepIsNotDone() {
        world.withAdmin();
        world.database.refusesLogins = true;
        node.function.run(DATABASE, Step.CREATE, NEW);
        node.function.run(DATABASE, Step.SET, NEW);

        FunctionSteps.Answer answer = node.function.run(DATABASE, Step.TEST, NEW);

        assertThat(answer).isEqualTo(new FunctionSteps.NotDone("test: no such login", false));
        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.ROLLED_BACK);
    }

    @Test
    void beginsAnewWhatCameToNothing() {
        world.withAdmin();
        world.database.refusesLogins = true;
        node.function.run(DATABASE, Step.CREATE, NEW);
        node.function.run(DATABASE, Step.SET, NEW);
        node.function.run(DATABASE, Step.TEST, NEW);
        world.database.refusesLogins = false;

        for (Step step : new Step[] {Step.CREATE, Step.SET, Step.TEST, Step.FINISH}) {
            assertThat(node.function.run(DATABASE, step, NEW)).isEqualTo(DONE);
        }

        assertThat(world.opens(NEW)).isTrue();
    }

    @Test
    void leavesARotationOfAnotherVersionAlone() {
        node.start(KEY);

        assertThat(node.function.run(KEY, Step.CREATE, NEW))
                .isEqualTo(new FunctionSteps.NotDone("another rotation of this secret runs", true));
        assertThat(node.function.run(KEY, Step.SET, NEW))
                .isEqualTo(new FunctionSteps.NotDone("no rotation makes this version", false));
    }

    @Test
    void saysThatAPersonIsAwaited() {
        assertThat(node.function.run(VENDOR, Step.CREATE, NEW))
                .isEqualTo(new FunctionSteps.NotDone("the step is not done yet", true));
        assertThat(world.running(VENDOR).state()).isEqualTo(RotationState.AWAITING_PERSON);
    }

    @Test
    void rollsBackWhatTheFunctionForgot() {
        node.function.run(KEY, Step.CREATE, NEW);
        world.clock.advance(Duration.ofDays(1).minusSeconds(1));
        node.engine.pass("dev");
        assertThat(world.running(KEY).state()).isEqualTo(RotationState.SET);
        world.clock.advance(Duration.ofSeconds(1));

        node.engine.pass("dev");

        assertThat(world.last(KEY).state()).isEqualTo(RotationState.ROLLED_BACK);
    }

    @Test
    void goesOnWithoutTheFunctionOnceSomebodyAsksForTheRotation() {
        node.function.run(KEY, Step.CREATE, NEW);

        node.rotations.start(KEY, new Rotations.Cause("it leaked", Trigger.REQUEST));
        node.engine.pass("dev");

        assertThat(world.running(KEY).state()).isEqualTo(RotationState.AWAITING_ADOPTION);
    }

    @Test
    void knowsNoSecretThatIsNotThere() {
        assertThat(node.function.run(new SecretName("demo/prod/key"), Step.CREATE, NEW))
                .isEqualTo(new FunctionSteps.NoSecret());
    }
}
