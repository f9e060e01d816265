package dev.gatehouse.scanner.source.aws;

import dev.gatehouse.scanner.endpoint.AllowedEndpoints;
import dev.gatehouse.scanner.work.ObjectUnreadable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Fetches what a presigned URL leads to. The URL is a credential: it is called as AWS gave it, if its host is allowed, and is
 * in no message. Redirects are not followed.
 */
public final class PresignedDownload {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final HttpClient http;
    private final AllowedEndpoints endpoints;
    private final long maxBytes;
    private final Duration deadline;

    /**
     * Downloads.
     *
     * @param maxBytes the most that is read of one
     * @param deadline of one, from the call to its last byte
     */
    public PresignedDownload(AllowedEndpoints endpoints, long maxBytes, Duration deadline) {
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
        this.endpoints = endpoints;
        this.maxBytes = maxBytes;
        this.deadline = deadline;
    }

    /**
     * The content; the caller closes it.
     *
     * @throws ObjectUnreadable the URL may not be called, or the answer says that there is nothing to be had
     * @throws IOException it can't be had now
     */
    InputStream open(String url) throws IOException {
        URI uri = switch (endpoints.check(url)) {
            case AllowedEndpoints.Allowed(URI allowed) -> allowed;
            case AllowedEndpoints.Refused(String reason) ->
                throw ObjectUnreadable.denied("its URL is not called: " + reason);
        };
        HttpResponse<InputStream> answer = send(uri);
        if (answer.statusCode() != OK) {
            answer.body().close();
            throw refused(answer.statusCode());
        }
        return new Bounded(answer.body());
    }

    private HttpResponse<InputStream> send(URI uri) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(deadline).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        } catch (IOException e) {
            // Its message may name the URL.
            throw new IOException("the download failed: " + e.getClass().getSimpleName());
        }
    }

    private static IOException refused(int status) {
        return switch (status) {
            case 401, 403 -> ObjectUnreadable.denied("the download was refused: status " + status);
            case 429, 500, 502, 503, 504 -> new IOException("the download failed: status " + status);
            default -> ObjectUnreadable.changed("it is not there: status " + status);
        };
    }

    /** Ends at the limit, and when its time is over, since an answer that stands still would hold its worker for ever. */
    private final class Bounded extends FilterInputStream {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private long left = maxBytes;

        Bounded(InputStream body) {
            super(body);
            var _ = done.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS).whenComplete((ended, late) -> {
                if (late != null) {
                    closeQuietly(body);
                }
            });
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            left -= Math.max(0, read);
            if (left < 0) {
                throw ObjectUnreadable.tooLarge("it has more than " + maxBytes + " bytes");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            var _ = done.complete(null);
            super.close();
        }

        private static void closeQuietly(InputStream body) {
            try {
                body.close();
            } catch (IOException e) {
                // Whoever reads it is told.
            }
        }
    }
}
