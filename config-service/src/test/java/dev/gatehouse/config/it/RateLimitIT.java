package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much one caller may ask, and how often one address may fail. */
class RateLimitIT {
    private static final int BURST = 8;
    private static final int FAILURES = 3;

    @TempDir
    static Path folder;

    @Test
    void aPrincipalThatAsksTooMuchIsToldWhenToComeBackAndOthersAreServed() {
        Map<String, String> limits =
                Map.of("gatehouse.access.rate-per-second", "1", "gatehouse.access.burst", Integer.toString(BURST));
        try (ServiceProcess service = ServiceProcess.local(folder.resolve("rate"), limits)) {
            Api api = new Api(service);
            String eager = api.token("eager", "app-researcher");
            String other = api.token("other", "app-researcher");
            long start = System.nanoTime();

            List<Response> answers = new ArrayList<>();
            for (int i = 0; i < 4 * BURST; i++) {
                answers.add(api.as(eager).get("/v1/config/dev/researcher"));
            }

            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
            List<Response> refused = answers.stream()
                    .filter(answer -> answer.statusCode() == 429)
                    .toList();
            assertThat(answers.subList(0, BURST)).allMatch(answer -> answer.statusCode() == 200);
            // The bucket fills while it is emptied: one more for each second that this took.
            assertThat(answers.size() - refused.size()).isLessThanOrEqualTo(BURST + (int) seconds);
            assertThat(refused).isNotEmpty().allSatisfy(RateLimitIT::assertTooMany);
            assertThat(api.as(other).get("/v1/config/dev/researcher").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aResourceIsLimitedLikeTheSnapshot() {
        Map<String, String> limits =
                Map.of("gatehouse.access.rate-per-second", "1", "gatehouse.access.burst", Integer.toString(BURST));
        try (ServiceProcess service = ServiceProcess.local(folder.resolve("resource"), limits)) {
            Api api = new Api(service);
            String eager = api.token("eager", "app-researcher");

            List<Response> answers = new ArrayList<>();
            for (int i = 0; i < 4 * BURST; i++) {
                answers.add(api.as(eager).get("/v1/parameters/aurora/dev/global/none"));
            }

            assertThat(answers.subList(0, BURST)).allMatch(answer -> answer.statusCode() == 404);
            assertThat(answers.getLast().statusCode()).isEqualTo(429);
            assertTooMany(answers.getLast());
        }
    }

    @Test
    void anAddressThatFailsTooOftenIsBlockedAndWhoIsKnownGoesOn() {
        Map<String, String> limits = Map.of(
                "gatehouse.access.failures-per-minute",
                Integer.toString(FAILURES),
                "gatehouse.access.remember-for",
                "10m");
        try (ServiceProcess service = ServiceProcess.local(folder.resolve("failures"), limits)) {
            Api api = new Api(service);
            String unused = api.token("unused", "app-researcher");

            List<Response> failed = new ArrayList<>();
            for (int i = 0; i < FAILURES; i++) {
                failed.add(api.as("gh_nonsense" + i).get("/v1/tokens"));
            }

            assertThat(failed).allMatch(answer -> answer.statusCode() == 401);
            assertTooMany(api.as("gh_nonsense").get("/v1/tokens"));
            assertTooMany(api.anonymous().get("/v1/config/dev/researcher"));
            // A guess that is right must not be told from one that is wrong.
            assertTooMany(api.as(unused).get("/v1/config/dev/researcher"));
            assertThat(api.admin().get("/v1/tokens").statusCode()).isEqualTo(200);
        }
    }

    private static void assertTooMany(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("type")).isEqualTo("urn:gatehouse:problem:rate-limited");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
    }
}
