package dev.gatehouse.audit.http;

import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.InvalidEvent;
import dev.gatehouse.audit.ingest.file.LedgerUnavailable;
import dev.gatehouse.audit.lifecycle.ActRefused;
import dev.gatehouse.audit.lifecycle.LifecycleBusy;
import dev.gatehouse.audit.log.LogUnavailable;
import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.query.QueryRefused;
import dev.gatehouse.audit.query.QueryTimedOut;
import dev.gatehouse.audit.query.TableUnavailable;
import dev.gatehouse.audit.tlog.BrokenTree;
import dev.gatehouse.service.http.OwnProblems;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;

/** Which problem each of this service's own failures is on the wire; the one place that decides. */
public final class AuditProblems implements OwnProblems {
    @Override
    public Optional<Problem> of(Throwable failure) {
        return Optional.ofNullable(
                        switch (failure) {
                            case InvalidEvent e ->
                                new Problem(status(e), e.reason(), "The event is not accepted", e.detail());
                            case LogUnavailable e ->
                                new Problem(
                                                503,
                                                "log-unavailable",
                                                "Unavailable",
                                                "The events can't be made durable now: " + text(e)
                                                        + ". Send them again.")
                                        .retryingAfter(Problems.RETRY_SECONDS);
                            case DeadLettersUnavailable e -> unavailable("dead-letters-unavailable", e);
                            case LedgerUnavailable e -> unavailable("ledger-unavailable", e);
                            case StorageFailed e ->
                                new Problem(
                                                503,
                                                "storage-unavailable",
                                                "Unavailable",
                                                "The log's storage does not answer.")
                                        .retryingAfter(Problems.RETRY_SECONDS);
                            case QueryRefused e ->
                                new Problem(
                                        400,
                                        "invalid-parameter",
                                        "Bad request",
                                        text(e),
                                        List.of(text(e)),
                                        OptionalLong.empty());
                            case QueryTimedOut e ->
                                new Problem(
                                        504,
                                        "query-timed-out",
                                        "Timed out",
                                        "The query took too long. Ask for less time, or filter by more than free text.");
                            case TableUnavailable e ->
                                new Problem(
                                                503,
                                                "table-unavailable",
                                                "Unavailable",
                                                "The table of events can't answer now; the log itself goes on.")
                                        .retryingAfter(Problems.RETRY_SECONDS);
                            case MalformedLog _, BrokenTree _ ->
                                new Problem(
                                        500,
                                        "log-damaged",
                                        "Internal error",
                                        "The log is damaged; an operator must look.");
                            case ActRefused e -> new Problem(400, "invalid-field", "Bad request", text(e));
                            case LifecycleBusy e -> unavailable("lifecycle-busy", e);
                            default -> null;
                        })
                .or(() -> failure instanceof CompletionException && failure.getCause() != null
                        ? of(failure.getCause())
                        : Optional.empty());
    }

    private static Problem unavailable(String type, Throwable failure) {
        return new Problem(503, type, "Unavailable", text(failure)).retryingAfter(Problems.RETRY_SECONDS);
    }

    private static int status(InvalidEvent event) {
        return switch (event.reason()) {
            case "source-not-allowed" -> 403;
            case "conflict" -> 409;
            case "too-large", "too-many" -> 413;
            case "unknown-coding" -> 415;
            default -> 400;
        };
    }

    private static String text(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
