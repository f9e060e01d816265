package dev.gatehouse.audit.storage.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.audit.log.PayloadStore.Segment;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.log.verify.LogSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A log as the service gives it over HTTP: {@code checkpoint} and {@code tile/} in C2SP's layout, the list of segments as
 * {@code v1/log/segments}, and a segment's bytes, by ranges, as {@code v1/log/segments/<first>}.
 */
public final class LogSite implements LogSource, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final int ATTEMPTS = 3;
    private static final int MAX_FILE = 32 << 20;
    private static final int MAX_LIST = 256 << 20;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final Optional<String> token;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * A log below an address.
     *
     * @param base http or https; a token goes over https only, or to this machine
     * @param token a bearer token
     * @throws IllegalArgumentException the address is not of that kind
     */
    public LogSite(URI base, Optional<String> token) {
        String scheme = String.valueOf(base.getScheme());
        if (base.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException("the log's address is not an http or https URL");
        }
        if (token.isPresent() && scheme.equals("http") && !THIS_MACHINE.contains(base.getHost())) {
            throw new IllegalArgumentException("a token is not sent over http to another machine");
        }
        String text = base.toString();
        this.base = URI.create(text.endsWith("/") ? text : text + "/");
        this.token = token;
    }

    @Override
    public Optional<byte[]> file(String path) {
        Answer answer = get(path, MAX_FILE, Optional.empty());
        return switch (answer.status()) {
            case 200 -> Optional.of(answer.body());
            case 404 -> Optional.empty();
            default -> throw unexpected(path, answer);
        };
    }

    @Override
    public List<Segment> segments() {
        String path = "v1/log/segments";
        Answer answer = get(path, MAX_LIST, Optional.empty());
        if (answer.status() != 200) {
            throw unexpected(path, answer);
        }
        try {
            List<Segment> segments = new ArrayList<>();
            for (JsonNode segment : JSON.readTree(answer.body())) {
                segments.add(new Segment(number(segment, "first"), number(segment, "bytes")));
            }
            segments.sort(Comparator.comparingLong(Segment::first));
            return segments;
        } catch (IOException e) {
            throw new StorageFailed("the list of segments is not JSON");
        }
    }

    private static long number(JsonNode segment, String name) {
        JsonNode number = segment.path(name);
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
            throw new StorageFailed("the list of segments has one without " + name);
        }
        return number.longValue();
    }

    @Override
    public ByteBuffer read(long segment, long offset, int length) {
        String path = "v1/log/segments/" + segment;
        Answer answer = get(path, length, Optional.of("bytes=" + offset + "-" + (offset + length - 1)));
        return switch (answer.status()) {
            case 206 -> ByteBuffer.wrap(answer.body());
            case 416 -> ByteBuffer.allocate(0);
            default -> throw unexpected(path, answer);
        };
    }

    @SuppressWarnings("ArrayRecordComponent") // An answer is read and never compared.
    private record Answer(int status, byte[] body) {}

    private static StorageFailed unexpected(String path, Answer answer) {
        return new StorageFailed(path + " was answered with status " + answer.status());
    }

    private Answer get(String path, int maxBytes, Optional<String> range) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        range.ifPresent(bytes -> request.header("Range", bytes));
        for (int attempt = 1; ; attempt++) {
            try {
                return get(request.build(), path, maxBytes);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new StorageFailed(path + " can't be read", e);
                }
            }
        }
    }

    private Answer get(HttpRequest request, String path, int maxBytes) throws IOException {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(maxBytes + 1);
                if (bytes.length > maxBytes) {
                    throw new StorageFailed(path + " has more than " + maxBytes + " bytes");
                }
                return new Answer(response.statusCode(), bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageFailed(path + " was not read to its end", e);
        }
    }

    @Override
    public void settle() {
        LockSupport.parkNanos(MOMENT.toNanos());
    }

    @Override
    public void close() {
        http.close();
    }
}
