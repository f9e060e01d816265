package dev.gatehouse.service.http;

import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.util.Optional;

/** Which problem each failure is on the wire that every service knows; a service adds its own by {@link OwnProblems}. */
public final class Problems {
    /** Seconds after which what is unavailable may be back. */
    public static final long RETRY_SECONDS = 2;

    private Problems() {}

    public static final Problem UNAUTHENTICATED = new Problem(
            401, "unauthenticated", "Not authenticated", "A valid bearer token is needed in the Authorization header.");

    public static final Problem FORBIDDEN =
            new Problem(403, "forbidden", "Forbidden", "The caller's policies do not allow this.");

    public static final Problem NOT_FOUND =
            new Problem(404, "not-found", "Not found", "There is no such object, version or stage.");

    public static final Problem NOT_ACCEPTABLE =
            new Problem(406, "not-acceptable", "Not acceptable", "None of the accepted media types can be given.");

    public static Problem precondition(String detail) {
        return new Problem(412, "precondition-failed", "Precondition failed", detail);
    }

    public static Problem conflict(String type, String detail) {
        return new Problem(409, type, "Conflict", detail);
    }

    public static Problem tooMany(long seconds) {
        return new Problem(429, "rate-limited", "Too many requests", "The rate limit of this caller is reached.")
                .retryingAfter(seconds);
    }

    /** The problem of a failure; empty for one that is not known to every service. */
    public static Optional<Problem> of(Throwable failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case BadRequest e -> new Problem(400, e.type(), "Bad request", text(e));
                    case InvalidName e -> new Problem(400, "invalid-name", "Bad request", text(e));
                    case Forbidden e -> FORBIDDEN;
                    case AuditUnavailable e ->
                        new Problem(
                                        503,
                                        "audit-unavailable",
                                        "Unavailable",
                                        "The audit trail can't take this request's events, so the request is refused.")
                                .retryingAfter(RETRY_SECONDS);
                    case StoreException e -> ofStore(e);
                    default -> null;
                });
    }

    private static Problem ofStore(StoreException failure) {
        return switch (failure) {
            case StoreException.Unavailable e ->
                new Problem(503, "store-unavailable", "Unavailable", text(e)).retryingAfter(RETRY_SECONDS);
            case StoreException.Full e -> new Problem(507, "store-full", "Insufficient storage", text(e));
            case StoreException.Denied e ->
                new Problem(
                        502,
                        "store-denied",
                        "Bad gateway",
                        "The service's own permissions on the store lack something.");
            case StoreException.Rejected e -> new Problem(422, "store-rejected", "The store refuses this", text(e));
            case StoreException.Corrupt e ->
                new Problem(
                        500, "store-corrupt", "Internal error", "What is stored does not open; an operator must look.");
        };
    }

    /** Internal errors tell nothing; their log line has the request id. */
    public static Problem internal() {
        return new Problem(
                500, "internal", "Internal error", "The failure is in the service's log under this request's id.");
    }

    /** A problem for a bare status, as the HTTP layer makes them. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> new Problem(404, "not-found", "Not found", "There is nothing here.");
            case 405 ->
                new Problem(405, "method-not-allowed", "Method not allowed", "This resource has no such method.");
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> new Problem(413, "too-large", "Content too large", "The body is larger than the limit.");
            case 415 ->
                new Problem(
                        415,
                        "unsupported-media-type",
                        "Unsupported media type",
                        "Send application/json or application/yaml.");
            default -> new Problem(status, "http-" + status, "Status " + status, "The request was not accepted.");
        };
    }

    private static String text(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
