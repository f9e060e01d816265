package dev.gatehouse.config.http;

import dev.gatehouse.config.adoption.InvalidReport;
import dev.gatehouse.config.delivery.ContractViolated;
import dev.gatehouse.config.delivery.PlaceholdersNotAllowed;
import dev.gatehouse.config.delivery.TooManyFingerprints;
import dev.gatehouse.config.reader.LogUnavailable;
import dev.gatehouse.config.snapshot.KeyCollision;
import dev.gatehouse.config.snapshot.Watches;
import dev.gatehouse.service.http.OwnProblems;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import java.util.Optional;
import java.util.OptionalLong;

/** Which problem each of this service's own failures is on the wire; the one place that decides. */
public final class ConfigProblems implements OwnProblems {
    @Override
    public Optional<Problem> of(Throwable failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case ContractViolated e -> violated(e);
                    case PlaceholdersNotAllowed e ->
                        new Problem(400, "placeholders-not-allowed", "Bad request", text(e));
                    case TooManyFingerprints e ->
                        new Problem(422, "too-many-fingerprints", "Too much for one answer", text(e));
                    case InvalidReport e ->
                        new Problem(400, "invalid-field", "Bad request", "field '" + e.field() + "' " + text(e));
                    case LogUnavailable e ->
                        new Problem(503, "audit-log-unavailable", "Unavailable", text(e))
                                .retryingAfter(Problems.RETRY_SECONDS);
                    case KeyCollision e -> Problems.conflict("key-collision", text(e));
                    case Watches.TooMany e ->
                        new Problem(503, "too-many-watchers", "Unavailable", text(e))
                                .retryingAfter(Problems.RETRY_SECONDS);
                    default -> null;
                });
    }

    private static Problem violated(ContractViolated failure) {
        return new Problem(
                422,
                "contract-violated",
                "The contract does not allow this",
                "Nothing was written.",
                failure.violations().stream()
                        .map(v -> v.rule().word() + ": " + v.message())
                        .toList(),
                OptionalLong.empty());
    }

    private static String text(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
