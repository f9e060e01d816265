package dev.gatehouse.client.audit.send;

import static dev.gatehouse.client.audit.send.NumberedEvents.uids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.client.audit.send.FakeReceiver.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEventReceiverTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    private final Queue<Optional<String>> tokens = new ArrayDeque<>();

    @Test
    void postsALineOfJsonForEachEventWithTheToken() throws Exception {
        try (FakeReceiver fake = new FakeReceiver(request -> new Reply(201));
                HttpEventReceiver receiver = receiver(fake, false)) {
            Answer answer = receiver.send(NumberedEvents.of(0, 3));

            assertThat(answer).isEqualTo(new Answer.Taken(List.of()));
            FakeReceiver.Request request = fake.requests.getFirst();
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/events");
            assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/x-ndjson");
            assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer gh_first");
            assertThat(request.headers().get("Content-Encoding")).isNull();
            assertThat(request.events()).isEqualTo(NumberedEvents.of(0, 3));
        }
    }

    @Test
    void compressesWhereItIsToldTo() throws Exception {
        try (FakeReceiver fake = new FakeReceiver(request -> new Reply(201));
                HttpEventReceiver receiver = receiver(fake, true)) {
            receiver.send(NumberedEvents.of(0, 3));

            assertThat(fake.requests.getFirst().headers().getFirst("Content-Encoding"))
                    .isEqualTo("gzip");
            assertThat(fake.requests.getFirst().uids()).isEqualTo(uids(0, 3));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 206, 408, 429, 500, 502, 503, 504, 599})
    void triesLaterAfterWhatIsNoAnswerOrAPassingOne(int status) throws Exception {
        assertThat(answerTo(new Reply(status))).isEqualTo(new Answer.TryLater("http-" + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 400, 403, 404, 405, 411, 415, 422})
    void saysWhatIsRefused(int status) throws Exception {
        assertThat(answerTo(new Reply(status))).isEqualTo(new Answer.Refused("http-" + status));
    }

    @Test
    void saysWhatIsTooLarge() throws Exception {
        assertThat(answerTo(new Reply(413))).isEqualTo(new Answer.TooLarge());
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (FakeReceiver elsewhere = new FakeReceiver(request -> new Reply(201))) {
            answerTo(new Reply(307, "", headers -> headers.set("Location", elsewhere.address() + "/v1/events")));

            assertThat(elsewhere.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            120                           | 120
            0                             | 0
            Sun, 01 Mar 2026 12:00:30 GMT | 30
            Sun, 01 Mar 2026 11:00:00 GMT | 0
            """)
    void readsHowLongToWait(String header, long seconds) throws Exception {
        assertThat(answerTo(retryAfter(header)))
                .isEqualTo(new Answer.TryLater("http-503", Optional.of(Duration.ofSeconds(seconds))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "9999999999", "2026-03-01T12:00:30Z"})
    void ignoresAMalformedTimeToWait(String header) throws Exception {
        assertThat(answerTo(retryAfter(header))).isEqualTo(new Answer.TryLater("http-503"));
    }

    @Test
    void keepsWhatTheReceiverRejectsAndCanNotKeep() throws Exception {
        String body = """
                {"rejected": [{"line": 1, "error": "malformed", "kept": true},
                              {"line": 2, "error": "malformed", "kept": false}]}
                """;

        Answer answer = answerTo(new Reply(207, body));

        assertThat(answer).isEqualTo(new Answer.TryLater("rejected-and-not-kept"));
    }

    @Test
    void readsWhatWasRejectedAndNothingThatQuotesIt() throws Exception {
        String body = """
                {"accepted": 1, "rejected": [
                  {"line": 1, "uid": "canary", "error": "malformed", "detail": "canary {"},
                  {"uid": "event-000002", "detail": {"a": [1, {}]}, "error": "Not A Word: canary", "line": 3}],
                 "receipts": [{"index": 7}]}
                """;

        Answer answer = answerTo(new Reply(207, body));

        assertThat(answer)
                .isEqualTo(new Answer.Taken(
                        List.of(new Answer.Rejection(1, "malformed"), new Answer.Rejection(3, "unknown"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "ok",
                "{\"accepted\":3}",
                "{\"rejected\":{}}",
                "{\"rejected\":[1]}",
                "{\"rejected\":[{}]}",
                "{\"rejected\":[{\"line\":0}]}",
                "{\"rejected\":[{\"line\":4}]}",
                "{\"rejected\":[{\"line\":\"1\"}]}",
                "{\"rejected\":[{\"line\":99999999999}]}",
                "{\"rejected\":[{\"line\":1}",
                "{\"rejected\":[{\"line\":1}]"
            })
    void doesNotTakeAMalformedAnswerForOne(String body) throws Exception {
        assertThat(answerTo(new Reply(207, body))).isEqualTo(new Answer.TryLater("malformed-answer"));
    }

    @Test
    void readsNoEndlessAnswer() throws Exception {
        assertThat(answerTo(new Reply(207, "{\"rejected\":[]," + " ".repeat(1 << 20) + "}")))
                .isEqualTo(new Answer.TryLater("connection"));
    }

    @Test
    void readsTheTokenAgainAfterItWasRefused() throws Exception {
        try (FakeReceiver fake = new FakeReceiver(request ->
                        new Reply("Bearer gh_second".equals(request.headers().getFirst("Authorization")) ? 201 : 401));
                HttpEventReceiver receiver = receiver(fake, false)) {
            tokens.add(Optional.of("gh_second"));

            Answer answer = receiver.send(NumberedEvents.of(0, 1));

            assertThat(answer).isEqualTo(new Answer.Taken(List.of()));
            assertThat(fake.requests).hasSize(2);
            receiver.send(NumberedEvents.of(1, 2));
            assertThat(fake.requests).as("the new one is kept").hasSize(3);
        }
    }

    @Test
    void doesNotSendTheSameTokenTwiceForOneBatch() throws Exception {
        try (FakeReceiver fake = new FakeReceiver(request -> new Reply(401));
                HttpEventReceiver receiver = receiver(fake, false)) {
            tokens.add(Optional.of("gh_first"));

            Answer answer = receiver.send(NumberedEvents.of(0, 1));

            assertThat(answer).isEqualTo(new Answer.Refused("http-401"));
            assertThat(fake.requests).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\nfeed", "ümlaut"})
    void sendsNothingWithoutAToken(String token) throws Exception {
        tokens.add(Optional.of(token));
        try (FakeReceiver fake = new FakeReceiver(request -> new Reply(201));
                HttpEventReceiver receiver =
                        new HttpEventReceiver(fake.address(), false, false, this::nextToken, LONG, CLOCK)) {
            Answer answer = receiver.send(NumberedEvents.of(0, 1));

            assertThat(answer).isEqualTo(new Answer.Refused("token-unreadable"));
            assertThat(fake.requests).isEmpty();
            tokens.add(Optional.of("gh_late"));
            assertThat(receiver.send(NumberedEvents.of(0, 1))).isEqualTo(new Answer.Taken(List.of()));
        }
    }

    @Test
    void saysThatNobodyIsThere() throws Exception {
        FakeReceiver fake = new FakeReceiver(request -> new Reply(201));
        try (HttpEventReceiver receiver = receiver(fake, false)) {
            fake.close();

            assertThat(receiver.send(NumberedEvents.of(0, 1))).isEqualTo(new Answer.TryLater("connection"));
        }
    }

    @Test
    void saysThatTheConnectionEndedWithoutAnAnswer() throws Exception {
        try (FakeReceiver fake = new FakeReceiver(request -> {
                    throw new IllegalStateException("gone");
                });
                HttpEventReceiver receiver = receiver(fake, false)) {
            assertThat(receiver.send(NumberedEvents.of(0, 1))).isEqualTo(new Answer.TryLater("connection"));
        }
    }

    @Test
    void saysThatNoAnswerCame() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (FakeReceiver fake = new FakeReceiver(request -> {
                    done.await();
                    return new Reply(201);
                });
                HttpEventReceiver receiver = new HttpEventReceiver(
                        fake.address(), false, false, () -> Optional.of("gh_first"), Duration.ofMillis(200), CLOCK)) {
            Answer answer = receiver.send(NumberedEvents.of(0, 1));
            done.countDown();

            assertThat(answer).isEqualTo(new Answer.TryLater("timeout"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://audit.example",
                "https://audit.example/",
                "https://audit.example:8580",
                "http://127.0.0.1:8580",
                "http://127.9.9.9",
                "http://localhost:8580",
                "http://[::1]:8580"
            })
    void takesAnAddressThatNobodyCanReadAlong(String address) {
        assertThat(ReceiverAddress.of(URI.create(address), false)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://audit.example",
                "http://10.0.0.1",
                "http://localhost.example",
                "http://127.0.0.1.example",
                "http://[::2]",
                "ftp://127.0.0.1",
                "//audit.example",
                "audit.example",
                "https:///v1",
                "https://user@audit.example",
                "https://audit.example/path",
                "https://audit.example?token=x",
                "https://audit.example#x"
            })
    void refusesAnotherAddress(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReceiverAddress.of(URI.create(address), false));
    }

    @Test
    void takesPlainHttpWhereItIsToldTo() {
        URI plain = URI.create("http://audit.internal:8580");

        assertThat(ReceiverAddress.of(plain, true)).isEqualTo(plain);
    }

    private static Reply retryAfter(String value) {
        return new Reply(503, "{}", headers -> headers.set("Retry-After", value));
    }

    private Answer answerTo(Reply reply) throws InterruptedException {
        try (FakeReceiver fake = new FakeReceiver(request -> reply);
                HttpEventReceiver receiver = receiver(fake, false)) {
            return receiver.send(NumberedEvents.of(0, 3));
        }
    }

    private HttpEventReceiver receiver(FakeReceiver fake, boolean gzip) {
        tokens.add(Optional.of("gh_first"));
        return new HttpEventReceiver(fake.address(), false, gzip, this::nextToken, LONG, CLOCK);
    }

    private Optional<String> nextToken() {
        Optional<String> next = tokens.poll();
        return next == null ? Optional.empty() : next;
    }
}
