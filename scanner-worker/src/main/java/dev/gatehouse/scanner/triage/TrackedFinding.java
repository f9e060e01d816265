package dev.gatehouse.scanner.triage;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.Redaction;
import dev.gatehouse.scanner.finding.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A found secret over time: one for each fingerprint, wherever it stands. The secret itself is not in it.
 *
 * @param fingerprint which secret; its id
 * @param rule the rule of the surest sighting
 * @param confidence of the surest sighting
 * @param redacted what may be shown
 * @param owner the managed secret's name, where it is one of the platform's own; the user's, of a judged access key
 * @param validity whether it works
 * @param lastUsed when it was used last, as far as its owner's directory says
 * @param places where it stands
 * @param state what was decided
 * @param history how it came to that, the oldest step first
 * @param firstSeen when it was found first, to the millisecond; listings are in this order
 * @param lastSeen when it was found last
 * @param version counts its changes, from 1
 */
public record TrackedFinding(
        Fingerprint fingerprint,
        String rule,
        Confidence confidence,
        Redaction redacted,
        Optional<String> owner,
        Validity validity,
        Optional<Instant> lastUsed,
        Places places,
        FindingState state,
        List<StateChange> history,
        Instant firstSeen,
        Instant lastSeen,
        long version) {
    /** The author of what the scanner itself decides. */
    public static final String SCANNER = "service:scanner-worker";

    public TrackedFinding {
        history = List.copyOf(history);
        if (version < 1) {
            throw new IllegalArgumentException("a version is at least 1");
        }
    }

    static TrackedFinding first(Sighting sighting, TrackingLimits limits) {
        Finding finding = sighting.finding();
        StateChange found = new StateChange(
                sighting.at(), FindingState.OPEN, SCANNER, Optional.of("found in scan " + sighting.scan()));
        return new TrackedFinding(
                finding.fingerprint(),
                finding.rule(),
                finding.confidence(),
                finding.redacted(),
                finding.owner(),
                finding.validity(),
                Optional.empty(),
                Places.of(sighting, limits.locations()),
                FindingState.OPEN,
                List.of(found),
                sighting.at(),
                sighting.at(),
                1);
    }

    /** This finding, seen in an object; open again where it was resolved. */
    TrackedFinding seen(Sighting sighting, TrackingLimits limits) {
        Finding finding = sighting.finding();
        boolean surer = finding.confidence().compareTo(confidence) > 0;
        TrackedFinding seen = new TrackedFinding(
                fingerprint,
                surer ? finding.rule() : rule,
                surer ? finding.confidence() : confidence,
                surer ? finding.redacted() : redacted,
                owner.or(finding::owner),
                finding.validity() == Validity.UNKNOWN ? validity : finding.validity(),
                lastUsed,
                places.with(sighting, limits.locations()),
                state,
                history,
                firstSeen,
                later(sighting.at()),
                version + 1);
        return seen.reopened(sighting.scan(), sighting.at(), limits);
    }

    /** This finding, known to stand where it stood, without a new look. */
    TrackedFinding seenUnchanged(String scan, Instant at, TrackingLimits limits) {
        return at(state, history, later(at)).reopened(scan, at, limits);
    }

    /** This finding as somebody decided. */
    TrackedFinding decided(StateOrder order, Instant at, TrackingLimits limits) {
        return at(order.to(), with(new StateChange(at, order.to(), order.author(), order.reason()), limits), lastSeen);
    }

    /** This finding, with what its owner's directory says; empty where that is known. */
    Optional<TrackedFinding> judged(Judgement judgement) {
        Optional<String> whose = judgement.owner().or(() -> owner);
        Optional<Instant> used = judgement.lastUsed().or(() -> lastUsed);
        boolean isKnown = judgement.validity() == validity && whose.equals(owner) && used.equals(lastUsed);
        return isKnown
                ? Optional.empty()
                : Optional.of(new TrackedFinding(
                        fingerprint,
                        rule,
                        confidence,
                        redacted,
                        whose,
                        judgement.validity(),
                        used,
                        places,
                        state,
                        history,
                        firstSeen,
                        lastSeen,
                        version + 1));
    }

    private TrackedFinding reopened(String scan, Instant at, TrackingLimits limits) {
        if (state != FindingState.RESOLVED) {
            return this;
        }
        StateChange again = new StateChange(at, FindingState.OPEN, SCANNER, Optional.of("seen again in scan " + scan));
        return new TrackedFinding(
                fingerprint,
                rule,
                confidence,
                redacted,
                owner,
                validity,
                lastUsed,
                places,
                FindingState.OPEN,
                with(again, limits),
                firstSeen,
                lastSeen,
                version);
    }

    private TrackedFinding at(FindingState now, List<StateChange> steps, Instant seen) {
        return new TrackedFinding(
                fingerprint,
                rule,
                confidence,
                redacted,
                owner,
                validity,
                lastUsed,
                places,
                now,
                steps,
                firstSeen,
                seen,
                version + 1);
    }

    private List<StateChange> with(StateChange step, TrackingLimits limits) {
        List<StateChange> steps = new ArrayList<>(history);
        steps.add(step);
        return List.copyOf(steps.subList(Math.max(0, steps.size() - limits.history()), steps.size()));
    }

    private Instant later(Instant at) {
        return at.isAfter(lastSeen) ? at : lastSeen;
    }
}
