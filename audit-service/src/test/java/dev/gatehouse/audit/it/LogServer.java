package dev.gatehouse.audit.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.audit.AuditMain;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.AppendResult;
import dev.gatehouse.audit.log.LogLimits;
import dev.gatehouse.audit.log.LogListener;
import dev.gatehouse.audit.log.LogUnavailable;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.storage.local.LogFolder;
import dev.gatehouse.audit.storage.local.MappedKeyIndex;
import dev.gatehouse.audit.storage.local.SigningKeyFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The log alone behind the service's address for events, so that {@code AuditKill} can start and kill it in a second: its
 * many rounds are about the log. Not a test; it takes the service's variables, and {@code verify}.
 */
final class LogServer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ORIGIN = "example.com/kills";
    private static final LogLimits LIMITS =
            new LogLimits(1 << 20, 10_000, 64L << 20, 4_096, Duration.ZERO, Duration.ofMillis(20), 1L << 20);

    private final SealedLog log;

    private LogServer(SealedLog log) {
        this.log = log;
    }

    public static void main(String[] args) throws IOException {
        if (args.length > 0) {
            AuditMain.main(args);
        }
        Path data = Files.createDirectories(Path.of(System.getenv("GATEHOUSE_DATA_DIR")));
        boolean fresh = Files.notExists(data.resolve("log").resolve("checkpoint"));
        LogServer server = new LogServer(SealedLog.open(
                LogFolder.take(data.resolve("log")),
                MappedKeyIndex.open(data.resolve("keys.index")),
                new SigningKeyFile(data.resolve("log.key")).open(ORIGIN, fresh),
                ORIGIN,
                LIMITS,
                InstantSource.system(),
                new Printing()));
        Files.writeString(Path.of(System.getenv("GATEHOUSE_ACCESS_BOOTSTRAP_TOKEN_FILE")), "none");
        listen("GATEHOUSE_PORT").createContext("/v1/events", server::events);
        listen("GATEHOUSE_MANAGEMENT_PORT").createContext("/q/health/ready", exchange -> answer(exchange, 200, "{}"));
    }

    private static HttpServer listen(String port) throws IOException {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv(port)));
        HttpServer server = HttpServer.create(address, 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    private void events(HttpExchange exchange) throws IOException {
        List<Event> events = new ArrayList<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        for (String line : body.lines().toList()) {
            JsonNode json = JSON.readTree(line);
            events.add(new Event(
                    new EventKey(json.path("source").asText(), json.path("uid").asText()),
                    Instant.parse(json.path("time").asText()),
                    EventFormat.GATEHOUSE,
                    DigestVerdict.NOT_APPLICABLE,
                    Optional.empty(),
                    ByteSlice.of(line)));
        }
        try {
            List<AppendResult> results =
                    log.append(events).toCompletableFuture().join();
            List<String> receipts = new ArrayList<>();
            for (AppendResult result : results) {
                receipts.add(receipt(events.get(receipts.size()).key().uid(), result));
            }
            answer(exchange, 201, receipts.stream().collect(Collectors.joining(",", "[", "]")));
        } catch (CompletionException | LogUnavailable e) {
            answer(exchange, 503, "{}");
        } catch (RuntimeException e) {
            System.out.println("unexpected: " + e);
            answer(exchange, 500, "{}");
        }
    }

    private static String receipt(String uid, AppendResult result) {
        return switch (result) {
            case AppendResult.Appended(var receipt) -> receipt(uid, receipt.index(), false);
            case AppendResult.Duplicate(var receipt) -> receipt(uid, receipt.index(), true);
            case AppendResult.Conflict(var receipt) ->
                throw new IllegalStateException("the index " + receipt.index() + " has another event");
        };
    }

    private static String receipt(String uid, long index, boolean duplicate) {
        return "{\"uid\":\"" + uid + "\",\"index\":" + index + (duplicate ? ",\"duplicate\":true" : "") + "}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static final class Printing implements LogListener {
        @Override
        public void appended(long size) {}

        @Override
        public void sealed(long size) {}

        @Override
        public void failed(RuntimeException cause) {
            System.out.println("failed: " + cause.getMessage() + ": " + cause.getCause());
        }

        @Override
        public void lost() {
            System.out.println("lost");
        }
    }
}
