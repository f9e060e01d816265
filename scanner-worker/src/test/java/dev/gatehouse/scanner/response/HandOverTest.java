package dev.gatehouse.scanner.response;

import static dev.gatehouse.scanner.response.World.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.finding.Redaction;
import dev.gatehouse.scanner.finding.Validity;
import dev.gatehouse.scanner.triage.Sample;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private static final String ANY = """
            version: 1
            plans:
              any:
                steps:
                  - {do: notify, attempts: 2, retry-after: 1m}
              by-hand:
                automatic: false
                steps:
                  - {do: notify}
            """;

    private final World world = new World();
    private final FakeBus bus = world.handing();

    private static World begun(World begun) {
        begun.auto().sweep();
        return begun;
    }

    private static List<String> told(World world) {
        return world.events.stream()
                .filter(event -> event.action().startsWith("response:"))
                .map(event -> event.action().substring(9) + " " + event.outcome())
                .toList();
    }

    @Test
    void putsOneEventAndRestsWithItsStepsPending() {
        TrackedFinding finding = begun(world).leak(file("a.txt"));

        world.runAll();

        Response over = world.only();
        assertThat(over.state()).isEqualTo(ResponseState.HANDED_OVER);
        assertThat(over.due()).isEmpty();
        assertThat(world.states()).allMatch(step -> step.endsWith(" pending"));
        assertThat(world.outside.effects).isEmpty();
        JsonNode event = bus.only();
        assertThat(event.path("plan").asText()).isEqualTo("managed-secret");
        assertThat(event.path("response").asText()).isEqualTo(over.id());
        assertThat(event.at("/finding/fingerprint").asText())
                .isEqualTo(finding.fingerprint().text());
        assertThat(event.at("/finding/secret").asText()).isEqualTo(World.SECRET);
        assertThat(event.path("key")).isEmpty();
        assertThat(over.left()).singleElement().asString().contains("state machine of the plan managed-secret");
        assertThat(ResponseJson.tree(over).at("/handOver/state").asText()).isEqualTo("done");
    }

    @Test
    void recordsTheIntentBeforeAndTheOutcomeAfter() {
        begun(world).leak(file("a.txt"));
        bus.meanwhile = () -> assertThat(told(world)).containsExactly("started SUCCESS", "hand-over ATTEMPT");

        world.runAll();

        assertThat(bus.calls).isEqualTo(1);
        assertThat(told(world))
                .containsExactly("started SUCCESS", "hand-over ATTEMPT", "hand-over SUCCESS", "handed-over SUCCESS");
    }

    @Test
    void comesToTheSameEndWhereverItIsKilled() {
        begun(world).leak(file("a.txt"));
        world.points = 0;
        world.runAll();
        int all = world.points;

        for (int at = 1; at <= all; at++) {
            World killed = new World();
            FakeBus other = killed.handing();
            begun(killed).leak(file("a.txt"));
            killed.points = 0;
            killed.killAt = at;
            killed.runAll();

            assertThat(killed.only().state()).as("killed at " + at).isEqualTo(ResponseState.HANDED_OVER);
            assertThat(killed.outside.effects).as("killed at " + at).isEmpty();
            assertThat(other.details).as("killed at " + at).isNotEmpty().hasSizeLessThanOrEqualTo(2);
            assertThat(other.details.stream().distinct()).as("killed at " + at).hasSize(1);
            assertThat(killed.only().handOver().orElseThrow().attempts()).isEqualTo(1);
        }
        assertThat(all).isGreaterThan(6);
    }

    @Test
    void handsOverWhatAPersonAsksForAndCarriesOutHereWhatIsNotAutomatic() {
        World asked = new World(ANY.replace("  any:\n", "  any:\n    match: {tags: [aws]}\n"));
        FakeBus other = asked.handing();
        TrackedFinding finding = asked.leak(file("a.txt"));
        asked.responses().start(finding.fingerprint(), Optional.of("by-hand"), Optional.empty(), "token:ada");
        asked.runAll();
        assertThat(asked.only().state()).isEqualTo(ResponseState.DONE);
        assertThat(other.details).isEmpty();

        asked.responses().start(finding.fingerprint(), Optional.of("any"), Optional.empty(), "token:ada");

        asked.engine().workOnce();
        assertThat(other.only().path("plan").asText()).isEqualTo("any");
        assertThat(asked.outside.told).hasSize(1);
    }

    @Test
    void carriesADryRunOutHere() {
        world.mode = ResponseMode.DRY_RUN;
        begun(world).leak(file("a.txt"));

        world.runAll();

        assertThat(world.only().state()).isEqualTo(ResponseState.DONE);
        assertThat(world.only().handOver()).isEmpty();
        assertThat(bus.calls).isZero();
    }

    @Test
    void goesOnHereWithWhatHasBegunHere() {
        World before = begun(new World());
        before.leak(file("a.txt"));
        before.now = before.now.plusSeconds(3);
        before.engine().workOnce();
        FakeBus later = before.handing();

        before.runAll();

        assertThat(before.only().state()).isEqualTo(ResponseState.DONE);
        assertThat(later.calls).isZero();
    }

    @Test
    void asksAgainWhileTheBusIsAwayOrRefuses() {
        bus.away = 10;
        bus.refusals = 9;
        begun(world).leak(file("a.txt"));

        world.runAll();

        assertThat(world.only().state()).isEqualTo(ResponseState.HANDED_OVER);
        assertThat(world.only().handOver().orElseThrow().attempts()).isEqualTo(20);
        assertThat(bus.details).hasSize(1);
    }

    @Test
    void givesUpAfterTheAttemptsAndSaysWhatIsLeft() {
        World asked = new World(ANY);
        FakeBus other = asked.handing();
        other.refusals = 2;
        begun(asked).leak(file("a.txt"));

        asked.runAll();

        Response failed = asked.only();
        assertThat(failed.state()).isEqualTo(ResponseState.FAILED);
        assertThat(failed.handOver().orElseThrow().outcome())
                .isEqualTo("given up after 2 attempts: ThrottlingException");
        assertThat(failed.left()).singleElement().asString().contains("was not started");
        assertThat(failed.updated()).isEqualTo(Sample.NOON.plusSeconds(62));
        assertThat(asked.outside.effects).isEmpty();
        assertThat(told(asked)).endsWith("hand-over FAILURE", "failed FAILURE");
    }

    @Test
    void putsNothingWhileItIsSwitchedOff() {
        begun(world).leak(file("a.txt"));
        world.now = world.now.plusSeconds(3);
        world.responses().set(false, "something is wrong", "token:ada");
        world.runAll();
        assertThat(world.only().state()).isEqualTo(ResponseState.STOPPED);
        assertThat(bus.calls).isZero();
        world.responses().set(true, "it was nothing", "token:ada");
        world.now = world.now.plusSeconds(15);

        world.runAll();

        assertThat(world.only().state()).isEqualTo(ResponseState.HANDED_OVER);
    }

    @Test
    void countsOnceForTheHourHoweverOftenItIsTried() {
        world.perHour = 2;
        bus.refusals = 3;
        begun(world).leak(file("a.txt"));
        world.runAll();
        assertThat(world.store.take("another", world.now, 2)).isEmpty();
        assertThat(world.store.take("one more", world.now, 2)).isPresent();
        World full = new World();
        full.perHour = 1;
        full.store.take("another", full.now, 1);
        FakeBus other = full.handing();
        begun(full).leak(file("a.txt"));

        full.runAll();

        assertThat(other.details).hasSize(1);
        assertThat(full.only().updated()).isEqualTo(Sample.NOON.plus(Duration.ofHours(1)));
        assertThat(told(full)).containsOnlyOnce("limited SUCCESS");
    }

    @Test
    void keepsItCancelledByWhoeverDidSoAndStillSaysThatItWasStarted() {
        begun(world).leak(file("a.txt"));
        bus.meanwhile = () -> world.responses().cancel(world.only().id());

        world.runAll();

        assertThat(world.only().state()).isEqualTo(ResponseState.CANCELLED);
        assertThat(world.only().handOver().orElseThrow().state()).isEqualTo(StepState.DONE);
        assertThat(world.only().left()).singleElement().asString().contains("follow the execution");
    }

    @Test
    void namesTheAccountsKeyWhereAStepOfThePlanNeedsIt() {
        begun(world);
        world.seen.put(file("a.txt"), World.seenObject(1));
        world.found(new Finding(
                "aws-access-key-id",
                Confidence.HIGH,
                new Redaction("AKIA******"),
                Outside.keyFingerprint(),
                List.of(Location.of(file("a.txt"), 1, 1, 1)),
                Optional.of("ada"),
                Validity.ACTIVE));

        world.runAll();

        assertThat(bus.only().path("plan").asText()).isEqualTo("account-key");
        assertThat(bus.only().at("/key/user").asText()).isEqualTo("ada");
        assertThat(bus.only().at("/key/id").asText()).isEqualTo("the-id-of-a-key");
        assertThat(world.events.toString()).doesNotContain("the-id-of-a-key");
    }

    /** A response to a finding whose rule's name has so many characters. */
    private static World named(int characters) {
        World world = new World(ANY);
        world.handing();
        begun(world);
        world.found(Sample.finding(
                7, "r".repeat(characters), Confidence.HIGH, Optional.empty(), Location.of(file("a.txt"), 1, 1, 1)));
        world.runAll();
        return world;
    }

    @Test
    void carriesOutHereWhatIsMoreThanAnEventHolds() {
        int around = named(1).bus.orElseThrow().details.getFirst().getBytes(UTF_8).length - 1;
        int most =
                ResponseBus.MOST_BYTES - around - (ResponseBus.SOURCE + ResponseBus.DETAIL_TYPE).getBytes(UTF_8).length;

        World fits = named(most);
        World tooLarge = named(most + 1);

        assertThat(fits.only().state()).isEqualTo(ResponseState.HANDED_OVER);
        assertThat(tooLarge.bus.orElseThrow().calls).isZero();
        assertThat(tooLarge.only().state()).isEqualTo(ResponseState.DONE);
        assertThat(tooLarge.outside.told).hasSize(1);
        assertThat(tooLarge.only().handOver().orElseThrow().state()).isEqualTo(StepState.SKIPPED);
        assertThat(tooLarge.only().handOver().orElseThrow().outcome())
                .isEqualTo("is carried out here: 262145 bytes are more than the 262144 of an event");
        assertThat(tooLarge.events)
                .filteredOn(event -> event.action().equals("response:hand-over"))
                .last()
                .satisfies(event -> assertThat(event.reason()).contains("any/too-large-carried-out-here"));
    }
}
