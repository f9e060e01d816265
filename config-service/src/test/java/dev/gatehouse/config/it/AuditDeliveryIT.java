package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox is sent to audit-service, whether that is there or not. */
class AuditDeliveryIT {
    private static final String SECRET = "/v1/secrets/aurora/dev/watched";
    private static final String PENDING = "gatehouse_audit_pending_events";

    private final AuditServer audit = new AuditServer("gh_first");
    private final Path data;
    private final Path token;

    AuditDeliveryIT(@TempDir Path folder) {
        this.data = folder.resolve("data");
        this.token = folder.resolve("audit.token");
    }

    @BeforeEach
    void writeTheToken() throws IOException {
        Files.writeString(token, "gh_first\n");
    }

    @AfterEach
    void stop() {
        audit.close();
    }

    @Test
    void sendsWhatHappenedInOrderAndSaysHowItGoes() throws IOException {
        try (ServiceProcess service = start()) {
            use(service);

            service.awaitMetric(PENDING, 0);

            assertThat(audit.actions())
                    .containsSubsequence("secret:write", "secret:write", "secret:read")
                    .endsWith("secret:read");
            assertThat(audit.taken())
                    .extracting(event -> event.get("source").textValue())
                    .containsOnly("config-service");
            assertThat(audit.taken().toString()).doesNotContain("canary");
            service.awaitMetric(
                    "gatehouse_audit_sent_events_total", audit.taken().size());
            assertThat(check(service).get("state").textValue()).isIn("idle", "sending");
        }
    }

    @Test
    void staysReadyWhileAuditServiceIsAwayAndSendsEverythingAfterwards() throws IOException {
        audit.answers(503);
        try (ServiceProcess service = start()) {
            use(service);
            service.awaitMetric("gatehouse_audit_away", 1);

            JsonNode away = check(service);

            assertThat(away.get("state").textValue()).isEqualTo("away");
            assertThat(away.get("reason").textValue()).isEqualTo("http-503");
            assertThat(away.get("pendingEvents").longValue()).isPositive();
            assertThat(audit.taken()).isEmpty();
            new Api(service).admin().get(SECRET).then().statusCode(200);
        }
        audit.answers(201);
        try (ServiceProcess service = start()) {
            service.awaitMetric(PENDING, 0);

            List<String> uids = audit.taken().stream()
                    .map(event -> event.get("uid").textValue())
                    .toList();
            assertThat(uids).isSorted().doesNotHaveDuplicates();
            assertThat(audit.actions().stream().filter("secret:read"::equals)).hasSize(2);
        }
    }

    @Test
    void tellsWhatIsRefusedAndTakesANewTokenFromTheFile() throws IOException {
        audit.wants("gh_second");
        try (ServiceProcess service = start()) {
            use(service);
            service.awaitMetric("gatehouse_audit_refused", 1);
            assertThat(check(service).get("reason").textValue()).isEqualTo("http-401");
            assertThat(service.output())
                    .contains("audit-service refuses the events")
                    .doesNotContain("gh_first");
        }
        Files.writeString(token, "gh_second");
        try (ServiceProcess service = start()) {
            service.awaitMetric(PENDING, 0);

            assertThat(audit.actions()).contains("secret:read");
        }
    }

    private ServiceProcess start() {
        return ServiceProcess.local(
                data, Map.of("gatehouse.audit.url", audit.url(), "gatehouse.audit.token-file", token.toString()));
    }

    private static void use(ServiceProcess service) {
        Api api = new Api(service);
        api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of("value", "canary-9be1"))
                .put(SECRET)
                .then()
                .statusCode(201);
        api.admin().get(SECRET).then().statusCode(200);
    }

    /** The data of the check; the service is ready. */
    private static JsonNode check(ServiceProcess service) throws IOException {
        HttpResponse<String> ready = ServiceProcess.get(service.management("/q/health/ready"));
        assertThat(ready.statusCode()).isEqualTo(200);
        JsonNode checks = new ObjectMapper().readTree(ready.body()).get("checks");
        JsonNode audit = StreamSupport.stream(checks.spliterator(), false)
                .filter(check -> check.get("name").textValue().equals("audit"))
                .findFirst()
                .orElseThrow();
        assertThat(audit.get("status").textValue()).isEqualTo("UP");
        return audit.get("data");
    }
}
