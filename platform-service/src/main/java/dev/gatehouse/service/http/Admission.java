package dev.gatehouse.service.http;

import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Authentication;
import dev.gatehouse.service.access.Authenticator;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Principal;
import dev.gatehouse.service.access.RateLimits;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a request in, or says which problem it has: the same for every dialect. */
public final class Admission {
    /** Query parameters that carry credentials elsewhere; URLs end up in logs, so they are refused. */
    private static final Set<String> CREDENTIALS = Set.of(
            "token",
            "access_token",
            "id_token",
            "api_key",
            "apikey",
            "auth",
            "authorization",
            "bearer",
            "password",
            "x-amz-security-token");

    private static final String SCHEME = "Bearer ";

    private final Authenticator authenticator;
    private final RateLimits limits;
    private final AuditTrail trail;

    public Admission(Authenticator authenticator, RateLimits limits, AuditTrail trail) {
        this.authenticator = authenticator;
        this.limits = limits;
        this.trail = trail;
    }

    /** Whether a request is let in. */
    public sealed interface Verdict {}

    public record Admitted(Caller caller) implements Verdict {}

    public record Refused(Problem problem) implements Verdict {}

    /** The verdict where it is at hand; never blocks. Empty: ask {@link #admit}. */
    public Optional<Verdict> now(HttpServerRequest request) {
        String bearer = bearer(request);
        if (bearer == null || request.query() != null) {
            return Optional.empty();
        }
        return authenticator.recent(bearer).map(principal -> limited(request, principal));
    }

    /** The verdict; may block for a store, an identity provider or the audit trail. */
    public Verdict admit(HttpServerRequest request) {
        Optional<Problem> misplaced = credentialInQuery(request);
        if (misplaced.isPresent()) {
            return new Refused(misplaced.get());
        }
        String source = source(request);
        String bearer = bearer(request);
        Optional<Principal> recent = bearer == null ? Optional.empty() : authenticator.recent(bearer);
        if (recent.isPresent()) {
            return limited(request, recent.get());
        }
        OptionalLong wait = limits.blocked(source);
        if (wait.isPresent()) {
            return new Refused(Problems.tooMany(wait.getAsLong()));
        }
        if (bearer == null) {
            return refuse(request, source, "no-credential");
        }
        return switch (authenticator.authenticate(bearer)) {
            case Authentication.Accepted(Principal principal) -> limited(request, principal);
            case Authentication.Refused(String reason) -> refuse(request, source, reason);
        };
    }

    /** Whether the credential that a long request came with still holds; may block. */
    public boolean stillValid(HttpServerRequest request) {
        String bearer = bearer(request);
        return bearer != null
                && (authenticator.recent(bearer).isPresent()
                        || authenticator.authenticate(bearer) instanceof Authentication.Accepted);
    }

    private Verdict limited(HttpServerRequest request, Principal principal) {
        OptionalLong wait = limits.tryAcquire(principal);
        return wait.isPresent()
                ? new Refused(Problems.tooMany(wait.getAsLong()))
                : new Admitted(new Caller(principal, source(request), RequestIds.of(request)));
    }

    private Verdict refuse(HttpServerRequest request, String source, String reason) {
        limits.failed(source);
        trail.unauthenticated(source, RequestIds.of(request), reason);
        return new Refused(Problems.UNAUTHENTICATED);
    }

    private static Optional<Problem> credentialInQuery(HttpServerRequest request) {
        if (request.query() == null) {
            return Optional.empty();
        }
        return request.params(false).names().stream()
                .filter(name -> CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(name -> new Problem(
                        400,
                        "credential-in-query",
                        "Bad request",
                        "A credential stands in the query string, where logs keep it. Send it in the Authorization header,"
                                + " and replace it: it may have been seen."));
    }

    private static @Nullable String bearer(HttpServerRequest request) {
        String header = request.headers().get(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }

    private static String source(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? "unknown"
                : request.remoteAddress().hostAddress();
    }
}
