package dev.gatehouse.config.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.rotation.DatabaseAccounts;
import dev.gatehouse.config.rotation.DatabaseLogin;
import dev.gatehouse.config.rotation.FunctionSteps;
import dev.gatehouse.config.rotation.Rotation;
import dev.gatehouse.config.rotation.RotationEngine;
import dev.gatehouse.config.rotation.RotationLimits;
import dev.gatehouse.config.rotation.RotationListener;
import dev.gatehouse.config.rotation.RotationLogs;
import dev.gatehouse.config.rotation.RotationOverview;
import dev.gatehouse.config.rotation.RotationOverviews;
import dev.gatehouse.config.rotation.RotationSchedule;
import dev.gatehouse.config.rotation.Rotations;
import dev.gatehouse.config.rotation.Rotators;
import dev.gatehouse.config.rotation.Step;
import dev.gatehouse.config.rotation.Supplies;
import dev.gatehouse.config.secret.FakeSecretStore;
import dev.gatehouse.config.secret.MaintenanceWindows;
import dev.gatehouse.config.secret.MemorySecretStore;
import dev.gatehouse.config.secret.SecretGenerator;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.access.Principal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedRotationsTest {
    private static final SecretName OPENAI = new SecretName("demo/dev/openai");
    private static final SecretName VENDOR = new SecretName("demo/dev/vendor");
    private static final VersionId FIRST = FakeSecretStore.version("demo", 1);
    private static final Caller ALL = FixedGrants.all().caller();

    private final Desk desk = new Desk();
    private final MemorySecretStore secrets = new MemorySecretStore(desk.world.clock);
    private final GuardedRotations rotations = rotations(true);

    @BeforeEach
    void create() {
        for (SecretName name : new SecretName[] {OPENAI, VENDOR}) {
            try (SecretValue value = SecretValue.of("{\"key\":\"canary-first\"}")) {
                secrets.create(name, DataClass.SECRET, "d", FIRST, value);
            }
        }
    }

    @Test
    void recordsWhoAskedForARotation() {
        rotations.rotate(ALL, OPENAI, "it leaked", Optional.empty(), false);

        assertThat(desk.sink.told()).containsExactly("secret:rotate ATTEMPT", "secret:rotate SUCCESS");
        assertThat(desk.sink.events().getLast().principal()).isEqualTo("token:tester");
    }

    @Test
    void asksForACapabilityOfEachAndRecordsTheRefusal() {
        Caller reader = with(Capabilities.READ);

        assertThatThrownBy(() -> rotations.rotate(reader, OPENAI, "x", Optional.empty(), false))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> rotations.overview(reader, OPENAI)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> rotations.decide(reader, OPENAI, Rotations.Decision.RETIRE))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> rotations.step(reader, OPENAI, Step.CREATE, FIRST))
                .isInstanceOf(Forbidden.class);
        try (SecretValue value = SecretValue.of("{}")) {
            assertThatThrownBy(() -> rotations.supply(with(Capabilities.ROTATE), VENDOR, value, true))
                    .isInstanceOf(Forbidden.class);
        }
        assertThat(rotations.overviews(reader, "dev")).isEmpty();
        assertThat(desk.sink.told()).allMatch(event -> event.endsWith("DENIED")).hasSize(5);
    }

    @Test
    void showsOnlyWhatTheCallerMayList() {
        Caller one = new Caller(
                new Principal("x", FixedGrants.only(Capabilities.LIST, "secret:/demo/dev/vendor")), "here", "1");

        assertThat(rotations.overviews(one, "dev"))
                .extracting(RotationOverview::secret)
                .containsExactly(VENDOR);
        assertThat(rotations.overview(one, VENDOR)).isPresent();
    }

    @Test
    void makesPlaceholdersInLocalModeOnly() {
        assertThatThrownBy(() -> rotations(false).rotate(ALL, VENDOR, "x", Optional.empty(), true))
                .isInstanceOf(PlaceholdersNotAllowed.class);
        assertThat(rotations.rotate(ALL, VENDOR, "x", Optional.empty(), true)).isInstanceOf(Rotations.Started.class);
    }

    @Test
    void takesOnlyValuesOfSecretsThatAPersonSupplies() {
        try (SecretValue value = SecretValue.of("{\"key\":\"canary-supplied\"}")) {
            assertThat(rotations.supply(ALL, OPENAI, value, true)).isInstanceOf(Rotations.NotNow.class);
            assertThat(rotations.supply(ALL, VENDOR, value, false)).isInstanceOf(Rotations.NotNow.class);
            assertThat(rotations.supply(ALL, VENDOR, value, true)).isInstanceOf(Rotations.Accepted.class);
            assertThat(rotations.supply(ALL, new SecretName("demo/dev/unknown"), value, true))
                    .isInstanceOf(Rotations.NoTemplate.class);
        }
        assertThat(desk.sink.events().toString()).doesNotContain("canary");
    }

    @Test
    void refusesAValueThatTheSchemaDoesNotAllow() {
        try (SecretValue value = SecretValue.of("[\"canary\"]")) {
            assertThatThrownBy(() -> rotations.supply(ALL, VENDOR, value, true))
                    .isInstanceOf(ContractViolated.class)
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void recordsTheStepsOfTheFunction() {
        VersionId version = FakeSecretStore.version("new", 1);

        FunctionSteps.Answer done = rotations.step(ALL, OPENAI, Step.CREATE, version);
        FunctionSteps.Answer not = rotations.step(ALL, OPENAI, Step.SET, FakeSecretStore.version("other", 1));

        assertThat(done).isEqualTo(new FunctionSteps.Done());
        assertThat(not).isInstanceOf(FunctionSteps.NotDone.class);
        assertThat(desk.sink.told()).contains("secret:rotation-step SUCCESS", "secret:rotation-step FAILURE");
    }

    private static Caller with(Capability capability) {
        return FixedGrants.only(capability, "secret:/demo").caller();
    }

    private GuardedRotations rotations(boolean local) {
        RotationEngine.Tools tools = new RotationEngine.Tools(
                desk.template,
                "demo",
                new RotationLogs(desk.world.parameters, "demo"),
                secrets,
                desk,
                new Rotators(secrets, new SecretGenerator(new SecureRandom()), new NoDatabase(), local),
                (name, version) -> true);
        RotationLimits limits = new RotationLimits(
                Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ZERO, Duration.ofDays(1), Duration.ofDays(1));
        RotationEngine engine = new RotationEngine(tools, limits, desk.trail, new Silent(), desk.world.clock, "a");
        Rotations all = new Rotations(
                desk.template, "demo", secrets, tools.logs(), name -> {}, new SecureRandom(), desk.world.clock);
        return new GuardedRotations(
                all,
                new Supplies(all, secrets, desk),
                new FunctionSteps(all, engine),
                new RotationOverviews(tools, new RotationSchedule(MaintenanceWindows.ALWAYS), desk.world.clock),
                desk.gate,
                desk.trail,
                local);
    }

    private record NoDatabase() implements DatabaseAccounts {
        @Override
        public Reply changePassword(DatabaseLogin admin, String user, String password) {
            return new Refused("there is none");
        }

        @Override
        public Reply tryLogin(DatabaseLogin login) {
            return new Refused("there is none");
        }
    }

    private record Silent() implements RotationListener {
        @Override
        public void moved(SecretName secret, Rotation rotation) {}

        @Override
        public void tried(SecretName secret, Rotation rotation, String problem) {}

        @Override
        public void overdue(SecretName secret, Instant due) {}

        @Override
        public void trouble(String what, RuntimeException failure) {
            throw new AssertionError(what, failure);
        }
    }
}
