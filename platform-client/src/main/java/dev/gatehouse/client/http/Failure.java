package dev.gatehouse.client.http;

import dev.gatehouse.client.audit.send.RetryAfter;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Why a request did not bring what it was made for. */
public sealed interface Failure {
    /** A stable word: {@code connection}, {@code timeout}, {@code http-503}, ... */
    String reason();

    /**
     * It may succeed later as it is.
     *
     * @param after how long the service asks to wait, where it does
     */
    record Passing(String reason, Optional<Duration> after) implements Failure {
        public Passing(String reason) {
            this(reason, Optional.empty());
        }
    }

    /** The service refuses it; somebody has to change something first. */
    record Refusal(String reason) implements Failure {}

    /** What a status other than the expected one means: 408, 429, 5xx and a surprising 2xx pass, any other is a refusal. */
    static Failure of(int status, HttpHeaders headers, Instant now) {
        String reason = "http-" + status;
        boolean passing = status == 408 || status == 429 || status >= 500 || status < 300;
        return passing
                ? new Passing(reason, headers.firstValue("Retry-After").flatMap(after -> RetryAfter.read(after, now)))
                : new Refusal(reason);
    }
}
