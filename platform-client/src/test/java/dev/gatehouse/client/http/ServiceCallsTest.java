package dev.gatehouse.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.client.fake.FakeService;
import dev.gatehouse.client.fake.FakeService.Says;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceCallsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final Queue<String> tokens = new ArrayDeque<>(List.of("gh_first"));

    @Test
    void sendsTheTokenAndWhatItIsTold() throws Exception {
        try (FakeService fake = new FakeService(request -> Says.of(200));
                ServiceCalls calls = calls(fake)) {
            calls.get("/v1/x?wait=30s", Map.of("If-None-Match", "\"a\""), Duration.ofSeconds(30));

            FakeService.Request request = fake.requests.getFirst();
            assertThat(request.method() + " " + request.target()).isEqualTo("GET /v1/x?wait=30s");
            assertThat(request.header("Authorization")).contains("Bearer gh_first");
            assertThat(request.header("If-None-Match")).contains("\"a\"");
            assertThat(request.header("Accept")).contains("application/json");
        }
    }

    @Test
    void readsTheTokenAgainAfterItWasRefused() throws Exception {
        tokens.add("gh_second");
        try (FakeService fake = new FakeService(request ->
                        Says.of(request.header("Authorization").equals(Optional.of("Bearer gh_second")) ? 200 : 401));
                ServiceCalls calls = calls(fake)) {
            Reply reply = get(calls);

            assertThat(reply).hasToString("http-200");
            get(calls);
            assertThat(fake.requests).as("the new one is kept").hasSize(3);
        }
    }

    @Test
    void doesNotSendTheSameTokenTwice() throws Exception {
        tokens.add("gh_first");
        try (FakeService fake = new FakeService(request -> Says.of(401));
                ServiceCalls calls = calls(fake)) {
            Reply reply = get(calls);

            assertThat(reply.failed(NOW)).isEqualTo(new Failure.Refusal("http-401"));
            assertThat(fake.requests).hasSize(1);
        }
    }

    @Test
    void sendsNothingWithoutAToken() throws Exception {
        tokens.clear();
        try (FakeService fake = new FakeService(request -> Says.of(200));
                ServiceCalls calls = calls(fake)) {
            Reply reply = get(calls);

            assertThat(reply.failed(NOW)).isEqualTo(new Failure.Refusal("token-unreadable"));
            assertThat(fake.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 202, 206})
    void callsWhatMayPassPassing(int status) throws Exception {
        assertThat(failure(Says.of(status, "{}", Map.of("Retry-After", "7"))))
                .isEqualTo(new Failure.Passing("http-" + status, Optional.of(Duration.ofSeconds(7))));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 422})
    void callsTheRestRefusals(int status) throws Exception {
        assertThat(failure(Says.of(status))).isEqualTo(new Failure.Refusal("http-" + status));
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (FakeService elsewhere = new FakeService(request -> Says.of(200))) {
            failure(Says.of(307, "{}", Map.of("Location", elsewhere.address() + "/v1/x")));

            assertThat(elsewhere.requests).isEmpty();
        }
    }

    @Test
    void saysThatTheAnswerEndedInTheMiddleOrWasTooLong() throws Exception {
        assertThat(failure(Says.cutOff("{\"values\":"))).isEqualTo(new Failure.Passing("connection"));
        assertThat(failure(Says.of(200, " ".repeat((1 << 20) + 1), Map.of())))
                .isEqualTo(new Failure.Passing("connection"));
    }

    @Test
    void saysThatNobodyIsThereOrAnswers() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        FakeService fake = new FakeService(request -> {
            done.await();
            return Says.of(200);
        });
        try (ServiceCalls calls = fake.impatientCalls()) {
            assertThat(get(calls).failed(NOW)).isEqualTo(new Failure.Passing("timeout"));
            done.countDown();
            fake.close();
            assertThat(get(calls).failed(NOW)).isEqualTo(new Failure.Passing("connection"));
        }
    }

    @Test
    void answersWhileTheApplicationKeepsTheCommonPoolBusy() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
            ForkJoinPool.commonPool().execute(() -> awaitQuietly(done));
        }
        try (FakeService fake = new FakeService(request -> Says.of(200));
                ServiceCalls calls = calls(fake)) {
            assertThat(get(calls)).hasToString("http-200");
        } finally {
            done.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void readsWhenTheAnswerWasConfirmed() throws Exception {
        try (FakeService fake =
                        new FakeService(request -> Says.of(200, "{}", Map.of("Age", "30", "X-Config-Stale", "true")));
                ServiceCalls calls = calls(fake)) {
            Reply.Answered answer = (Reply.Answered) get(calls);

            assertThat(answer.confirmedAt(NOW)).isEqualTo(NOW.minusSeconds(30));
            assertThat(answer.stale()).isTrue();
        }
    }

    @Test
    void sendsNoTokenInTheOpenToAnotherMachine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServiceCalls(
                        URI.create("http://config.example"), false, Optional::empty, CallLimits.DEFAULT));
        new ServiceCalls(URI.create("http://config.example"), true, Optional::empty, CallLimits.DEFAULT).close();
    }

    @Test
    void holdsItsLimitsToBounds() {
        Duration longest = Duration.ofMinutes(10);
        new CallLimits(longest, longest, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> new CallLimits(longest.plusNanos(1), longest, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CallLimits(longest, Duration.ZERO, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CallLimits(longest, longest, 0));
    }

    private Failure failure(Says says) throws InterruptedException {
        try (FakeService fake = new FakeService(request -> says);
                ServiceCalls calls = new ServiceCalls(
                        fake.address(),
                        false,
                        () -> Optional.of("gh_first"),
                        new CallLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), 1 << 20))) {
            return get(calls).failed(NOW);
        }
    }

    private static Reply get(ServiceCalls calls) throws InterruptedException {
        return calls.get("/v1/x", Map.of(), Duration.ZERO);
    }

    private ServiceCalls calls(FakeService fake) {
        return new ServiceCalls(fake.address(), false, () -> Optional.ofNullable(tokens.poll()), CallLimits.DEFAULT);
    }
}
