package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.config.rotation.DatabaseAccounts;
import dev.gatehouse.config.rotation.DatabaseLogin;
import dev.gatehouse.config.rotation.jdbc.PostgresAccounts;
import dev.gatehouse.config.rotation.jdbc.PostgresServer;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service rotates the login of a real PostgreSQL. Where there is none, a line says so. */
class DatabaseRotationIT {
    private static final String CREDENTIALS = "/v1/secrets/aurora/dev/database-credentials";
    private static final PostgresAccounts ACCOUNTS =
            new PostgresAccounts(Duration.ofSeconds(30), "prefer", Optional.empty());

    @TempDir
    Path folder;

    @Test
    void theOldLoginWorksUntilItIsRetiredAndTheNewOneAfter() {
        assumeTrue(PostgresServer.available(), PostgresServer.HOW);
        try (PostgresServer database = PostgresServer.start();
                ServiceProcess service = ServiceProcess.local(
                        folder.resolve("data"),
                        Map.of("gatehouse.rotation.interval", "1s", "gatehouse.rotation.min-overlap", "0s"))) {
            String first = "a-first-password-of-enough-characters";
            database.execute("CREATE ROLE aurora LOGIN PASSWORD '" + first + "'");
            database.execute("CREATE ROLE aurora_b LOGIN");
            Api api = new Api(service);
            api.apply("dev");
            put(api, "/v1/secrets/aurora/dev/database-admin", json(database.admin()));
            put(api, CREDENTIALS, json(database.login("aurora", first)));

            api.admin()
                    .contentType(ContentType.JSON)
                    .body(Map.of("reason", "a test"))
                    .post(CREDENTIALS + ":rotate")
                    .then()
                    .statusCode(202);
            JsonPath ended = awaitEnd(api);

            assertThat(ended.getString("last[0].state")).isEqualTo("done");
            assertThat(field(api, "username")).isEqualTo("aurora_b");
            assertThat(opens(database.login("aurora_b", field(api, "password"))))
                    .isTrue();
            assertThat(opens(database.login("aurora", first))).isFalse();
            assertThat(service.output())
                    .doesNotContain(
                            first, field(api, "password"), database.admin().password());
        }
    }

    private static boolean opens(DatabaseLogin login) {
        return ACCOUNTS.tryLogin(login).equals(new DatabaseAccounts.Ok());
    }

    private static Map<String, Object> json(DatabaseLogin login) {
        return Map.of(
                "engine", "postgres",
                "host", login.host(),
                "port", login.port(),
                "dbname", login.database(),
                "username", login.user(),
                "password", login.password());
    }

    private static void put(Api api, String path, Map<String, Object> value) {
        api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of("value", value))
                .put(path)
                .then()
                .statusCode(201);
    }

    private static String field(Api api, String name) {
        return api.admin().get(CREDENTIALS + "?field=" + name).path("value");
    }

    private static JsonPath awaitEnd(Api api) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            JsonPath now = api.admin().get(CREDENTIALS + ":rotation").jsonPath();
            if (!now.getList("last").isEmpty()) {
                return now;
            }
            assertThat(System.nanoTime()).as("it is still %s", now.prettify()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
