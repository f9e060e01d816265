package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One replacement of a secret's value. It holds versions and never values.
 *
 * @param id 1 to 64 of a-z, 0-9 and -
 * @param reason why, as whoever started it says; 1 to {@link #MAX_REASON} characters
 * @param updatedAt when it last went on
 * @param deadline when adoption is no longer waited for
 * @param from the version that was current when it began
 * @param to the version that is made; chosen before anything is made of it
 * @param steps what has ended, oldest first
 * @param problem what went wrong, if something did; while it runs, it is being rolled back for this
 * @param task what a person has to do
 * @param placeholder whether a placeholder stands in for what a person would supply; in local mode only
 * @param supplied whether a person's value is being written as {@code to}
 */
public record Rotation(
        String id,
        RotationState state,
        String reason,
        Trigger trigger,
        Instant startedAt,
        Instant updatedAt,
        Optional<Instant> deadline,
        VersionId from,
        VersionId to,
        List<StepRecord> steps,
        Optional<String> problem,
        Optional<Task> task,
        boolean placeholder,
        boolean supplied,
        Progress progress) {
    /** Characters of a reason. */
    public static final int MAX_REASON = 500;

    public Rotation {
        steps = List.copyOf(steps);
    }

    /** A rotation at its beginning. */
    static Rotation start(
            String id, String reason, Trigger trigger, Instant now, VersionId from, VersionId to, Step released) {
        return new Rotation(
                id,
                RotationState.CREATE,
                reason,
                trigger,
                now,
                now,
                Optional.empty(),
                from,
                to,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Progress.at(now, released));
    }

    /** Whether this step has been done. */
    public boolean did(Step step) {
        return steps.stream().anyMatch(ended -> ended.step() == step && ended.done());
    }

    public boolean running() {
        return state.running();
    }

    /** Whether what the secret opens may know of the new value. */
    boolean touched() {
        return did(Step.SET) || progress.touched();
    }

    /** Whether what was made is being taken back. */
    boolean rollingBack() {
        return running() && problem.isPresent();
    }

    Rotation in(RotationState next, Instant now) {
        return copy(next, now, deadline, to, steps, problem, task, supplied, Progress.at(now, progress.released()));
    }

    Rotation ended(Step step, Instant now, String outcome) {
        List<StepRecord> all = new ArrayList<>(steps);
        all.add(new StepRecord(step, now, outcome));
        return copy(state, now, deadline, to, all, problem, task, supplied, progress);
    }

    /** With a new beginning after a person looked at what was wrong. */
    Rotation untroubled() {
        return copy(state, updatedAt, deadline, to, steps, Optional.empty(), task, supplied, progress);
    }

    /** With what came of it, where that is not the step's own to say. */
    Rotation noting(String trouble) {
        return copy(state, updatedAt, deadline, to, steps, Optional.of(trouble), task, supplied, progress);
    }

    Rotation until(Instant end) {
        return copy(state, updatedAt, Optional.of(end), to, steps, problem, task, supplied, progress);
    }

    Rotation awaiting(Task asked, Instant now) {
        return copy(state, now, deadline, to, steps, problem, Optional.of(asked), supplied, progress)
                .in(RotationState.AWAITING_PERSON, now);
    }

    Rotation troubledBy(String trouble, Instant now) {
        return copy(state, now, deadline, to, steps, Optional.of(trouble), task, supplied, progress.anew(now));
    }

    Rotation tried(Instant next) {
        return copy(
                state,
                updatedAt,
                deadline,
                to,
                steps,
                problem,
                task,
                supplied,
                progress.tried(next, state == RotationState.SET));
    }

    Rotation releasing(Step step) {
        return copy(state, updatedAt, deadline, to, steps, problem, task, supplied, progress.releasing(step));
    }

    /** A person's value is about to be written as this version. */
    Rotation supplying(VersionId version, Instant now) {
        return copy(state, now, deadline, version, steps, problem, task, true, progress);
    }

    Rotation withPlaceholder(boolean standsIn) {
        return new Rotation(
                id, state, reason, trigger, startedAt, updatedAt, deadline, from, to, steps, problem, task, standsIn,
                supplied, progress);
    }

    /** With a reason of at most so many characters. */
    Rotation withReasonCut(int length) {
        if (reason.length() <= length) {
            return this;
        }
        int end = Character.isHighSurrogate(reason.charAt(length - 2)) ? length - 2 : length - 1;
        return new Rotation(
                id,
                state,
                reason.substring(0, end) + "…",
                trigger,
                startedAt,
                updatedAt,
                deadline,
                from,
                to,
                steps,
                problem,
                task,
                placeholder,
                supplied,
                progress);
    }

    private Rotation copy(
            RotationState inState,
            Instant at,
            Optional<Instant> end,
            VersionId made,
            List<StepRecord> all,
            Optional<String> trouble,
            Optional<Task> asked,
            boolean isSupplied,
            Progress going) {
        return new Rotation(
                id,
                inState,
                reason,
                trigger,
                startedAt,
                at,
                end,
                from,
                made,
                all,
                trouble,
                asked,
                placeholder,
                isSupplied,
                going);
    }
}
