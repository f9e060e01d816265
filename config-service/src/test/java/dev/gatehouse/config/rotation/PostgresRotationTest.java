package dev.gatehouse.config.rotation;

import static dev.gatehouse.config.rotation.Rotating.DATABASE;
import static dev.gatehouse.config.rotation.Rotating.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.config.rotation.jdbc.PostgresAccounts;
import dev.gatehouse.config.rotation.jdbc.PostgresServer;
import dev.gatehouse.config.secret.VersionId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins of a real PostgreSQL are rotated from the request to the end. Where there is none, a line says so. */
class PostgresRotationTest {
    private static final PostgresAccounts ACCOUNTS =
            new PostgresAccounts(Duration.ofSeconds(30), "prefer", Optional.empty());

    private Optional<PostgresServer> server = Optional.empty();

    @BeforeEach
    void start() {
        assumeTrue(PostgresServer.available(), PostgresServer.HOW);
        server = Optional.of(PostgresServer.start());
        server.get().execute("CREATE ROLE one LOGIN PASSWORD '" + Rotating.CANARY + "-one'");
        server.get().execute("CREATE ROLE two LOGIN");
    }

    @AfterEach
    void stop() {
        server.ifPresent(PostgresServer::close);
    }

    @Test
    void bothLoginsWorkUntilTheOldOneIsRetired() {
        Rotating world = world();
        Rotating.Node node = world.node("a");
        Rotation started = node.start(DATABASE);
        node.engine.pass("dev");
        assertThat(opens(world, FIRST)).isTrue();
        assertThat(opens(world, started.to())).isTrue();

        world.settle(node);

        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.DONE);
        assertThat(opens(world, FIRST)).isFalse();
        assertThat(opens(world, started.to())).isTrue();
        assertThat(database().log()).doesNotContain(world.field(DATABASE, started.to(), "password"));
    }

    @Test
    void goesBackWhereTheNewLoginDoesNotWork() {
        database().execute("ALTER ROLE two NOLOGIN");
        Rotating world = world();
        Rotating.Node node = world.node("a");
        Rotation started = node.start(DATABASE);

        world.settle(node);

        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.ROLLED_BACK);
        assertThat(world.last(DATABASE).problem()).contains("test: the database answered SQLSTATE 28000");
        database().execute("ALTER ROLE two LOGIN");
        assertThat(opens(world, started.to())).isFalse();
        assertThat(opens(world, FIRST)).isTrue();
    }

    private Rotating world() {
        DatabaseLogin admin = database().admin();
        return new Rotating(ACCOUNTS, admin.port()).withAdmin(admin.user(), admin.password());
    }

    private PostgresServer database() {
        return server.orElseThrow();
    }

    private boolean opens(Rotating world, VersionId version) {
        DatabaseLogin login = database()
                .login(world.field(DATABASE, version, "username"), world.field(DATABASE, version, "password"));
        return ACCOUNTS.tryLogin(login).equals(new DatabaseAccounts.Ok());
    }
}
