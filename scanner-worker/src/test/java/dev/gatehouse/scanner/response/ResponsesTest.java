package dev.gatehouse.scanner.response;

import static dev.gatehouse.scanner.response.World.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.finding.Redaction;
import dev.gatehouse.scanner.finding.Validity;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.scanner.triage.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponsesTest {
    private static final String ASKS = """
            version: 1
            plans:
              careful:
                automatic: false
                steps:
                  - {do: quarantine, approval: required, within: 1h}
                  - {do: notify}
            """;

    private final World world = new World(ASKS);

    private Response start(World begun) {
        return begun.responses().start(Sample.fingerprint(7), Optional.empty(), Optional.empty(), "token:ada")
                        instanceof Responses.Begun(Response response)
                ? response
                : fail();
    }

    private static Response fail() {
        throw new AssertionError("no response begins");
    }

    @Test
    void waitsForAnApprovalAndDoesTheStepWhenItIsGiven() {
        world.leak(file("a.txt"));
        Response response = start(world);
        world.runAll();
        assertThat(world.store.find(response.id()).orElseThrow().state()).isEqualTo(ResponseState.AWAITING_APPROVAL);
        assertThat(world.outside.effects).isEmpty();

        Responses.Changed approved = world.responses().approve(response.id(), "token:grace", Optional.empty());

        assertThat(approved).isInstanceOf(Responses.Done.class);
        world.runAll();
        Response done = world.store.find(response.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(ResponseState.DONE);
        assertThat(done.steps().getFirst().approver()).contains("token:grace");
        assertThat(world.responses().approve(response.id(), "token:grace", Optional.empty()))
                .isInstanceOf(Responses.NotPossible.class);
    }

    @Test
    void keepsWhatTheApproverSaidWithTheStepAndOnRecord() {
        world.leak(file("a.txt"));
        Response response = start(world);
        world.runAll();

        world.responses().approve(response.id(), "token:grace", Optional.of("seen, go on"));

        world.runAll();
        StepRecord step = world.store.find(response.id()).orElseThrow().steps().getFirst();
        assertThat(step.comment()).contains("seen, go on");
        assertThat(ResponseJson.tree(world.only()).at("/steps/0/comment").asText())
                .isEqualTo("seen, go on");
        assertThat(ResponseJson.tree(world.only()).at("/steps/1").has("comment"))
                .isFalse();
        assertThat(world.events)
                .filteredOn(event -> event.action().equals("response:approved"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.principal()).isEqualTo("token:grace");
                    assertThat(event.reason()).contains("careful/quarantine: seen, go on");
                });
    }

    @Test
    void failsWhereNobodyApprovesInTime() {
        world.leak(file("a.txt"));
        Response response = start(world);
        world.runAll();
        world.now = world.now.plus(Duration.ofHours(1));

        world.runAll();

        Response over = world.store.find(response.id()).orElseThrow();
        assertThat(over.state()).isEqualTo(ResponseState.FAILED);
        assertThat(over.left()).containsExactly("remove the secret from the file a.txt in /srv");
        assertThat(world.outside.taken).isEmpty();
    }

    @Test
    void givesTheOneThatGoesOnAndANewOneWhenItHasEnded() {
        world.leak(file("a.txt"));
        Response first = start(world);

        Responses.Started second =
                world.responses().start(Sample.fingerprint(7), Optional.of("careful"), Optional.empty(), "token:ada");

        assertThat(second).isEqualTo(new Responses.Known(first));
        world.responses().cancel(first.id());
        assertThat(start(world).id()).isNotEqualTo(first.id());
    }

    @Test
    void givesBackWhatItTookAndIsNotTakenAgainByItself() {
        World shipped = new World();
        shipped.auto().sweep();
        shipped.leak(file("a.txt"));
        assertThat(shipped.responses().undo(shipped.only().id())).isInstanceOf(Responses.NotPossible.class);
        shipped.runAll();

        Responses.Changed undone = shipped.responses().undo(shipped.only().id());

        assertThat(undone).isInstanceOf(Responses.Done.class);
        shipped.runAll();
        assertThat(shipped.outside.taken).isEmpty();
        assertThat(shipped.only().state()).isEqualTo(ResponseState.CANCELLED);
        assertThat(shipped.only().steps().getFirst().state()).isEqualTo(StepState.UNDONE);
        shipped.now = shipped.now.plusSeconds(60);
        shipped.leak(file("a.txt"));
        assertThat(shipped.auto().sweep()).isZero();
        assertThat(shipped.findings.find(Sample.fingerprint(7)).orElseThrow().state())
                .isEqualTo(FindingState.OPEN);
    }

    @Test
    void startsByItselfOnceForEachOpeningAndNotForWhatWasOpenBeforeTheMode() {
        World shipped = new World();
        shipped.leak(file("a.txt"));
        shipped.now = shipped.now.plusSeconds(1);
        assertThat(shipped.auto().sweep()).isZero();
        World listening = new World();
        listening.auto().sweep();

        listening.leak(file("a.txt"));

        assertThat(listening.only().requester()).isEqualTo("service:scanner-worker");
        assertThat(listening.auto().sweep()).isZero();
        listening.runAll();
        assertThat(listening.auto().sweep()).isZero();
        listening.now = listening.now.plusSeconds(60);
        listening.leak(file("a.txt"));
        assertThat(listening
                        .store
                        .list(ResponseFilter.ALL, Optional.empty(), 10)
                        .responses())
                .hasSize(2);
    }

    @Test
    void doesNotActWhereTheModeDoesNotLetIt() {
        world.mode = ResponseMode.DRY_RUN;
        world.leak(file("a.txt"));

        Responses.Started acting =
                world.responses().start(Sample.fingerprint(7), Optional.empty(), Optional.of(false), "token:ada");

        assertThat(acting).isEqualTo(new Responses.Refused(Responses.Refusal.MODE));
        world.mode = ResponseMode.OFF;
        assertThat(world.responses().start(Sample.fingerprint(7), Optional.empty(), Optional.of(true), "token:ada"))
                .isEqualTo(new Responses.Refused(Responses.Refusal.MODE));
    }

    @Test
    void makesTheKeyInactiveThatLeakedAndAcknowledgesWhereItStillStands() {
        World keys = new World();
        keys.auto().sweep();
        Finding finding = new Finding(
                "aws-access-key-id",
                Confidence.HIGH,
                new Redaction("AKIA******"),
                Outside.keyFingerprint(),
                List.of(Location.of(World.commit("b.txt"), 1, 1, 1)),
                Optional.of("ada"),
                Validity.ACTIVE);
        keys.seen.put(World.commit("b.txt"), World.seenObject(1));
        keys.found(finding);
        keys.runAll();
        assertThat(keys.only().state()).isEqualTo(ResponseState.AWAITING_APPROVAL);

        keys.responses().approve(keys.only().id(), "token:grace", Optional.empty());

        keys.runAll();
        assertThat(keys.outside.keyActive).isFalse();
        assertThat(keys.states())
                .containsExactly("warn done", "contain skipped", "disable-key done", "verify done", "report done");
        assertThat(keys.findings.find(Outside.keyFingerprint()).orElseThrow().state())
                .isEqualTo(FindingState.ACKNOWLEDGED);
    }
}
