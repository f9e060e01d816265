package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.client.audit.Batch;
import dev.gatehouse.client.audit.OutboxLimits;
import dev.gatehouse.service.process.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after SIGKILL, again and again on one folder, and so is the record of it. */
class DurabilityIT {
    private static final int ROUNDS = 8;
    private static final int WRITERS = 4;
    private static final int MOST_WRITES = 160;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    /** A write that the service said it has done. */
    private record Acknowledged(boolean secret, String path, String version, String value) {
        String resource() {
            return (secret ? "secret:" : "parameter:") + path;
        }

        String url() {
            return (secret ? "/v1/secrets" : "/v1/parameters") + path + "?version=" + version;
        }
    }

    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void whatWasAcknowledgedSurvivesSigkill() throws Exception {
        Random moments = new Random(20_260_301);
        Path data = folder.resolve("data");
        for (int round = 0; round < ROUNDS; round++) {
            try (ServiceProcess service = ServiceProcess.local(data, settings())) {
                assertAllThere(service);
                writeUntilKilled(service, round, 1 + moments.nextInt(MOST_WRITES));
            }
        }

        try (ServiceProcess service = ServiceProcess.local(data, settings())) {
            assertAllThere(service);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS);
        assertThat(recorded(data.resolve("audit-outbox")))
                .containsAll(acknowledged.stream()
                        .map(write -> write.resource() + "@" + write.version())
                        .toList());
    }

    /** Writes from several threads, and kills the service when it has acknowledged so many. */
    private void writeUntilKilled(ServiceProcess service, int round, int writes) throws InterruptedException {
        CountDownLatch count = new CountDownLatch(writes);
        AtomicBoolean killed = new AtomicBoolean();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            writers.add(Thread.ofPlatform().start(() -> write(service, writer, round, count, killed)));
        }
        assertThat(count.await(60, TimeUnit.SECONDS)).isTrue();
        killed.set(true);
        service.kill();
        for (Thread writer : writers) {
            writer.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(writer.isAlive()).isFalse();
        }
    }

    /** Versions of one parameter and of one secret in turn. */
    private void write(ServiceProcess service, int writer, int round, CountDownLatch count, AtomicBoolean killed) {
        try (HttpClient client = ServiceProcess.client()) {
            for (int i = 0; !killed.get(); i++) {
                boolean secret = i % 2 == 1;
                String path = "/aurora/dev/global/kill-" + writer;
                String value = "value-" + round + "-" + writer + "-" + i;
                HttpRequest.Builder request = request(service, (secret ? "/v1/secrets" : "/v1/parameters") + path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"value\":\"" + value + "\"}"));
                HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200 || answer.statusCode() == 201) {
                    String version = JSON.readTree(answer.body()).get("version").asText();
                    acknowledged.add(new Acknowledged(secret, path, version, value));
                    count.countDown();
                }
            }
        } catch (IOException killedAtLast) {
            // Not acknowledged, so nothing is known of this write.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertAllThere(ServiceProcess service) throws IOException, InterruptedException {
        try (HttpClient client = ServiceProcess.client()) {
            for (Acknowledged write : acknowledged) {
                HttpResponse<String> answer =
                        client.send(request(service, write.url()).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as("%s", write).isEqualTo(200);
                JsonNode body = JSON.readTree(answer.body());
                assertThat(body.get("value").textValue()).as("%s", write).isEqualTo(write.value());
            }
        }
    }

    private static HttpRequest.Builder request(ServiceProcess service, String path) {
        return HttpRequest.newBuilder(service.url(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + service.adminToken());
    }

    /** Each successful write in the outbox, as {@code resource@version}. */
    private static Set<String> recorded(Path outboxFolder) {
        Set<String> writes = new HashSet<>();
        try (AuditOutbox outbox = AuditOutbox.open(outboxFolder, OutboxLimits.DEFAULT)) {
            Batch batch = outbox.peek(1_000, 1 << 20);
            while (!batch.events().isEmpty()) {
                batch.events().stream()
                        .filter(event -> event.outcome() == AuditEvent.Outcome.SUCCESS)
                        .filter(event -> event.action().endsWith(":write"))
                        .forEach(event -> writes.add(
                                event.resource() + "@" + event.version().orElse("")));
                outbox.acknowledge(batch);
                batch = outbox.peek(1_000, 1 << 20);
            }
        }
        return writes;
    }

    /** The shipped contract, except that paths which it does not know may be written; every version is kept. */
    private static Map<String, String> settings() throws IOException {
        String shipped = Files.readString(Path.of("hierarchy.yaml"), StandardCharsets.UTF_8);
        Path open = Files.writeString(
                folder.resolve("hierarchy.yaml"), shipped.replace("\nunknown: refuse\n", "\nunknown: allow\n"));
        return Map.of(
                "gatehouse.hierarchy",
                open.toString(),
                "gatehouse.embedded.versions",
                "100000",
                "gatehouse.access.burst",
                "1000000",
                "gatehouse.access.rate-per-second",
                "1000000");
    }
}
