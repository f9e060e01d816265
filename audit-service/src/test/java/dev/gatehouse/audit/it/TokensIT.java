package dev.gatehouse.audit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service's own tokens, with the packaged service. */
class TokensIT {
    @TempDir
    private Path temp;

    @Test
    void mintsListsAndRevokesATokenAndPutsThatOnRecord() {
        String token;
        String id;
        try (ServiceProcess service = start()) {
            Api api = new Api(service);

            Response minted = mint(api, Map.of("name", "sender", "policies", List.of("service-config"), "ttl", "1h"));

            minted.then().statusCode(201).body("name", equalTo("sender")).body("token", not(nullValue()));
            token = minted.path("token");
            id = minted.path("id");
            api.as(token)
                    .contentType(ContentType.JSON)
                    .body(Api.event("config-service", "a", "read"))
                    .post("/v1/events")
                    .then()
                    .statusCode(201);
            Response list = api.admin().get("/v1/tokens");
            list.then().statusCode(200).body("tokens.id", hasItem(id));
            assertThat(list.asString()).doesNotContain(token);
            api.admin().delete("/v1/tokens/" + id).then().statusCode(200).body("revokedAt", not(nullValue()));
            api.as(token).get("/v1/tokens").then().statusCode(401);
            api.admin().delete("/v1/tokens/aaaaaaaaaaaa").then().statusCode(404);
        }
        List<String> events = StoredLog.events(temp.resolve("data")).stream()
                .map(event -> event.raw().text())
                .toList();
        assertThat(events)
                .anyMatch(text -> text.contains("token:mint") && text.contains("success") && text.contains(id))
                .anyMatch(text -> text.contains("token:revoke") && text.contains("success") && text.contains(id))
                .noneMatch(text -> text.contains(token));
    }

    @Test
    void refusesWhatIsNoOrderForAToken() {
        try (ServiceProcess service = start()) {
            Api api = new Api(service);

            mint(api, Map.of("name", "x", "policies", List.of("admin"), "ttl", "soon"))
                    .then()
                    .statusCode(400);
            mint(api, Map.of("name", "x", "policies", List.of("admin"), "ttl", "91d"))
                    .then()
                    .statusCode(400);
            mint(api, Map.of("name", "x", "policies", List.of("admin"), "ttl", "90d"))
                    .then()
                    .statusCode(201);
            mint(api, Map.of("name", "x", "policies", List.of("nobody"), "ttl", "1h"))
                    .then()
                    .statusCode(400);
            mint(api, Map.of("name", "x", "policies", List.of("admin"), "ttl", "1h", "x", 1))
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void areAnAdministratorsBusiness() {
        try (ServiceProcess service = start()) {
            Api api = new Api(service);
            String analyst = api.token("analyst", "security-analyst");

            api.as(analyst).get("/v1/tokens").then().statusCode(403);
            api.as(analyst).delete("/v1/tokens/aaaaaaaaaaaa").then().statusCode(403);
            api.anonymous().get("/v1/tokens").then().statusCode(401);
        }
    }

    private static Response mint(Api api, Map<String, Object> order) {
        return api.admin().contentType(ContentType.JSON).body(order).post("/v1/tokens");
    }

    private ServiceProcess start() {
        return ServiceProcess.local(temp.resolve("data"));
    }
}
