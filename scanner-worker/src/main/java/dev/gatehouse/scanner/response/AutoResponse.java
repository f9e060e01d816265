package dev.gatehouse.scanner.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.client.audit.AuditEvent.Outcome;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.scanner.response.plan.Plan;
import dev.gatehouse.scanner.response.plan.PlanSet;
import dev.gatehouse.scanner.triage.FindingFilter;
import dev.gatehouse.scanner.triage.FindingListener;
import dev.gatehouse.scanner.triage.FindingPage;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.triage.StateChange;
import dev.gatehouse.scanner.triage.TrackedFinding;
import dev.gatehouse.service.failure.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Starts responses by itself: for a finding that is new or open again, once for each time that it was opened. What is found while
 * nothing listens, or is opened right before a process ends, is found again by {@link #sweep}. Findings that were open before the
 * mode was set, and those whose response a person ended, are left to people.
 */
public final class AutoResponse implements FindingListener {
    private static final int PAGE = 200;
    private static final FindingFilter OPEN = new FindingFilter(
            Set.of(FindingState.OPEN),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final ResponseStore store;
    private final ResponseControls controls;
    private final FindingStore findings;
    private final PlanSet plans;
    private final Subjects subjects;
    private final ResponseAudit audit;
    private final ResponseRules rules;
    private final InstantSource clock;

    public AutoResponse(
            ResponseStore store,
            ResponseControls controls,
            FindingStore findings,
            PlanSet plans,
            Subjects subjects,
            ResponseAudit audit,
            ResponseRules rules,
            InstantSource clock) {
        this.store = store;
        this.controls = controls;
        this.findings = findings;
        this.plans = plans;
        this.subjects = subjects;
        this.audit = audit;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public void opened(TrackedFinding finding) {
        if (rules.mode() == ResponseMode.OFF) {
            return;
        }
        try {
            consider(finding, began());
        } catch (StoreException | AuditUnavailable away) {
            // The finding is durable, and the next sweep comes to it: scanning goes on.
        }
    }

    /**
     * Looks at all open findings.
     *
     * @return how many responses it started
     */
    public int sweep() {
        if (rules.mode() == ResponseMode.OFF) {
            return 0;
        }
        Instant since = began();
        int started = 0;
        Optional<String> cursor = Optional.empty();
        do {
            FindingPage page = findings.list(OPEN, cursor, PAGE);
            for (TrackedFinding finding : page.findings()) {
                started += consider(finding, since) ? 1 : 0;
            }
            cursor = page.next();
        } while (cursor.isPresent());
        return started;
    }

    private Instant began() {
        return controls.began(rules.mode().word(), now());
    }

    private boolean consider(TrackedFinding finding, Instant since) {
        Instant opened = opening(finding);
        if (finding.state() != FindingState.OPEN || opened.isBefore(since)) {
            return false;
        }
        Optional<Plan> plan = plans.matching(subjects.of(finding)).filter(Plan::automatic);
        return plan.isPresent() && start(finding, plan.get(), opened);
    }

    private boolean start(TrackedFinding finding, Plan plan, Instant opened) {
        boolean dryRun = rules.mode() == ResponseMode.DRY_RUN;
        Instant now = now();
        String id = id(finding, plan, dryRun, opened);
        if (store.find(id).isPresent() || isLeftToPeople(finding, plan)) {
            return false;
        }
        Response response = Response.begin(
                id, finding.fingerprint(), plan, dryRun, TrackedFinding.SCANNER, now, now.plus(rules.settle()));
        audit.record(response, "started", Outcome.SUCCESS, plan.name());
        return store.create(response).isEmpty();
    }

    /** What a person gave back or ended is not taken again by itself. */
    private boolean isLeftToPeople(TrackedFinding finding, Plan plan) {
        return store.list(ResponseFilter.of(finding.fingerprint()), Optional.empty(), PAGE).responses().stream()
                .filter(response -> response.plan().name().equals(plan.name()) && !response.dryRun())
                .findFirst()
                .filter(last -> last.undoing() || last.state() == ResponseState.CANCELLED)
                .isPresent();
    }

    /** One and the same for each opening, so that processes that race start one response. */
    private static String id(TrackedFinding finding, Plan plan, boolean dryRun, Instant opened) {
        String name = finding.fingerprint().text() + "/" + plan.name() + "/" + dryRun + "/" + opened.toEpochMilli();
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
    }

    private static Instant opening(TrackedFinding finding) {
        return finding.history().reversed().stream()
                .filter(step -> step.to() == FindingState.OPEN)
                .map(StateChange::at)
                .findFirst()
                .orElse(finding.firstSeen());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
