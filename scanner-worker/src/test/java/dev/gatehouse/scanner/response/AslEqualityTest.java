package dev.gatehouse.scanner.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.finding.Redaction;
import dev.gatehouse.scanner.finding.Validity;
import dev.gatehouse.scanner.response.asl.AslRun;
import dev.gatehouse.scanner.response.plan.Plan;
import dev.gatehouse.scanner.triage.Sample;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan has the same effects, in the same order, wherever it is carried out. */
class AslEqualityTest {
    private static final ObjectName OBJECT = new ObjectName("s3://bucket", "a b/ü.env", Optional.of("v-1"));
    private static final String OWN = """
            version: 1
            plans:
              own:
                steps:
                  - {do: notify, name: first, when: {confidence: medium, validity: [active, unknown]}}
                  - {do: quarantine, when: {sources: [s3], owner: true}, on-failure: stop}
                  - {do: disable-key, when: {tags: [aws]}, attempts: 1}
                  - {do: rotate, when: {rules: [managed-secret]}, approval: required, attempts: 2}
                  - {do: verify, when: {done: [rotate]}}
                  - {do: notify, name: last, when: {done: [quarantine]}}
            """;

    static Stream<Arguments> findings() {
        List<Arguments> table = new ArrayList<>();
        List<List<ObjectName>> places = List.of(
                List.of(OBJECT),
                List.of(World.commit("b.txt")),
                List.of(OBJECT, World.commit("b.txt"), new ObjectName("s3://other", "k", Optional.of("v-2"))));
        for (String plans : List.of(World.shipped(), OWN)) {
            for (List<ObjectName> stands : places) {
                for (Validity validity : Validity.values()) {
                    String owner = World.SECRET + "#password@v1";
                    table.add(Arguments.of(plans, Finding.MANAGED_VALUE, Confidence.HIGH, owner, validity, stands));
                    table.add(Arguments.of(plans, "aws-access-key-id", Confidence.MEDIUM, "ada", validity, stands));
                    table.add(Arguments.of(plans, "generic", Confidence.HIGH, "", validity, stands));
                    table.add(Arguments.of(plans, "generic", Confidence.LOW, "", validity, stands));
                }
            }
        }
        return table.stream();
    }

    @ParameterizedTest
    @MethodSource("findings")
    void hasTheSameEffects(
            String plans,
            String rule,
            Confidence confidence,
            String owner,
            Validity validity,
            List<ObjectName> stands) {
        World here = world(plans);
        TrackedFinding finding = finding(here, rule, confidence, owner, validity, stands);
        Optional<Plan> plan = here.plans
                .matching(here.subjects().of(finding))
                .filter(some -> !some.name().equals("verify-only"));
        if (plan.isEmpty()) {
            return;
        }
        here.responses().start(finding.fingerprint(), Optional.of(plan.get().name()), Optional.empty(), "token:ada");
        approveAll(here);
        World there = world(plans);
        AslRun run = new AslRun(plan.get(), there.outside.asAws());

        JsonNode end = run.of(
                here.only().id(),
                finding,
                here.subjects().of(finding),
                here.objects().of(finding),
                rule.startsWith("aws"));

        assertThat(there.outside.effects).isEqualTo(here.outside.effects);
        assertThat(states(end, plan.get())).isEqualTo(here.states());
        assertThat(end.path("end").asText()).isEqualTo(here.only().state() == ResponseState.DONE ? "Succeed" : "Fail");
    }

    static Stream<Arguments> handedOver() {
        String owner = World.SECRET + "#password@v1";
        return Stream.of(
                Arguments.of(Finding.MANAGED_VALUE, owner, Validity.UNKNOWN),
                Arguments.of("aws-access-key-id", "ada", Validity.ACTIVE));
    }

    @ParameterizedTest
    @MethodSource("handedOver")
    void hasTheSameEffectsWhereAnEventStartedIt(String rule, String owner, Validity validity) {
        World here = world(World.shipped());
        World there = world(World.shipped());
        FakeBus bus = there.handing();
        for (World world : List.of(here, there)) {
            TrackedFinding finding = finding(world, rule, Confidence.HIGH, owner, validity, List.of(OBJECT));
            world.responses().start(finding.fingerprint(), Optional.empty(), Optional.empty(), "token:ada");
            approveAll(world);
        }
        Plan plan = there.plans.find(bus.only().path("plan").asText()).orElseThrow();

        JsonNode end = new AslRun(plan, there.outside.asAws()).of(bus.only());

        assertThat(there.only().state()).isEqualTo(ResponseState.HANDED_OVER);
        assertThat(here.outside.effects).isNotEmpty();
        assertThat(there.outside.effects).isEqualTo(here.outside.effects);
        assertThat(states(end, plan)).isEqualTo(here.states());
        assertThat(end.path("end").asText()).isEqualTo("Succeed");
    }

    private static World world(String plans) {
        World world = new World(plans);
        world.mode = ResponseMode.ON;
        return world;
    }

    private static TrackedFinding finding(
            World world, String rule, Confidence confidence, String owner, Validity validity, List<ObjectName> stands) {
        List<Location> places = new ArrayList<>();
        for (ObjectName stand : stands) {
            world.seen.put(stand, World.seenObject(places.size()));
            places.add(Location.of(stand, 1, 1, 1));
        }
        Fingerprint fingerprint = rule.startsWith("aws") ? Outside.keyFingerprint() : Sample.fingerprint(7);
        Optional<String> whose = Optional.of(owner).filter(text -> !text.isEmpty());
        Finding found =
                new Finding(rule, confidence, new Redaction("AKIA******"), fingerprint, places, whose, validity);
        TrackedFinding tracked = Sample.tracked(found, world.now);
        world.findings.putAll(List.of(tracked));
        return tracked;
    }

    private static void approveAll(World world) {
        world.runAll();
        while (world.only().state() == ResponseState.AWAITING_APPROVAL) {
            world.responses().approve(world.only().id(), "token:grace", Optional.empty());
            world.runAll();
        }
    }

    private static List<String> states(JsonNode end, Plan plan) {
        return plan.steps().stream()
                .map(step -> step.name() + " "
                        + end.path("steps").path(step.name()).path("state").asText())
                .toList();
    }
}
