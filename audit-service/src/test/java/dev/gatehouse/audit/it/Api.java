package dev.gatehouse.audit.it;

import static io.restassured.RestAssured.given;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** The wire, as a test speaks it. */
final class Api {
    private final ServiceProcess service;

    Api(ServiceProcess service) {
        this.service = service;
    }

    /** A request without a credential; its URL is sent as written, and so are its octets. */
    RequestSpecification anonymous() {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)
                                .encodeContentTypeAs("application/yaml", ContentType.TEXT)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .baseUri("http://127.0.0.1")
                .port(service.port())
                .urlEncodingEnabled(false);
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

    /** Sends a body as the administrator. */
    Response send(String type, String body) {
        return admin().contentType(type).body(body).post("/v1/events");
    }

    /** Sends one event. */
    Response send(String event) {
        return send("application/json", event);
    }

    /** An event of the platform's services. */
    static String event(String source, String uid, String action) {
        return """
                {"uid":"%s","time":"2026-10-01T12:00:00Z","source":"%s","principal":"token/t1","action":"%s",\
                "resource":"/a/b","outcome":"success"}""".formatted(uid, source, action);
    }
}
