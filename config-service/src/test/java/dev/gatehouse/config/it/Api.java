package dev.gatehouse.config.it;

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

    /** A request without a credential; its URL is sent as written. */
    RequestSpecification anonymous() {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
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

    /** Applies the default hierarchy, with placeholder secrets. */
    void apply(String environment) {
        admin().contentType(ContentType.JSON)
                .body(Map.of("mode", "add-missing", "secrets", true, "placeholders", true))
                .post("/v1/contract/" + environment + "/apply")
                .then()
                .statusCode(200);
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

    Response put(String path, String value) {
        return admin().contentType(ContentType.JSON)
                .body(Map.of("value", value))
                .put("/v1/parameters" + path);
    }
}
