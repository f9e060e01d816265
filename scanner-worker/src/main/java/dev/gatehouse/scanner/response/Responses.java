package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.response.plan.Plan;
import dev.gatehouse.scanner.response.plan.PlanSet;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What people do with responses. */
public final class Responses {
    /** Characters that a comment on an approval may have. */
    public static final int MAX_COMMENT = 500;

    private static final int ROUNDS = 20;

    private final ResponseStore store;
    private final ResponseControls controls;
    private final FindingStore findings;
    private final PlanSet plans;
    private final Subjects subjects;
    private final ResponseAudit audit;
    private final ResponseRules rules;
    private final Supplier<String> ids;
    private final InstantSource clock;

    /** @param ids gives each response its id */
    public Responses(
            ResponseStore store,
            ResponseControls controls,
            FindingStore findings,
            PlanSet plans,
            Subjects subjects,
            ResponseAudit audit,
            ResponseRules rules,
            Supplier<String> ids,
            InstantSource clock) {
        this.store = store;
        this.controls = controls;
        this.findings = findings;
        this.plans = plans;
        this.subjects = subjects;
        this.audit = audit;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    /** How asking for a response ended. */
    public sealed interface Started {}

    /** It begins. */
    public record Begun(Response response) implements Started {}

    /** There is one that has not ended. */
    public record Known(Response response) implements Started {}

    /** There is none, and why: a stable word. */
    public record Refused(Refusal why) implements Started {}

    /** Why there is no response. */
    public enum Refusal {
        NO_SUCH_FINDING,
        NO_SUCH_PLAN,
        /** No plan matches the finding. */
        NO_PLAN,
        /** The mode does not let it begin. */
        MODE
    }

    /** How a change of a response ended. */
    public sealed interface Changed {}

    /** It is as asked for. */
    public record Done(Response response) implements Changed {}

    /** It is not in a state for that. */
    public record NotPossible(ResponseState state) implements Changed {}

    /** There is no such response. */
    public record NoSuchResponse() implements Changed {}

    /**
     * Asks for a response.
     *
     * @param plan its name; empty for the first that matches
     * @param dryRun whether it only records; empty for as the mode says
     */
    public Started start(Fingerprint fingerprint, Optional<String> plan, Optional<Boolean> dryRun, String requester) {
        boolean recorded = dryRun.orElse(rules.mode() == ResponseMode.DRY_RUN);
        boolean allowed = rules.mode() == ResponseMode.ON || (rules.mode() == ResponseMode.DRY_RUN && recorded);
        if (!allowed) {
            return new Refused(Refusal.MODE);
        }
        Optional<TrackedFinding> finding = findings.find(fingerprint);
        if (finding.isEmpty()) {
            return new Refused(Refusal.NO_SUCH_FINDING);
        }
        Optional<Plan> wanted =
                plan.isPresent() ? plan.flatMap(plans::find) : plans.matching(subjects.of(finding.get()));
        if (wanted.isEmpty()) {
            return new Refused(plan.isPresent() ? Refusal.NO_SUCH_PLAN : Refusal.NO_PLAN);
        }
        Instant now = now();
        Response response = Response.begin(ids.get(), fingerprint, wanted.get(), recorded, requester, now, now);
        return store.create(response).<Started>map(Known::new).orElseGet(() -> new Begun(response));
    }

    /** A response. */
    public Optional<Response> find(String id) {
        return store.find(id);
    }

    /** Responses, the latest first. */
    public ResponsePage list(ResponseFilter filter, Optional<String> cursor, int limit) {
        return store.list(filter, cursor, limit);
    }

    /**
     * Approves the step that waits for it, on record.
     *
     * @param comment what the approver says about it, of at most {@link #MAX_COMMENT} characters
     * @throws dev.gatehouse.client.audit.AuditUnavailable nothing can be recorded, so that nothing is approved
     */
    public Changed approve(String id, String who, Optional<String> comment) {
        return change(
                id,
                response -> response.state() != ResponseState.AWAITING_APPROVAL
                        ? Optional.empty()
                        : response.current().map(step -> approved(response, step, who, comment)));
    }

    private Response approved(Response response, StepRecord step, String who, Optional<String> comment) {
        Instant now = now();
        Response approved = response.replacing(step.name(), record -> record.approved(who, comment, now))
                .with(ResponseState.RUNNING, now, now);
        audit.approved(approved, step.name(), who, comment);
        return approved;
    }

    /** Ends a response; a step whose effect is on the way ends first. What it has done stays. */
    public Changed cancel(String id) {
        return change(
                id,
                response -> response.state().isEnded() || response.undoing()
                        ? Optional.empty()
                        : Optional.of(response.with(ResponseState.CANCELLED, Optional.empty(), now())));
    }

    /** Has given back what a response took that goes on no more. */
    public Changed undo(String id) {
        return change(id, response -> {
            boolean rests = response.state().isEnded() || response.state() == ResponseState.STOPPED;
            boolean took = response.steps().stream().anyMatch(UndoTurn::isUndoable);
            return rests && took && !response.dryRun() && !response.undoing()
                    ? Optional.of(response.asUndoing(true).with(ResponseState.RUNNING, now(), now()))
                    : Optional.empty();
        });
    }

    /** The kill switch. */
    public KillSwitch killSwitch() {
        return controls.killSwitch();
    }

    /** Sets the kill switch; what it stopped goes on within the time that {@link ResponseRules#recheck} says. */
    public KillSwitch set(boolean on, String reason, String who) {
        KillSwitch next = new KillSwitch(on, reason, who, now());
        controls.set(next);
        return next;
    }

    /** The plans. */
    public PlanSet plans() {
        return plans;
    }

    private Changed change(String id, Function<Response, Optional<Response>> step) {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Response> response = store.find(id);
            if (response.isEmpty()) {
                return new NoSuchResponse();
            }
            Optional<Response> next = step.apply(response.get());
            if (next.isEmpty()) {
                return new NotPossible(response.get().state());
            }
            if (store.update(next.get())) {
                return new Done(next.get());
            }
        }
        throw new IllegalStateException("a response keeps changing");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
