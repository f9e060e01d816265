package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who holds a secret, over the wire, and after a restart. */
class AdoptionApiIT {
    private static final String NAME = "aurora/dev/agent-communication-key";
    private static final String OTHER = "aurora/dev/openai-api-key";
    private static final String OLD = "11111111-2222-3333-4444-555555555555";

    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static Api api;
    private static String coder;

    @BeforeAll
    static void start() {
        service = ServiceProcess.local(folder.resolve("data"), Map.of());
        api = new Api(service);
        api.apply("dev");
        coder = api.token("coder", "app-coder");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String current() {
        return api.as(coder)
                .get("/v1/secrets/" + NAME)
                .then()
                .statusCode(200)
                .extract()
                .path("version");
    }

    private static Response report(String holder, String version) {
        return report(NAME, holder, version);
    }

    private static Response report(String name, String holder, String version) {
        return api.as(coder)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "holder",
                        holder,
                        "application",
                        "coder",
                        "environment",
                        "dev",
                        "holdings",
                        version.isEmpty() ? List.of() : List.of(Map.of("secret", name, "version", version))))
                .post("/v1/adoption");
    }

    @Test
    void isToldWhoHoldsWhatAndTellsWhatIsOutdated() {
        report("coder-1", OLD)
                .then()
                .statusCode(200)
                .body("refresh", contains(NAME))
                .body("reportAgainWithin", equalTo("PT5M"));
        report("coder-2", current()).then().statusCode(200).body("refresh", empty());
        Response half = api.admin().get("/v1/secrets/" + NAME + "/adoption");
        report("coder-1", current());

        half.then()
                .statusCode(200)
                .body("secret", equalTo(NAME))
                .body("current", equalTo(current()))
                .body("complete", equalTo(false))
                .body("holders.holder", contains("coder-1", "coder-2"))
                .body("holders[0].version", equalTo(OLD))
                .body("holders[0].stages", empty())
                .body("holders[1].stages", contains("AWSCURRENT"))
                .body("holders[1].principal", containsString("coder"));
        api.admin().get("/v1/secrets/" + NAME + "/adoption").then().body("complete", equalTo(true));
        Stream.of("coder-1", "coder-2")
                .forEach(holder -> report(holder, "").then().statusCode(200));
        api.admin().get("/v1/secrets/" + NAME + "/adoption").then().body("holders", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | the body must be an object",
                "{} | field 'holder' is required",
                "{'holder':'h','application':'a','environment':'dev'} | field 'holdings' is required",
                "{'holder':'h','application':'a','environment':'dev','holdings':{}} | field 'holdings' must be a list",
                "{'holder':'h','application':'a','environment':'dev','holdings':[{'secret':'a'}]} | field 'holdings[0]'",
                "{'holder':'h h','application':'a','environment':'dev','holdings':[]} | field 'holder' must be 1 to 128",
                "{'holder':'h','application':'a/b','environment':'dev','holdings':[]} | field 'application' must be one",
                "{'holder':'h','application':'a','environment':'dev','holdings':[{'secret':'a//b','version':'v'}]} | segment 2",
                "{'holder':'h','application':'a','environment':'dev','holdings':[],'more':1} | the body may only have"
            })
    void saysWhatIsWrongWithAReport(String body, String problem) {
        api.as(coder)
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/v1/adoption")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(problem));
    }

    @Test
    void doesNotTellWhetherThereIsWhatMayNotBeSeen() {
        Stream.of(NAME, "aurora/dev/nothing").forEach(name -> {
            api.as(coder).get("/v1/secrets/" + name + "/adoption").then().statusCode(403);
            api.as(coder).get("/v1/secrets/" + name + "/readers").then().statusCode(403);
        });
        api.admin().get("/v1/secrets/aurora/dev/nothing/adoption").then().statusCode(404);
    }

    @Test
    void saysThatItKnowsNoAuditLogToAsk() {
        api.admin()
                .get("/v1/secrets/" + NAME + "/readers")
                .then()
                .statusCode(503)
                .body("type", containsString("audit-log-unavailable"))
                .body("detail", equalTo("this service is not told which audit log to ask"));
    }

    @Test
    void keepsWhatItWasToldOverARestart() {
        report(OTHER, "coder-9", OLD).then().statusCode(200);

        service.kill();
        service = ServiceProcess.local(folder.resolve("data"), Map.of());
        api = new Api(service);

        List<String> holders = api.admin()
                .get("/v1/secrets/" + OTHER + "/adoption")
                .then()
                .extract()
                .path("holders.holder");
        assertThat(holders).containsExactly("coder-9");
    }
}
