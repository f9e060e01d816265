package dev.gatehouse.config.rotation;

import static dev.gatehouse.config.rotation.Rotating.DATABASE;
import static dev.gatehouse.config.rotation.Rotating.FIRST;
import static dev.gatehouse.config.rotation.Rotating.KEY;
import static dev.gatehouse.config.rotation.Rotating.VENDOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A process dies before or after each write of a whole rotation; another one, which knows the stores only, ends it. */
class RotationCrashTest {
    /** What is rotated, and how it must end. */
    enum Course {
        GENERATED,
        LOGIN,
        REFUSED_LOGIN,
        SUPPLIED;

        SecretName secret() {
            return switch (this) {
                case GENERATED -> KEY;
                case LOGIN, REFUSED_LOGIN -> DATABASE;
                case SUPPLIED -> VENDOR;
            };
        }

        RotationState end() {
            return this == REFUSED_LOGIN ? RotationState.ROLLED_BACK : RotationState.DONE;
        }

        Rotating world() {
            Rotating world = new Rotating().withAdmin();
            world.database.refusesLogins = this == REFUSED_LOGIN;
            return world;
        }

        /** All that one process does from the request to the end. */
        void play(Rotating world, Rotating.Node node) {
            if (world.runningOf(secret()).isEmpty()
                    && world.log(secret()).last().isEmpty()) {
                node.start(secret());
            }
            world.settle(node);
            if (this == SUPPLIED
                    && world.runningOf(secret())
                            .filter(now -> now.state() == RotationState.AWAITING_PERSON)
                            .isPresent()) {
                try (SecretValue value = SecretValue.of("{\"apiKey\":\"the-new-one\"}")) {
                    node.supplies.supply(secret(), value);
                }
                world.settle(node);
            }
        }
    }

    static Stream<Arguments> deaths() {
        return Stream.of(Course.values())
                .flatMap(course -> IntStream.rangeClosed(1, writes(course))
                        .boxed()
                        .flatMap(write ->
                                Stream.of(Arguments.of(course, write, false), Arguments.of(course, write, true))));
    }

    private static int writes(Course course) {
        Rotating world = course.world();
        CrashPoint counting = CrashPoint.never();
        course.play(world, world.node("a", counting));
        return counting.writes();
    }

    @ParameterizedTest(name = "{0}: write {1}, after it: {2}")
    @MethodSource("deaths")
    void isEndedByAnotherProcess(Course course, int write, boolean after) {
        Rotating world = course.world();
        CrashPoint point = after ? CrashPoint.after(write) : CrashPoint.before(write);
        try {
            course.play(world, world.node("a", point));
        } catch (CrashPoint.Crash died) {
            // As it was told to.
        }

        course.play(world, world.node("b"));

        assertThat(world.runningOf(course.secret())).isEmpty();
        assertThat(world.log(course.secret()).last()).hasSize(1);
        Rotation ended = world.last(course.secret());
        assertThat(ended.state()).isEqualTo(course.end());
        assertThat(ended.steps()).extracting(StepRecord::step).doesNotHaveDuplicates();
        assertOneVersionIsCurrent(world, course, ended);
        assertDatabase(world, course, ended);
    }

    private static void assertOneVersionIsCurrent(Rotating world, Course course, Rotation ended) {
        assertThat(world.staged(course.secret()))
                .isEqualTo(
                        ended.state() == RotationState.DONE
                                ? Map.of(ended.to(), Set.of(Stage.CURRENT))
                                : Map.of(FIRST, Set.of(Stage.CURRENT)));
        if (course != Course.SUPPLIED) {
            // Nothing was made twice. A value that was supplied twice is two.
            assertThat(world.versions(course.secret())).isEqualTo(2);
        }
    }

    private static void assertDatabase(Rotating world, Course course, Rotation ended) {
        if (course == Course.LOGIN) {
            assertThat(world.opens(ended.to())).isTrue();
            assertThat(world.opens(FIRST)).isFalse();
        }
        if (course == Course.REFUSED_LOGIN) {
            assertThat(world.opens(FIRST)).isTrue();
            assertThat(world.opens(ended.to())).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void hasManyPlacesToDieAt(Course course) {
        assertThat(writes(course)).isGreaterThanOrEqualTo(8);
    }

    @Test
    void aDeadProcessDoesNothingMore() {
        Rotating world = Course.GENERATED.world();
        Rotating.Node dead = world.node("a", CrashPoint.before(1));
        assertThatCode(() -> dead.start(KEY)).isInstanceOf(CrashPoint.Crash.class);

        assertThatCode(() -> dead.engine.pass("dev")).isInstanceOf(CrashPoint.Crash.class);
    }
}
