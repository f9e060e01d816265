package dev.gatehouse.config.rotation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.config.rotation.DatabaseAccounts;
import dev.gatehouse.config.rotation.DatabaseLogin;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords of a real PostgreSQL's users. Where there is none, a line says so. */
class PostgresAccountsTest {
    private static final PostgresAccounts ACCOUNTS =
            new PostgresAccounts(Duration.ofSeconds(30), "prefer", Optional.empty());

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        assumeTrue(PostgresServer.available(), PostgresServer.HOW);
        server = PostgresServer.start();
        server.execute("CREATE ROLE app LOGIN PASSWORD 'first'");
    }

    @AfterAll
    static void stop() {
        if (PostgresServer.available()) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain-canary", "it's a 'quoted' canary; DROP ROLE app;", "back\\slash canary $$ \" %"})
    void changesAPasswordToAnyText(String password) {
        DatabaseAccounts.Reply reply = ACCOUNTS.changePassword(server.admin(), "app", password);

        assertThat(reply).isEqualTo(new DatabaseAccounts.Ok());
        assertThat(ACCOUNTS.tryLogin(server.login("app", password))).isEqualTo(new DatabaseAccounts.Ok());
        assertThat(ACCOUNTS.tryLogin(server.login("app", "another"))).isInstanceOf(DatabaseAccounts.Refused.class);
        assertThat(server.log()).contains("SCRAM-SHA-256$").doesNotContain("canary");
    }

    @Test
    void changesThePasswordOfAUserWithAnyName() {
        server.execute("CREATE ROLE \"od\"\"d; name\" LOGIN");

        ACCOUNTS.changePassword(server.admin(), "od\"d; name", "secret-of-odd");

        assertThat(ACCOUNTS.tryLogin(server.login("od\"d; name", "secret-of-odd")))
                .isEqualTo(new DatabaseAccounts.Ok());
    }

    @Test
    void tellsWhatIsRefusedByItsCodeAndQuotesNothing() {
        DatabaseAccounts.Reply unknownUser = ACCOUNTS.changePassword(server.admin(), "nobody-here", "canary-password");
        DatabaseAccounts.Reply wrongPassword = ACCOUNTS.tryLogin(server.login("app", "canary-wrong"));

        assertThat(unknownUser).isEqualTo(new DatabaseAccounts.Refused("the database answered SQLSTATE 42704"));
        assertThat(wrongPassword).isEqualTo(new DatabaseAccounts.Refused("the database answered SQLSTATE 28P01"));
    }

    @Test
    void tellsThatTheDatabaseIsAway() {
        DatabaseLogin nowhere = new DatabaseLogin("127.0.0.1", 1, "postgres", "app", "x");

        assertThat(ACCOUNTS.tryLogin(nowhere)).isInstanceOf(DatabaseAccounts.Away.class);
    }
}
