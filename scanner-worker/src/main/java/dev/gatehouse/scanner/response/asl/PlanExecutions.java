package dev.gatehouse.scanner.response.asl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.response.FindingObjects;
import dev.gatehouse.scanner.response.OwnKeys;
import dev.gatehouse.scanner.response.Response;
import dev.gatehouse.scanner.response.ResponseBus;
import dev.gatehouse.scanner.response.StateMachines;
import dev.gatehouse.scanner.response.Subjects;
import dev.gatehouse.scanner.response.plan.Plan;
import dev.gatehouse.scanner.response.plan.StepKind;
import dev.gatehouse.scanner.triage.AccessKeys.OwnedKey;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.util.Optional;

/**
 * Starts executions of {@link AslExport}'s definitions by events: an event's detail is {@link AslInput}'s form and {@code plan}, the
 * plan's name, which its rule looks at.
 */
public final class PlanExecutions implements StateMachines {
    private static final int AROUND = bytes(ResponseBus.SOURCE) + bytes(ResponseBus.DETAIL_TYPE);

    private final ResponseBus bus;
    private final Subjects subjects;
    private final FindingObjects objects;
    private final OwnKeys keys;

    public PlanExecutions(ResponseBus bus, Subjects subjects, FindingObjects objects, OwnKeys keys) {
        this.bus = bus;
        this.subjects = subjects;
        this.objects = objects;
        this.keys = keys;
    }

    @Override
    public Outcome start(Response response, TrackedFinding finding) {
        byte[] encoded = detail(response, finding).getBytes(UTF_8);
        int size = AROUND + encoded.length;
        if (size > ResponseBus.MOST_BYTES) {
            return new TooLarge(size, ResponseBus.MOST_BYTES);
        }
        // Half of a surrogate pair, which a hostile name may hold, is a question mark now.
        return bus.put(new String(encoded, UTF_8)).<Outcome>map(Away::new).orElseGet(Accepted::new);
    }

    private String detail(Response response, TrackedFinding finding) {
        ObjectNode input = AslInput.of(
                response.id(), finding, subjects.of(finding), objects.of(finding), key(response.plan(), finding));
        return input.put("plan", response.plan().name()).toString();
    }

    /** Only where a step of the plan needs it. */
    private Optional<OwnedKey> key(Plan plan, TrackedFinding finding) {
        boolean needed = plan.steps().stream().anyMatch(step -> step.kind() == StepKind.DISABLE_KEY);
        return needed ? keys.of(finding.fingerprint()) : Optional.empty();
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
