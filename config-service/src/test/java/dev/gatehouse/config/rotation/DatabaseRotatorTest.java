package dev.gatehouse.config.rotation;

import static dev.gatehouse.config.rotation.Rotating.DATABASE;
import static dev.gatehouse.config.rotation.Rotating.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.secret.MaintenanceWindows;
import org.junit.jupiter.api.Test;

class DatabaseRotatorTest {
    private final Rotating world = new Rotating();
    private final Rotating.Node node = world.node("a");

    @Test
    void givesTheTurnToTheOtherUser() {
        world.withAdmin();
        Rotation started = node.start(DATABASE);

        node.engine.pass("dev");

        assertThat(world.field(DATABASE, started.to(), "username")).isEqualTo("two");
        assertThat(world.field(DATABASE, started.to(), "host")).isEqualTo("127.0.0.1");
        assertThat(world.opens(started.to())).isTrue();
        assertThat(world.opens(FIRST)).isTrue();
    }

    @Test
    void locksTheOldUserOutWhenItRetires() {
        world.withAdmin();
        Rotation started = node.start(DATABASE);

        world.settle(node);

        assertThat(world.opens(started.to())).isTrue();
        assertThat(world.opens(FIRST)).isFalse();
        assertThat(world.database.changed).containsExactly("two", "one");
    }

    @Test
    void takesTurns() {
        world.withAdmin();
        node.start(DATABASE);
        world.settle(node);
        Rotation second = node.start(DATABASE);

        world.settle(node);

        assertThat(world.field(DATABASE, second.to(), "username")).isEqualTo("one");
        assertThat(world.opens(second.to())).isTrue();
        assertThat(world.opens(second.from())).isFalse();
    }

    @Test
    void givesBackThePasswordOfTheVersionBeforeWhereTheTestFails() {
        // Given a rotation that was held: its old version, of the user whose turn it is, may be in use
        world.withAdmin();
        world.adopted = false;
        node.start(DATABASE);
        world.settle(node);
        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.HELD);
        world.database.refusesLogins = true;

        node.start(DATABASE);
        world.settle(node);

        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.ROLLED_BACK);
        assertThat(world.opens(FIRST)).isTrue();
        assertThat(world.opens(world.last(DATABASE).from())).isTrue();
    }

    @Test
    void locksTheOtherUserOutWhereTheTestFailsAndNobodyHadIt() {
        world.withAdmin();
        world.database.refusesLogins = true;
        Rotation started = node.start(DATABASE);

        node.engine.pass("dev");

        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.ROLLED_BACK);
        assertThat(world.last(DATABASE).problem()).contains("test: no such login");
        assertThat(world.opens(started.to())).isFalse();
        assertThat(world.opens(FIRST)).isTrue();
    }

    @Test
    void needsAnAdminSecret() {
        node.start(DATABASE);

        node.engine.pass("dev");

        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.ROLLED_BACK);
        assertThat(world.last(DATABASE).problem().orElseThrow()).contains("demo/dev/db-admin");
        assertThat(world.versions(DATABASE)).isEqualTo(1);
    }

    @Test
    void onlyMakesAPasswordUpInLocalModeWithoutAnAdminSecret() {
        Rotating.Node local =
                world.new Node("local", CrashPoint.never(), true, new RotationSchedule(MaintenanceWindows.ALWAYS));
        Rotation started = local.start(DATABASE);

        world.settle(local);

        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.DONE);
        assertThat(world.field(DATABASE, started.to(), "username")).isEqualTo("one");
        assertThat(world.field(DATABASE, started.to(), "password"))
                .isNotEqualTo(world.field(DATABASE, FIRST, "password"));
        assertThat(world.database.changed).isEmpty();
    }

    @Test
    void changesNothingWhereTheAdminsLoginIsRefused() {
        world.withAdmin();
        world.database.passwords.put("admin", "another");
        node.start(DATABASE);

        node.engine.pass("dev");

        assertThat(world.last(DATABASE).state()).isEqualTo(RotationState.ROLLED_BACK);
        assertThat(world.last(DATABASE).problem()).contains("set: no such login");
        assertThat(world.database.changed).isEmpty();
    }
}
