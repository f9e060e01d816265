package dev.gatehouse.scanner.it;

import static io.restassured.RestAssured.given;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The wire, as a test speaks it. */
final class Api {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> GOES_ON = Set.of("running");

    private final ServiceProcess service;

    Api(ServiceProcess service) {
        this.service = service;
    }

    /** A request without a credential. */
    RequestSpecification anonymous() {
        return given().baseUri("http://127.0.0.1").port(service.port()).urlEncodingEnabled(false);
    }

    RequestSpecification as(String token) {
        return anonymous().header("Authorization", "Bearer " + token);
    }

    RequestSpecification admin() {
        return as(service.adminToken());
    }

    /** A token with these policies. */
    String token(String name, String... policies) {
        return admin().contentType(ContentType.JSON)
                .body(Map.of("name", name, "policies", List.of(policies), "ttl", "1h"))
                .post("/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    Response start(Map<String, String> order) {
        return admin().contentType(ContentType.JSON).body(order).post("/v1/scans");
    }

    /** Scans a target to its end; the scan. */
    JsonPath scan(String target) {
        return await(
                start(Map.of("target", target)).then().statusCode(202).extract().path("id"));
    }

    /** Waits for a scan; all that can be done with what goes on elsewhere is to ask again. */
    JsonPath await(String id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonPath scan = read(id);
        while (GOES_ON.contains(scan.getString("status"))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the scan did not end: " + scan.prettify());
            }
            pause();
            scan = read(id);
        }
        return scan;
    }

    JsonPath read(String id) {
        return admin().get("/v1/scans/" + id).then().statusCode(200).extract().jsonPath();
    }

    JsonPath findings(String query) {
        return admin().get("/v1/findings" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    Response decide(String finding, String state, String reason) {
        return admin().contentType(ContentType.JSON)
                .body(Map.of("state", state, "reason", reason))
                .post("/v1/findings/" + finding + "/state");
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
