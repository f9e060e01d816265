package dev.gatehouse.scanner.http;

import dev.gatehouse.service.http.OwnProblems;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import java.util.Optional;

/** Which problem each of this service's own failures is on the wire; the one place that decides. */
public final class ScannerProblems implements OwnProblems {
    static final Problem NO_SUCH_TARGET =
            new Problem(422, "no-such-target", "No such target", "No configuration names a target of this name.");

    static final Problem NOT_ALLOWED = new Problem(
            422,
            "target-not-allowed",
            "The target is not allowed",
            "No configuration allows scans of that place, or it does not exist.");

    static final Problem NO_SUCH_PLAN =
            new Problem(422, "no-such-plan", "No such response plan", "No response plan has this name.");

    static final Problem NO_PLAN =
            new Problem(422, "no-plan", "No response plan", "No response plan matches the finding.");

    @Override
    public Optional<Problem> of(Throwable failure) {
        return failure instanceof TooManyStreams
                ? Optional.of(
                        new Problem(503, "too-many-streams", "Unavailable", "There are as many streams as allowed.")
                                .retryingAfter(Problems.RETRY_SECONDS))
                : Optional.empty();
    }

    /** There are as many streams as allowed. */
    static final class TooManyStreams extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStreams() {
            super("too many streams");
        }
    }
}
