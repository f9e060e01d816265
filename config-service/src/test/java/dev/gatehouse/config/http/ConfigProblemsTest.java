package dev.gatehouse.config.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.config.contract.Rule;
import dev.gatehouse.config.contract.Violation;
import dev.gatehouse.config.delivery.ContractViolated;
import dev.gatehouse.config.delivery.Desk;
import dev.gatehouse.config.snapshot.Format;
import dev.gatehouse.config.snapshot.KeyCollision;
import dev.gatehouse.config.snapshot.Watches;
import dev.gatehouse.config.snapshot.World;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.http.Problem;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;

class ConfigProblemsTest {
    private static final ConfigProblems PROBLEMS = new ConfigProblems();

    private static void is(Throwable failure, int status, String type) {
        Problem problem = PROBLEMS.of(failure).orElseThrow();
        assertThat(problem.status()).as(type).isEqualTo(status);
        assertThat(problem.type()).isEqualTo(type);
        assertThat(new String(problem.body("request-1"), UTF_8)).doesNotContain("canary");
    }

    private static <T extends Throwable> T thrown(Class<T> type, ThrowableAssert.ThrowingCallable code) {
        return Assertions.catchThrowableOfType(type, code);
    }

    @Test
    void mapsTooManyWatchers() {
        Watches watches = new Watches(id -> List.of(), 0);
        Watches.TooMany failure = thrown(Watches.TooMany.class, () -> watches.watch(World.CODER, () -> {}));

        is(failure, 503, "too-many-watchers");
        assertThat(PROBLEMS.of(failure).orElseThrow().retryAfter()).hasValue(2);
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
                new ObjectMapper().readTree(PROBLEMS.of(failure).orElseThrow().body("request-1"));
        assertThat(body.at("/violations").toString())
                .isEqualTo("[\"out-of-range: must be at most 9\",\"should-be-secure: secure\"]");
    }

    @Test
    void leavesWhatEveryServiceKnowsToThePlatform() {
        assertThat(PROBLEMS.of(new Forbidden())).isEmpty();
        assertThat(PROBLEMS.of(new IllegalStateException("canary"))).isEmpty();
    }
}
