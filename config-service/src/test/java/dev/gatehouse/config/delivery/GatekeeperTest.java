package dev.gatehouse.config.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.access.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatekeeperTest {
    private final Desk desk = new Desk();
    private final Gatekeeper gate = desk.gate;
    private final Caller everything = FixedGrants.all().caller();

    @ParameterizedTest
    @ValueSource(
            strings = {"/demo", "/demo/dev", "/demo/dev/global/size", "/demo/_gatehouses", "/demo/dev/_gatehouse/x"})
    void letsPassWhatIsAllowedInsideTheProject(String path) {
        gate.require(everything, Capabilities.READ, new ParameterPath(path));

        assertThat(gate.may(everything, Capabilities.READ, new ParameterPath(path)))
                .isTrue();
        assertThat(desk.sink.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demos/dev", "/other/dev/global/size", "/demo/_gatehouse", "/demo/_gatehouse/tokens/abc"})
    void refusesWhatIsOutsideTheProjectOrReservedWhateverThePolicySays(String text) {
        ParameterPath path = new ParameterPath(text);

        assertThatThrownBy(() -> gate.require(everything, Capabilities.READ, path))
                .isInstanceOf(Forbidden.class);

        assertThat(gate.may(everything, Capabilities.READ, path)).isFalse();
        assertThat(desk.sink.told()).containsExactly("parameter:read DENIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demos/dev/openai", "other/dev/openai", "demo"})
    void refusesSecretsOutsideTheProject(String text) {
        SecretName name = new SecretName(text);

        assertThatThrownBy(() -> gate.require(everything, Capabilities.READ, name))
                .isInstanceOf(Forbidden.class);

        assertThat(gate.may(everything, Capabilities.READ, name)).isFalse();
    }

    @Test
    void asksForTheCapabilityThatIsMeant() {
        Caller lister = FixedGrants.only(Capabilities.LIST, "secret:/demo/").caller();
        SecretName name = new SecretName("demo/dev/openai");

        gate.require(lister, Capabilities.LIST, name);

        assertThatThrownBy(() -> gate.require(lister, Capabilities.READ, name)).isInstanceOf(Forbidden.class);
        assertThat(gate.may(lister, Capabilities.READ, name)).isFalse();
    }

    @Test
    void recordsARefusal() {
        Caller nobody = FixedGrants.none().caller();

        assertThatThrownBy(() -> gate.require(nobody, Capability.ADMIN, Resource.tokens()))
                .isInstanceOf(Forbidden.class)
                .hasMessageNotContaining("token:");

        assertThat(desk.sink.told()).containsExactly("token:admin DENIED");
        assertThat(desk.sink.events()).extracting(AuditEvent::resource).containsExactly("token:/");
    }

    @Test
    void refusesAlsoWhereTheRefusalCannotBeRecorded() {
        Caller nobody = FixedGrants.none().caller();
        desk.sink.cutOffAfter(0);

        assertThatThrownBy(() -> gate.require(nobody, Capability.ADMIN, Resource.tokens()))
                .isInstanceOf(AuditUnavailable.class);
        assertThatThrownBy(() -> new Gatekeeper("demo", new Desk(false).trail)
                        .require(nobody, Capability.ADMIN, Resource.tokens()))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void decidesWithoutRecordingWhereItIsOnlyAsked() {
        assertThat(gate.may(FixedGrants.none().caller(), Capabilities.READ, new ParameterPath("/demo/dev/x")))
                .isFalse();

        assertThat(desk.sink.events()).isEmpty();
    }
}
