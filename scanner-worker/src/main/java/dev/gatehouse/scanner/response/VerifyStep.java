package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.response.FindingObjects.Stand;
import dev.gatehouse.scanner.response.plan.StepKind;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scans the objects of a finding again. Where the secret is in none of them, the finding is resolved. Where it is, and was rotated, so
 * that it works no more, the finding is resolved too, and what to remove is left to people; with a key that is inactive, and would be
 * found by each scan to come, it is acknowledged.
 */
public final class VerifyStep implements StepAction {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final FindingObjects objects;
    private final QuarantineStep quarantine;
    private final Verifications verifications;
    private final Resolution resolution;

    public VerifyStep(
            FindingObjects objects, QuarantineStep quarantine, Verifications verifications, Resolution resolution) {
        this.objects = objects;
        this.quarantine = quarantine;
        this.verifications = verifications;
        this.resolution = resolution;
    }

    @Override
    public StepKind kind() {
        return StepKind.VERIFY;
    }

    @Override
    public StepResult preview(StepTask task) {
        return StepResult.Done.of("would scan " + objects.of(task.finding()).size() + " objects again");
    }

    @Override
    public List<String> left(StepTask task) {
        return List.of("scan again, and decide about the finding");
    }

    @Override
    public StepResult run(StepTask task) {
        VerifyMemo memo = VerifyMemo.read(task.record().memo());
        if (memo.since().isEmpty()) {
            return behind(task).orElseGet(() -> begin(task, memo));
        }
        return switch (verifications.look(memo.scans(), memo.hashes().keySet())) {
            case Verifications.Running running ->
                new StepResult.Again(
                        task.record().outcome(), LOOK, List.of(), task.record().memo());
            case Verifications.Over over -> decide(task, memo, over);
        };
    }

    /** Places that were found since the quarantine are taken first. */
    private Optional<StepResult> behind(StepTask task) {
        for (StepRecord record : task.response().steps()) {
            boolean took = record.kind() == StepKind.QUARANTINE && record.state() == StepState.DONE;
            if (took && !quarantine.unhandled(task, record).isEmpty()) {
                return Optional.of(new StepResult.Back(record.name(), "further places were found"));
            }
        }
        return Optional.empty();
    }

    private StepResult begin(StepTask task, VerifyMemo before) {
        Map<ObjectName, String> hashes = new LinkedHashMap<>();
        objects.of(task.finding())
                .forEach(stand -> hashes.put(
                        stand.name(),
                        stand.seen().map(seen -> seen.contentHash()).orElse("")));
        Verifications.Begun begun = verifications.begin(List.copyOf(hashes.keySet()));
        VerifyMemo memo = new VerifyMemo(
                before.round(),
                Optional.of(task.now()),
                begun.scans(),
                hashes,
                begun.unreachable().size());
        return new StepResult.Again(hashes.size() + " objects are scanned again", LOOK, List.of(), memo.write());
    }

    private StepResult decide(StepTask task, VerifyMemo memo, Verifications.Over over) {
        TrackedFinding finding = resolution.find(task.finding().fingerprint()).orElse(task.finding());
        StepTask fresh = new StepTask(task.response(), task.step(), task.record(), finding, task.now());
        Optional<StepResult> first = behind(fresh);
        if (first.isPresent()) {
            return first.get();
        }
        boolean seen = !finding.lastSeen().isBefore(memo.since().orElseThrow());
        int round = memo.round() + 1;
        if (seen && round < task.step().attempts()) {
            // A scan that began before may have told late; and config-service may still hand an old version over.
            return new StepResult.Again(
                    "it was seen again; looks once more",
                    task.step().restAfter(round),
                    List.of(),
                    VerifyMemo.round(round).write());
        }
        List<Stand> standing = standing(fresh, memo, over, seen);
        int unknown = memo.unreachable() + over.unread().size() + over.failed();
        return standing.isEmpty() && unknown == 0 ? gone(fresh, memo) : stillThere(fresh, standing, unknown);
    }

    /** Those that hold what they held before, or in which it was seen. */
    private List<Stand> standing(StepTask task, VerifyMemo memo, Verifications.Over over, boolean seen) {
        List<Stand> standing = new ArrayList<>();
        for (Stand stand : objects.of(task.finding())) {
            boolean same = stand.seen()
                    .filter(now -> !now.contentHash().isEmpty()
                            && now.contentHash().equals(memo.hashes().get(stand.name())))
                    .isPresent();
            boolean holds = stand.seen()
                    .filter(now -> now.fingerprints().contains(task.finding().fingerprint()))
                    .isPresent();
            if (over.there().contains(stand.name())
                    && (same || holds || (seen && stand.seen().isEmpty()))) {
                standing.add(stand);
            }
        }
        return standing;
    }

    private StepResult gone(StepTask task, VerifyMemo memo) {
        String why = "it is in none of the " + memo.hashes().size() + " objects any more";
        resolution.decide(
                task.finding().fingerprint(),
                FindingState.RESOLVED,
                why + worthless(task).map(how -> "; " + how).orElse(""),
                task.response().id());
        return StepResult.Done.of(why);
    }

    private StepResult stillThere(StepTask task, List<Stand> standing, int unknown) {
        List<String> left =
                new ArrayList<>(standing.stream().map(VerifyStep::removal).toList());
        if (unknown > 0) {
            left.add("look at the finding's objects that could not be scanned again: " + unknown);
        }
        String where = standing.isEmpty()
                ? "it is not known whether it is gone"
                : "it still stands in "
                        + String.join(", ", standing.stream().map(Stand::text).toList());
        Optional<String> worthless = worthless(task);
        if (worthless.isEmpty()) {
            return new StepResult.Failed(where, left);
        }
        boolean rotated = isDone(task, StepKind.ROTATE);
        resolution.decide(
                task.finding().fingerprint(),
                rotated ? FindingState.RESOLVED : FindingState.ACKNOWLEDGED,
                "it works no more: " + worthless.get() + "; " + where,
                task.response().id());
        return new StepResult.Done("it works no more; " + where, left, "");
    }

    private static String removal(Stand stand) {
        return stand.kind().equals("git")
                ? "rewrite the history that holds " + stand.text() + ", in every clone, or accept that it stays"
                : "remove the secret from " + stand.text();
    }

    /** What made it worth nothing. */
    private static Optional<String> worthless(StepTask task) {
        return task.response().steps().stream()
                .filter(step -> step.state() == StepState.DONE)
                .filter(step -> step.kind() == StepKind.ROTATE || step.kind() == StepKind.DISABLE_KEY)
                .map(StepRecord::outcome)
                .findFirst();
    }

    private static boolean isDone(StepTask task, StepKind kind) {
        return task.response().steps().stream().anyMatch(step -> step.kind() == kind && step.state() == StepState.DONE);
    }
}
