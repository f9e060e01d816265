package dev.gatehouse.client.fake;

import dev.gatehouse.client.fake.FakeService.Request;
import dev.gatehouse.client.fake.FakeService.Says;
import dev.gatehouse.client.http.ServiceCalls;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** config-service as far as the client asks it: configuration with tags and long polls, secrets, adoption, flags. */
public final class FakeConfigService implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("\"(aurora/[a-z/-]+)\"");

    public final FakeService http;

    /** Answers that come first, before what this is made to answer by itself; to any request. */
    public final Queue<Says> script = new ConcurrentLinkedQueue<>();

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String[]> secrets = new TreeMap<>();
    private final Map<String, String> flags = new LinkedHashMap<>();
    private int version = 1;
    private boolean adoption = true;
    private boolean closed;

    public FakeConfigService() {
        http = new FakeService(this::answer);
    }

    /** In place of one that was closed. */
    public FakeConfigService(int port) {
        http = new FakeService(port, this::answer);
    }

    public URI address() {
        return http.address();
    }

    public ServiceCalls calls() {
        return http.calls();
    }

    /** Sets a key to a value, as JSON writes it. */
    public synchronized FakeConfigService put(String key, String json) {
        values.put(key, json);
        return changed();
    }

    public synchronized FakeConfigService remove(String key) {
        values.remove(key);
        return changed();
    }

    public synchronized FakeConfigService secret(String name, String secretVersion, String value) {
        secrets.put(name, new String[] {secretVersion, value});
        return changed();
    }

    public synchronized FakeConfigService withoutSecret(String name) {
        secrets.remove(name);
        return changed();
    }

    public synchronized FakeConfigService flag(String name, String definition) {
        flags.put(name, definition);
        return this;
    }

    /** Knows nothing of adoption, as an older one. */
    public synchronized FakeConfigService withoutAdoption() {
        adoption = false;
        return this;
    }

    /** The bodies of what was posted to a path. */
    public List<String> posted(String path) {
        return http.requests.stream()
                .filter(request -> request.target().equals(path))
                .map(Request::body)
                .toList();
    }

    /** The requests for the configuration. */
    public List<Request> polls() {
        return http.requests.stream()
                .filter(request -> request.target().startsWith("/v1/config/"))
                .toList();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        http.close();
    }

    private FakeConfigService changed() {
        version++;
        notifyAll();
        return this;
    }

    private Says answer(Request request) throws InterruptedException {
        Says first = script.poll();
        if (first != null) {
            return first;
        }
        String target = request.target();
        if (target.startsWith("/v1/config/dev/researcher")) {
            return config(request);
        }
        return switch (target) {
            case "/v1/secrets/batch-get" -> batch(request.body());
            case "/v1/adoption" -> adoption(request.body());
            case "/v1/parameters/aurora/dev/features?recursive=true&limit=1000" -> flags();
            default -> Says.of(404);
        };
    }

    private synchronized Says config(Request request) throws InterruptedException {
        boolean waits = request.target().contains("?wait=");
        while (waits
                && !closed
                && request.header("If-None-Match").filter(etag()::equals).isPresent()) {
            wait();
        }
        Map<String, String> headers = Map.of("ETag", etag(), "Age", "0");
        if (request.header("If-None-Match").filter(etag()::equals).isPresent()) {
            return Says.of(304, "", headers);
        }
        return Says.of(200, snapshot(), headers);
    }

    /** Of this fake's own life too: one that took another's place does not have the same tags by chance. */
    private String etag() {
        return "\"" + System.identityHashCode(this) + "-" + version + "\"";
    }

    private String snapshot() {
        return "{\"environment\":\"dev\",\"application\":\"researcher\",\"version\":\"v" + version
                + "\",\"layers\":[\"global\"],\"values\":{"
                + values.entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ":" + entry.getValue())
                        .collect(Collectors.joining(","))
                + "},\"unresolved\":{\"database.credentials\":\"not-permitted\"}}";
    }

    private synchronized Says batch(String body) {
        String items =
                NAME.matcher(body).results().map(match -> item(match.group(1))).collect(Collectors.joining(","));
        return Says.of(200, "{\"secrets\":[" + items + "]}", Map.of());
    }

    private String item(String name) {
        String[] held = secrets.get(name);
        String requested = "{\"requested\":" + quoted(name);
        return held == null
                ? requested + ",\"outcome\":\"not-found\"}"
                : requested + ",\"outcome\":\"found\",\"name\":" + quoted(name) + ",\"version\":" + quoted(held[0])
                        + ",\"createdAt\":\"2026-03-01T00:00:00Z\",\"stages\":[\"AWSCURRENT\"],\"value\":"
                        + quoted(held[1]) + "}";
    }

    private synchronized Says adoption(String body) {
        if (!adoption) {
            return Says.of(404);
        }
        String refresh = secrets.entrySet().stream()
                .filter(entry -> body.contains(quoted(entry.getKey()))
                        && !body.contains("{\"secret\":" + quoted(entry.getKey()) + ",\"version\":"
                                + quoted(entry.getValue()[0]) + "}"))
                .map(entry -> quoted(entry.getKey()))
                .collect(Collectors.joining(","));
        return Says.of(200, "{\"refresh\":[" + refresh + "],\"reportAgainWithin\":\"PT5M\"}", Map.of());
    }

    private synchronized Says flags() {
        String items = flags.entrySet().stream()
                .map(flag -> "{\"path\":\"/aurora/dev/features/" + flag.getKey()
                        + "\",\"type\":\"String\",\"version\":1,\"labels\":[],\"value\":" + quoted(flag.getValue())
                        + "}")
                .collect(Collectors.joining(","));
        return Says.of(200, "{\"parameters\":[" + items + "]}", Map.of());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
