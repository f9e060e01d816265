package dev.gatehouse.client.http;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What became of a request. */
public sealed interface Reply {
    /** No answer came, or none that is one. */
    record Unanswered(Failure failure) implements Reply {}

    /** An answer; its body may hold secrets, so it is shown nowhere and can be wiped. */
    final class Answered implements Reply {
        private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

        private final int status;
        private final HttpHeaders headers;
        private final byte[] body;

        Answered(HttpResponse<byte[]> response) {
            this.status = response.statusCode();
            this.headers = response.headers();
            this.body = response.body();
        }

        public int status() {
            return status;
        }

        /** The bytes themselves and no copy. */
        public byte[] body() {
            return body;
        }

        public Optional<String> etag() {
            return headers.firstValue("ETag");
        }

        /** When the service's store last confirmed what is answered: now, less the header {@code Age}. */
        public Instant confirmedAt(Instant now) {
            return headers.firstValue("Age")
                    .filter(age -> SECONDS.matcher(age).matches())
                    .map(age -> now.minusSeconds(Long.parseLong(age)))
                    .orElse(now);
        }

        /** Whether the service says that it could not ask its store when it should have. */
        public boolean stale() {
            return headers.firstValue("X-Config-Stale").filter("true"::equals).isPresent();
        }

        /** What this answer means where it is not what was hoped for. */
        public Failure failure(Instant now) {
            return Failure.of(status, headers, now);
        }

        /** Overwrites the body. */
        public void wipe() {
            Arrays.fill(body, (byte) 0);
        }

        @Override
        public String toString() {
            return "http-" + status;
        }
    }

    /** What this means where it is not what was hoped for. */
    default Failure failed(Instant now) {
        return switch (this) {
            case Unanswered(Failure failure) -> failure;
            case Answered answered -> answered.failure(now);
        };
    }
}
