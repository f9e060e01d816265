package dev.gatehouse.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
    private static final FailureProblems FAILURES = new FailureProblems(failure -> Optional.empty());

    private final Throwable cause = new IllegalStateException("canary-cause");

    private static void is(Throwable failure, int status, String type) {
        Problem problem = Problems.of(failure).orElseThrow();
        assertThat(problem.status()).as(type).isEqualTo(status);
        assertThat(problem.type()).isEqualTo(type);
        assertThat(new String(problem.body("request-1"), UTF_8)).doesNotContain("canary");
    }

    private static OptionalLong retryAfter(Throwable failure) {
        return Problems.of(failure).orElseThrow().retryAfter();
    }

    @Test
    void mapsEachFailureOfAStore() {
        is(new StoreException.Unavailable("away", cause), 503, "store-unavailable");
        is(new StoreException.Denied("canary-account", cause), 502, "store-denied");
        is(new StoreException.Full("full", cause), 507, "store-full");
        is(new StoreException.Rejected("rejected", cause), 422, "store-rejected");
        is(new StoreException.Corrupt("canary-row", cause), 500, "store-corrupt");
        assertThat(retryAfter(new StoreException.Unavailable("away", cause))).hasValue(2);
        assertThat(retryAfter(new StoreException.Full("full", cause))).isEmpty();
    }

    @Test
    void mapsEachRefusal() {
        is(new BadRequest("some-type", "some detail"), 400, "some-type");
        is(new InvalidName("path", "is none"), 400, "invalid-name");
        is(new Forbidden(), 403, "forbidden");
        is(new AuditUnavailable("canary-disk", cause), 503, "audit-unavailable");
        assertThat(retryAfter(new AuditUnavailable("full"))).hasValue(2);
    }

    @Test
    void knowsNoProblemOfWhatNobodyExpected() {
        assertThat(Problems.of(new IllegalStateException("canary"))).isEmpty();
        assertThat(Problems.of(new StackOverflowError())).isEmpty();

        Problem problem = FAILURES.of(new IllegalStateException("canary"), "request-1");

        assertThat(problem.status()).isEqualTo(500);
        assertThat(new String(problem.body("request-1"), UTF_8)).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 406, 413, 415, 418, 503})
    void hasAProblemForEachStatus(int status) {
        Problem problem = FAILURES.of(new WebApplicationException("canary", status), "request-1");

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.type()).isNotBlank();
        assertThat(new String(problem.body("request-1"), UTF_8)).doesNotContain("canary");
    }

    @Test
    void writesWhatTheStandardAsksFor() throws IOException {
        JsonNode body = new ObjectMapper().readTree(Problems.FORBIDDEN.body("request-1"));

        assertThat(body.at("/type").textValue()).isEqualTo("urn:gatehouse:problem:forbidden");
        assertThat(body.at("/status").intValue()).isEqualTo(403);
        assertThat(body.at("/title").textValue()).isEqualTo("Forbidden");
        assertThat(body.at("/instance").textValue()).isEqualTo("urn:gatehouse:request:request-1");
        assertThat(body.has("violations")).isFalse();
    }

    @Test
    void saysWhenToComeBack() {
        assertThat(Problems.tooMany(7).status()).isEqualTo(429);
        assertThat(Problems.tooMany(7).retryAfter()).hasValue(7);
        assertThat(Optional.of(Problems.precondition("x").status())).contains(412);
        assertThat(Problems.conflict("some-type", "x").type()).isEqualTo("some-type");
    }

    @Test
    void asksTheServiceForItsOwnProblemsFirst() {
        Problem own = new Problem(409, "own", "Own", "of this service");
        FailureProblems problems = new FailureProblems(
                failure -> failure instanceof IllegalStateException ? Optional.of(own) : Optional.empty());

        assertThat(problems.of(new IllegalStateException("canary"), "request-1"))
                .isSameAs(own);
        assertThat(problems.of(new Forbidden(), "request-1")).isSameAs(Problems.FORBIDDEN);
    }
}
