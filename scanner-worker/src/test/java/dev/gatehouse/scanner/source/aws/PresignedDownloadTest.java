package dev.gatehouse.scanner.source.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.endpoint.AllowedEndpoints;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.work.ObjectUnreadable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresignedDownloadTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    private static PresignedDownload download(long maxBytes, Duration deadline) {
        return new PresignedDownload(AllowedEndpoints.local(List.of("127.0.0.1")), maxBytes, deadline);
    }

    private static String read(Answers server, long maxBytes) throws IOException {
        try (InputStream in = download(maxBytes, LONG).open(server.uri() + "/k?X-Amz-Signature=c0ffee")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void fetchesTheUrlAsItWasGiven() throws Exception {
        try (Answers server = new Answers(
                exchange -> Answers.send(exchange, 200, exchange.getRequestURI().toString()))) {
            assertThat(read(server, 100)).isEqualTo("/k?X-Amz-Signature=c0ffee");
        }
    }

    @Test
    void readsUpToItsLimitAndNoByteMore() throws Exception {
        try (Answers server = new Answers(exchange -> Answers.send(exchange, 200, "x".repeat(10_000)))) {
            assertThat(read(server, 10_000)).hasSize(10_000);
            assertThatThrownBy(() -> read(server, 9_999))
                    .isInstanceOfSatisfying(
                            ObjectUnreadable.class,
                            e -> assertThat(e.coverage()).isInstanceOf(Coverage.Partial.class));
        }
    }

    @Test
    void doesNotFollowRedirects() {
        AtomicInteger requests = new AtomicInteger();
        try (Answers server = new Answers(exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            Answers.send(exchange, 302, "");
        })) {
            assertThatThrownBy(() -> read(server, 100)).isInstanceOf(ObjectUnreadable.class);
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void callsNoHostThatIsNotAllowed() {
        AllowedEndpoints none = AllowedEndpoints.of(List.of("*.s3.eu-central-1.amazonaws.com"), host -> List.of());
        PresignedDownload download = new PresignedDownload(none, 100, LONG);

        assertThatThrownBy(() -> download.open("http://169.254.169.254/latest?X-Amz-Signature=c0ffee"))
                .isInstanceOfSatisfying(
                        ObjectUnreadable.class, e -> assertThat(e.coverage()).isInstanceOf(Coverage.Denied.class))
                .hasMessageNotContainingAny("c0ffee", "169.254");
    }

    @Test
    void whatIsRefusedIsDeniedAndWhatIsGoneIsChanged() {
        try (Answers refusing = new Answers(exchange -> Answers.send(exchange, 403, "no"));
                Answers empty = new Answers(exchange -> Answers.send(exchange, 404, "no"))) {
            assertThatThrownBy(() -> read(refusing, 100))
                    .isInstanceOfSatisfying(
                            ObjectUnreadable.class,
                            e -> assertThat(e.coverage()).isInstanceOf(Coverage.Denied.class));
            assertThatThrownBy(() -> read(empty, 100))
                    .isInstanceOfSatisfying(
                            ObjectUnreadable.class,
                            e -> assertThat(e.coverage()).isInstanceOf(Coverage.Partial.class));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void whatFailsNowIsTriedAgain(int status) {
        try (Answers server = new Answers(exchange -> Answers.send(exchange, status, "later"))) {
            assertThatThrownBy(() -> read(server, 100))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(ObjectUnreadable.class);
        }
    }

    @Test
    void anAnswerThatStandsStillIsCutOff() {
        CountDownLatch over = new CountDownLatch(1);
        try (Answers server = new Answers(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            await(over);
        })) {
            PresignedDownload download = download(1_000, Duration.ofMillis(500));

            assertThatThrownBy(() -> {
                        try (InputStream in = download.open(server.uri().toString())) {
                            in.readAllBytes();
                        }
                    })
                    .isInstanceOf(IOException.class);
            over.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
