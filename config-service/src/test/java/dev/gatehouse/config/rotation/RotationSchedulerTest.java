package dev.gatehouse.config.rotation;

import static dev.gatehouse.config.rotation.Rotating.DATABASE;
import static dev.gatehouse.config.rotation.Rotating.KEY;
import static dev.gatehouse.config.rotation.Rotating.VENDOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.secret.MaintenanceWindows;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSpec;
import dev.gatehouse.service.access.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RotationSchedulerTest {
    private static final Duration MONTH = Duration.ofDays(30);

    private final Rotating world = new Rotating();
    private final Rotating.Node node = world.node("a");
    private final SecretSpec spec = world.template.find("key").orElseThrow();

    @Test
    void takesUpToATenthOffThePeriodAndAlwaysTheSame() {
        for (int i = 0; i < 200; i++) {
            SecretName name = new SecretName("demo/dev/key-" + i);
            assertThat(RotationSchedule.jitter(spec, name))
                    .isBetween(Duration.ZERO, MONTH.dividedBy(10))
                    .isEqualTo(RotationSchedule.jitter(spec, name));
        }
        assertThat(IntStream.range(0, 200)
                        .mapToObj(i -> RotationSchedule.jitter(spec, new SecretName("demo/dev/key-" + i)))
                        .distinct())
                .hasSizeGreaterThan(150);
    }

    @Test
    void startsARotationWhenItIsDueAndNotBefore() {
        node.scheduler.look("dev");
        Duration due = MONTH.minus(RotationSchedule.jitter(spec, KEY));
        world.clock.advance(due.minusSeconds(1));
        node.scheduler.look("dev");
        assertThat(world.runningOf(KEY)).isEmpty();
        world.clock.advance(Duration.ofSeconds(1));

        node.scheduler.look("dev");

        assertThat(world.running(KEY).trigger()).isEqualTo(Trigger.SCHEDULE);
        assertThat(world.runningOf(VENDOR)).isEmpty();
    }

    @Test
    void countsFromTheLastRotation() {
        node.scheduler.look("dev");
        world.clock.advance(Duration.ofDays(20));
        node.start(KEY);
        world.settle(node);
        world.clock.advance(Duration.ofDays(20));

        node.scheduler.look("dev");

        assertThat(world.runningOf(KEY)).isEmpty();
        assertThat(node.overviews.of(KEY).orElseThrow().nextDue())
                .isAfter(MutableClock.START.plus(Duration.ofDays(40)));
    }

    @Test
    void waitsForAWindowWhereNobodyAskedAndForNoneWhereSomebodyDid() {
        // 2026-03-01, where the clock stands, is a Sunday.
        RotationSchedule saturdays = new RotationSchedule(MaintenanceWindows.parse("sat 01:00-02:00"));
        Rotating.Node windowed = world.new Node("w", CrashPoint.never(), false, saturdays);
        windowed.scheduler.look("dev");
        world.clock.set(Instant.parse("2026-03-30T12:00:00Z"));
        windowed.scheduler.look("dev");
        assertThat(world.runningOf(KEY)).isEmpty();

        windowed.start(DATABASE);
        world.clock.set(Instant.parse("2026-04-04T01:00:00Z"));
        windowed.scheduler.look("dev");

        assertThat(world.runningOf(DATABASE)).isPresent();
        assertThat(world.running(KEY).trigger()).isEqualTo(Trigger.SCHEDULE);
    }

    @Test
    void tellsOnceThatASecretIsOverdue() {
        node.scheduler.look("dev");
        world.clock.advance(Duration.ofDays(90));
        assertThat(node.scheduler.look("dev")).isEqualTo(2);
        assertThat(world.node("b").scheduler.look("dev")).isEqualTo(2);
        assertThat(world.told).filteredOn(line -> line.endsWith("overdue")).hasSize(2);
        world.clock.advance(Duration.ofHours(1));

        assertThat(node.scheduler.look("dev")).isEqualTo(3);

        assertThat(world.told)
                .filteredOn(line -> line.endsWith("overdue"))
                .containsExactlyInAnyOrder(KEY + " overdue", DATABASE + " overdue", VENDOR + " overdue");
        assertThat(world.sink.told())
                .filteredOn("secret:rotation-overdue FAILURE"::equals)
                .hasSize(3);
        assertThat(node.overviews.of(VENDOR).orElseThrow().overdue()).isTrue();
    }

    @Test
    void tellsOnceThatAPersonsTaskIsPastItsDate() {
        node.start(VENDOR);
        node.engine.pass("dev");
        world.clock.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(node.scheduler.look("dev")).isZero();
        world.clock.advance(Duration.ofSeconds(1));

        assertThat(node.scheduler.look("dev")).isEqualTo(1);
        assertThat(node.scheduler.look("dev")).isEqualTo(1);

        assertThat(world.told).filteredOn((VENDOR + " overdue")::equals).hasSize(1);
    }

    @Test
    void doesNotBeginAgainAndAgainWhatCameToNothing() {
        // Given a database whose admin secret is missing
        node.scheduler.look("dev");
        world.clock.advance(MONTH);
        node.scheduler.look("dev");
        node.engine.pass("dev");
        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.ROLLED_BACK);
        world.clock.advance(Duration.ofMinutes(59));
        node.scheduler.look("dev");
        assertThat(world.runningOf(DATABASE)).isEmpty();
        world.clock.advance(Duration.ofMinutes(1));

        node.scheduler.look("dev");

        assertThat(world.runningOf(DATABASE)).isPresent();
    }

    @Test
    void showsTheSecretsOfAnEnvironmentThatMayBeShown() {
        node.start(KEY);

        assertThat(node.overviews.all("dev", name -> !name.equals(VENDOR)))
                .extracting(RotationOverview::secret)
                .containsExactly(KEY, DATABASE);
        assertThat(node.overviews.all("prod", name -> true)).isEmpty();
        assertThat(node.overviews.of(KEY).orElseThrow().running()).isPresent();
    }
}
