package dev.gatehouse.audit.tlog.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.audit.tlog.Witness;
import dev.gatehouse.audit.tlog.WitnessAnswer;
import dev.gatehouse.audit.tlog.WitnessAnswer.Answered;
import dev.gatehouse.audit.tlog.WitnessAnswer.Unreachable;
import dev.gatehouse.audit.tlog.WitnessTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks witnesses with the JDK's HTTP client. It blocks the thread that calls it, for the timeout at most. */
public final class HttpWitnessTransport implements WitnessTransport {
    /** The most bytes of an answer: several cosignatures. */
    public static final int MAX_ANSWER_BYTES = 1 << 16;

    private final HttpClient client;
    private final Duration timeout;

    /**
     * A transport.
     *
     * @param client as it is to be used; it should follow no redirect
     * @param timeout how long an answer may take
     */
    public HttpWitnessTransport(HttpClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public WitnessAnswer addCheckpoint(Witness witness, byte[] request) {
        HttpRequest post = HttpRequest.newBuilder(URI.create(witness.submission() + "/add-checkpoint"))
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(request))
                .build();
        // A request's own timeout ends with the head of the answer; a slow body must not hold the thread either.
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(post, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MAX_ANSWER_BYTES));
        try {
            HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answered(response.statusCode(), response.body());
        } catch (ExecutionException e) {
            // The exception's text may quote what a stranger sent.
            return new Unreachable("no answer that can be read");
        } catch (TimeoutException e) {
            return new Unreachable("no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unreachable("the thread was asked to stop");
        } finally {
            answer.cancel(true);
        }
    }
}
