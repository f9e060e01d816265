package dev.gatehouse.config.rotation;

import static dev.gatehouse.config.rotation.Rotating.DATABASE;
import static dev.gatehouse.config.rotation.Rotating.FIRST;
import static dev.gatehouse.config.rotation.Rotating.KEY;
import static dev.gatehouse.config.rotation.Rotating.VENDOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RotationEngineTest {
    private final Rotating world = new Rotating();
    private final Rotating.Node node = world.node("a");

    @Test
    void makesANewVersionCurrentAndWaitsForItsReaders() {
        Rotation started = node.start(KEY);

        node.engine.pass("dev");

        Rotation now = world.running(KEY);
        assertThat(now.state()).isEqualTo(RotationState.AWAITING_ADOPTION);
        assertThat(now.deadline()).contains(world.clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(world.staged(KEY))
                .isEqualTo(Map.of(FIRST, Set.of(Stage.PREVIOUS), started.to(), Set.of(Stage.CURRENT)));
        assertThat(world.changes).contains(KEY.value());
    }

    @Test
    void makesUpAnewOnlyWhatIsMadeUp() {
        Rotation started = node.start(KEY);

        node.engine.pass("dev");

        assertThat(world.field(KEY, started.to(), "key")).isNotEqualTo(world.field(KEY, FIRST, "key"));
        assertThat(world.field(KEY, started.to(), "host")).isEqualTo("db.example");
    }

    @Test
    void retiresTheOldVersionWhenAdoptionIsCompleteAndTheOverlapIsOver() {
        Rotation started = node.start(KEY);
        node.engine.pass("dev");
        world.clock.advance(Duration.ofSeconds(29));
        node.engine.pass("dev");
        assertThat(world.running(KEY).state()).isEqualTo(RotationState.AWAITING_ADOPTION);
        world.clock.advance(Duration.ofSeconds(1));

        node.engine.pass("dev");

        assertThat(world.runningOf(KEY)).isEmpty();
        assertThat(world.last(KEY).state()).isEqualTo(RotationState.DONE);
        assertThat(world.last(KEY).steps()).extracting(StepRecord::step).containsExactly(Step.values());
        assertThat(world.staged(KEY)).isEqualTo(Map.of(started.to(), Set.of(Stage.CURRENT)));
    }

    @Test
    void retiresAtTheDeadlineWhereThePolicySaysSo() {
        world.adopted = false;
        node.start(KEY);
        node.engine.pass("dev");
        world.clock.advance(Duration.ofMinutes(9));
        node.engine.pass("dev");
        assertThat(world.running(KEY).state()).isEqualTo(RotationState.AWAITING_ADOPTION);
        world.clock.advance(Duration.ofMinutes(1));

        node.engine.pass("dev");

        assertThat(world.last(KEY).state()).isEqualTo(RotationState.DONE);
    }

    @Test
    void holdsAtTheDeadlineWhereThePolicySaysSoUntilAPersonDecides() {
        world.withAdmin();
        world.adopted = false;
        node.start(DATABASE);
        world.settle(node);
        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.HELD);
        assertThat(world.opens(FIRST)).isTrue();

        Rotations.Answer answer = node.rotations.decide(DATABASE, Rotations.Decision.RETIRE);
        node.engine.pass("dev");

        assertThat(answer).isInstanceOf(Rotations.Accepted.class);
        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.DONE);
        assertThat(world.opens(FIRST)).isFalse();
        assertThat(world.told).contains(DATABASE + " held");
    }

    @Test
    void waitsForAPerson() {
        node.start(VENDOR);

        node.engine.pass("dev");

        Rotation now = world.running(VENDOR);
        assertThat(now.state()).isEqualTo(RotationState.AWAITING_PERSON);
        assertThat(now.task())
                .contains(new Task("fetch it", world.clock.instant().plus(Duration.ofDays(7))));
    }

    @Test
    void goesOnWithWhatAPersonSupplies() {
        node.start(VENDOR);
        node.engine.pass("dev");

        Rotations.Answer answer;
        try (SecretValue value = SecretValue.of("{\"apiKey\":\"the-new-one\"}")) {
            answer = node.supplies.supply(VENDOR, value);
        }
        world.settle(node);

        assertThat(answer).isInstanceOf(Rotations.Accepted.class);
        assertThat(world.last(VENDOR).state()).isEqualTo(RotationState.DONE);
        assertThat(world.field(VENDOR, world.last(VENDOR).to(), "apiKey")).isEqualTo("the-new-one");
    }

    @Test
    void takesNoValueThatNoRotationAwaits() {
        try (SecretValue value = SecretValue.of("{\"apiKey\":\"the-new-one\"}")) {
            assertThat(node.supplies.supply(VENDOR, value)).isInstanceOf(Rotations.NotNow.class);
            assertThat(node.supplies.startAndSupply(VENDOR, value)).isInstanceOf(Rotations.Accepted.class);
        }
        world.settle(node);

        assertThat(world.last(VENDOR).state()).isEqualTo(RotationState.DONE);
        assertThat(world.last(VENDOR).reason()).isEqualTo("supplied");
    }

    @Test
    void rollsBackAValueThatDoesNotMeetItsSchema() {
        node.start(VENDOR);
        node.engine.pass("dev");
        try (SecretValue value = SecretValue.of("{\"apiKey\":\"short\"}")) {
            node.supplies.supply(VENDOR, value);
        }

        node.engine.pass("dev");

        assertThat(world.last(VENDOR).state()).isEqualTo(RotationState.ROLLED_BACK);
        assertThat(world.last(VENDOR).problem().orElseThrow())
                .startsWith("test: ")
                .doesNotContain("short\"");
        assertThat(world.staged(VENDOR)).isEqualTo(Map.of(FIRST, Set.of(Stage.CURRENT)));
    }

    @Test
    void rollsBackWhereSomebodyElseMovedCurrentMeanwhile() {
        Rotation started = node.start(KEY);
        try (SecretValue other = SecretValue.of("{\"key\":\"somebody-elses\"}")) {
            world.secrets.put(KEY, Rotations.newVersion(), other, Set.of());
        }

        node.engine.pass("dev");

        assertThat(world.last(KEY).state()).isEqualTo(RotationState.ROLLED_BACK);
        assertThat(world.staged(KEY)).doesNotContainKey(started.to());
    }

    @Test
    void triesAStepAgainThatTheStoreCouldNotDoAndGivesUpAtTheLimit() {
        world.withAdmin();
        world.database.away = true;
        node.start(DATABASE);
        node.engine.pass("dev");
        assertThat(world.running(DATABASE).state()).isEqualTo(RotationState.SET);

        world.settle(node);

        // The database is away for the way back too: a person must look.
        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.FAILED);
        assertThat(world.last(DATABASE).problem().orElseThrow()).contains("could not be rolled back");
        assertThat(world.opens(FIRST)).isTrue();
    }

    @Test
    void goesOnWhenTheDatabaseIsBack() {
        world.withAdmin();
        world.database.away = true;
        Rotation started = node.start(DATABASE);
        node.engine.pass("dev");
        world.database.away = false;
        world.clock.advance(Duration.ofSeconds(1));

        node.engine.pass("dev");

        assertThat(world.running(DATABASE).state()).isEqualTo(RotationState.AWAITING_ADOPTION);
        assertThat(world.opens(started.to())).isTrue();
    }

    @Test
    void doesNothingWhileAnotherNodeHasTheLease() {
        node.start(KEY);
        RotationLogs logs = new RotationLogs(world.parameters, "demo");
        RotationLogs.Stored stored = logs.load(KEY);
        Lease other = new Lease("b", world.clock.instant().plus(Duration.ofMinutes(1)));
        logs.replace(stored, stored.log().leased(other));

        node.engine.pass("dev");
        assertThat(world.running(KEY).state()).isEqualTo(RotationState.CREATE);
        world.clock.advance(Duration.ofMinutes(1));
        node.engine.pass("dev");

        assertThat(world.running(KEY).state()).isEqualTo(RotationState.AWAITING_ADOPTION);
    }

    @Test
    void putsEachStepOnRecordAndNeverAValue() {
        node.start(KEY);
        world.settle(node);

        assertThat(world.sink.told())
                .contains(
                        "secret:rotation-create ATTEMPT",
                        "secret:rotation-create SUCCESS",
                        "secret:rotation-set SUCCESS",
                        "secret:rotation-test SUCCESS",
                        "secret:rotation-finish SUCCESS",
                        "secret:rotation-adopt SUCCESS",
                        "secret:rotation-retire SUCCESS");
        assertThat(world.sink.events().toString() + world.told + world.log(KEY) + stored())
                .doesNotContain(Rotating.CANARY)
                .doesNotContain(world.field(KEY, world.last(KEY).to(), "key"));
    }

    @Test
    void tellsOfAStoreThatIsAwayAndGoesOnLater() {
        node.start(KEY);
        world.parameters.failWith(new StoreException.Unavailable("away", new IllegalStateException()));
        node.engine.pass("dev");
        world.parameters.failWith(null);

        node.engine.pass("dev");

        assertThat(world.told.getFirst()).contains("the rotations of dev");
        assertThat(world.running(KEY).state()).isEqualTo(RotationState.AWAITING_ADOPTION);
    }

    private List<String> stored() {
        return world.parameters.listAll(new ParameterPath("/demo")).stream()
                .map(parameter -> parameter.value().text())
                .toList();
    }
}
