package dev.gatehouse.config.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.config.access.FixedGrants;
import dev.gatehouse.config.access.Forbidden;
import dev.gatehouse.config.contract.Rule;
import dev.gatehouse.config.contract.Violation;
import dev.gatehouse.config.delivery.ContractViolated;
import dev.gatehouse.config.delivery.Desk;
import dev.gatehouse.config.parameter.InvalidName;
import dev.gatehouse.config.parameter.StoreException;
import dev.gatehouse.config.snapshot.Format;
import dev.gatehouse.config.snapshot.KeyCollision;
import dev.gatehouse.config.snapshot.Watches;
import dev.gatehouse.config.snapshot.World;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
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

    private static <T extends Throwable> T thrown(Class<T> type, ThrowableAssert.ThrowingCallable code) {
        return Assertions.catchThrowableOfType(type, code);
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
    void mapsTooManyWatchers() {
        Watches watches = new Watches(id -> List.of(), 0);
        Watches.TooMany failure = thrown(Watches.TooMany.class, () -> watches.watch(World.CODER, () -> {}));

        is(failure, 503, "too-many-watchers");
        assertThat(retryAfter(failure)).hasValue(2);
    }

    @Test
    void mapsCollidingKeys() {
        World world = new World().with("global/a-b", "canary").with("global/a/b", "canary");

        is(
                thrown(
                        KeyCollision.class,
                        () -> world.resolved(FixedGrants.all()).render(Format.ENV)),
                409,
                "key-collision");
    }

    @Test
    void mapsPlaceholdersThatAreNotAllowed() {
        Throwable failure = Desk.placeholdersNotAllowed();

        is(failure, 400, "placeholders-not-allowed");
    }

    @Test
    void tellsEachRuleOfTheContractThatIsBroken() throws IOException {
        ContractViolated failure = new ContractViolated(List.of(
                new Violation(Rule.OUT_OF_RANGE, "must be at most 9"), new Violation(Rule.SHOULD_BE_SECURE, "secure")));

        is(failure, 422, "contract-violated");
        JsonNode body =
                new ObjectMapper().readTree(Problems.of(failure).orElseThrow().body("request-1"));
        assertThat(body.at("/violations").toString())
                .isEqualTo("[\"out-of-range: must be at most 9\",\"should-be-secure: secure\"]");
    }

    @Test
    void knowsNoProblemOfWhatNobodyExpected() {
        assertThat(Problems.of(new IllegalStateException("canary"))).isEmpty();
        assertThat(Problems.of(new StackOverflowError())).isEmpty();

        Problem problem = FailureMapper.problem(new IllegalStateException("canary"), "request-1");

        assertThat(problem.status()).isEqualTo(500);
        assertThat(new String(problem.body("request-1"), UTF_8)).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 406, 413, 415, 418, 503})
    void hasAProblemForEachStatus(int status) {
        Problem problem = FailureMapper.problem(new WebApplicationException("canary", status), "request-1");

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
}
