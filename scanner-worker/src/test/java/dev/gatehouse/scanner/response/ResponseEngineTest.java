package dev.gatehouse.scanner.response;

import static dev.gatehouse.scanner.response.World.commit;
import static dev.gatehouse.scanner.response.World.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.scanner.triage.Sample;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponseEngineTest {
    private final World world = new World();

    private World begun(World begun) {
        begun.auto().sweep();
        return begun;
    }

    private static FindingState state(World world) {
        return world.findings.find(Sample.fingerprint(7)).orElseThrow().state();
    }

    @Test
    void takesRotatesTellsAndResolves() {
        begun(world).leak(file("a.txt"), commit("b.txt"));

        world.runAll();

        assertThat(world.states())
                .containsExactly("contain done", "rotate done", "convert skipped", "verify done", "notify done");
        assertThat(world.only().state()).isEqualTo(ResponseState.DONE);
        assertThat(world.outside.effects)
                .containsExactly(
                        "take a.txt",
                        "rotate aurora/dev/db v1",
                        "scan again",
                        "tell " + world.only().id() + ".notify");
        assertThat(world.only().left()).singleElement().asString().contains("rewrite the history", "b.txt");
        assertThat(state(world)).isEqualTo(FindingState.RESOLVED);
    }

    @Test
    void comesToTheSameEndWhereverItIsKilled() {
        World whole = begun(new World());
        whole.leak(file("a.txt"), file("c.txt"), commit("b.txt"));
        whole.points = 0;
        whole.runAll();
        int all = whole.points;

        for (int at = 1; at <= all; at++) {
            World killed = begun(new World());
            killed.leak(file("a.txt"), file("c.txt"), commit("b.txt"));
            killed.points = 0;
            killed.killAt = at;
            killed.runAll();

            assertThat(killed.states()).as("killed at " + at).isEqualTo(whole.states());
            assertThat(killed.outside.effects).as("killed at " + at).isEqualTo(whole.outside.effects);
            assertThat(killed.only().left())
                    .as("killed at " + at)
                    .isEqualTo(whole.only().left());
            assertThat(state(killed)).as("killed at " + at).isEqualTo(FindingState.RESOLVED);
        }
        assertThat(all).isGreaterThan(20);
    }

    @Test
    void recordsEachIntentBeforeItsEffectAndEachOutcomeAfterIt() {
        begun(world).leak(file("a.txt"));

        world.runAll();

        List<String> told = world.events.stream()
                .map(event -> event.action() + " " + event.outcome())
                .toList();
        assertThat(told)
                .containsSubsequence(
                        "response:started SUCCESS",
                        "response:quarantine ATTEMPT",
                        "response:quarantine SUCCESS",
                        "response:rotate ATTEMPT",
                        "response:rotate SUCCESS",
                        "finding:resolved SUCCESS",
                        "response:verify SUCCESS",
                        "response:notify SUCCESS",
                        "response:done SUCCESS");
        assertThat(world.events).extracting(AuditEvent::principal).containsOnly(TrackedFinding.SCANNER);
    }

    @Test
    void takesPlacesThatWereFoundSince() {
        begun(world).leak(file("a.txt"));
        world.outside.looksUntilDone = 3;
        ResponseEngine engine = world.engine();
        world.now = world.now.plusSeconds(3);
        while (world.outside.taken.isEmpty()) {
            engine.workOnce();
        }
        world.seen.put(file("late.txt"), World.seenObject(9));
        world.found(Sample.finding(
                7,
                Finding.MANAGED_VALUE,
                Confidence.HIGH,
                Optional.of(World.SECRET + "#password@v1"),
                Location.of(file("late.txt"), 1, 1, 1)));

        world.runAll();

        assertThat(world.outside.taken).containsExactly(file("a.txt"), file("late.txt"));
        assertThat(state(world)).isEqualTo(FindingState.RESOLVED);
    }

    @Test
    void saysWhatHasChangedAndWhatIsLeftToDo() {
        begun(world).leak(file("a.txt"));
        world.outside.changed.add(file("a.txt"));

        world.runAll();

        assertThat(world.only().steps().getFirst().outcome()).contains("has changed since it was scanned");
        assertThat(world.only().left()).anyMatch(text -> text.contains("look at the file a.txt"));
        assertThat(world.outside.notices.getFirst()).contains("look at the file a.txt");
    }

    @Test
    void saysWhatIsLeftWhereNothingSaysHowToRotateAndTellsAllTheSame() {
        begun(world).leak(file("a.txt"));
        world.outside.answer = Optional.of(new Rotations.Refused("http-422"));

        world.runAll();

        assertThat(world.states())
                .containsExactly("contain done", "rotate failed", "convert skipped", "verify done", "notify done");
        assertThat(world.only().state()).isEqualTo(ResponseState.FAILED);
        assertThat(world.only().left()).containsExactly("rotate the secret aurora/dev/db");
    }

    @Test
    void asksAgainWhileConfigServiceIsAwayAndGivesUpAfterTheAttempts() {
        begun(world).leak(file("a.txt"));
        world.outside.away = 19;
        world.runAll();
        assertThat(world.only().step("rotate").orElseThrow().state()).isEqualTo(StepState.DONE);
        World other = begun(new World());
        other.leak(file("a.txt"));
        other.outside.away = 20;

        other.runAll();

        assertThat(other.only().step("rotate").orElseThrow().state()).isEqualTo(StepState.FAILED);
        assertThat(other.only().step("rotate").orElseThrow().outcome()).startsWith("given up after 20 attempts");
    }

    @Test
    void doesNothingInADryRunAndSaysWhatItWould() {
        world.mode = ResponseMode.DRY_RUN;
        begun(world).leak(file("a.txt"), commit("b.txt"));

        world.runAll();

        assertThat(world.outside.effects).isEmpty();
        assertThat(world.only().dryRun()).isTrue();
        assertThat(world.only().state()).isEqualTo(ResponseState.DONE);
        assertThat(world.only().steps().getFirst().outcome()).isEqualTo("would take the file a.txt in /srv");
        assertThat(state(world)).isEqualTo(FindingState.OPEN);
    }

    @Test
    void stopsBeforeTheNextStepWhenItIsSwitchedOffAndGoesOnWhenItIsOn() {
        begun(world).leak(file("a.txt"));
        world.now = world.now.plusSeconds(3);
        world.responses().set(false, "something is wrong", "token:ada");

        world.runAll();

        assertThat(world.only().state()).isEqualTo(ResponseState.STOPPED);
        assertThat(world.outside.effects).isEmpty();
        world.responses().set(true, "it was nothing", "token:ada");
        world.now = world.now.plus(Duration.ofSeconds(15));
        world.runAll();
        assertThat(world.only().state()).isEqualTo(ResponseState.DONE);
    }

    @Test
    void waitsWhereAnHourHasHadItsSteps() {
        world.perHour = 2;
        begun(world).leak(file("a.txt"));
        world.runAll();
        assertThat(world.only().updated()).isBefore(Sample.NOON.plus(Duration.ofMinutes(10)));
        World other = new World();
        other.perHour = 1;
        begun(other).leak(file("a.txt"));

        other.runAll();

        assertThat(other.only().state()).isEqualTo(ResponseState.DONE);
        assertThat(other.only().updated()).isAfter(Sample.NOON.plus(Duration.ofHours(1)));
        assertThat(other.events).anyMatch(event -> event.action().equals("response:limited"));
    }
}
