package dev.gatehouse.config.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.adoption.Adoption;
import dev.gatehouse.config.adoption.AdoptionLimits;
import dev.gatehouse.config.adoption.HolderReport;
import dev.gatehouse.config.adoption.Holding;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.reader.LogUnavailable;
import dev.gatehouse.config.secret.FakeSecretStore;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.access.Forbidden;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardedAdoptionTest {
    private static final SecretName OPENAI = new SecretName("demo/dev/openai");
    private static final VersionId V1 = FakeSecretStore.version("demo/dev/openai", 1);
    private static final VersionId V2 = FakeSecretStore.version("demo/dev/openai", 2);

    private final Desk desk = new Desk();
    private final GuardedAdoption adoption = new GuardedAdoption(
            new Adoption(
                    desk.world.parameters,
                    new ParameterPath("/demo/_gatehouse"),
                    desk.world.secrets,
                    new AdoptionLimits(10, Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(24)),
                    desk.world.clock),
            desk.world.secretCopies,
            desk.gate,
            desk.trail);
    private final Caller all = FixedGrants.all().caller();

    private static HolderReport report(VersionId version) {
        return new HolderReport("coder-1", "coder", "dev", List.of(new Holding(OPENAI, version)));
    }

    @Test
    void namesWhatIsOutdated() {
        desk.world.secrets.with("demo/dev/openai", 2, "made up");

        assertThat(adoption.report(all, report(V1))).containsExactly(OPENAI);
        assertThat(adoption.report(all, report(V2))).isEmpty();
    }

    @Test
    void recordsEachAdoptionOnce() {
        desk.world.secrets.with("demo/dev/openai", 1, "made up");
        adoption.report(all, report(V1));

        adoption.report(all, report(V1));

        assertThat(desk.sink.events()).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("secret:adopt");
            assertThat(event.resource()).isEqualTo("secret:/demo/dev/openai");
            assertThat(event.version()).contains(V1.value());
        });
    }

    @Test
    void takesNoReportThatCanNotBeRecorded() {
        desk.sink.cutOffAfter(0);

        assertThatThrownBy(() -> adoption.report(all, report(V1))).isInstanceOf(AuditUnavailable.class);

        assertThat(desk.world.parameters.listAll(new ParameterPath("/demo/_gatehouse")))
                .isEmpty();
    }

    @Test
    void refusesReportsOfWhatTheCallerMayNotRead() {
        Caller lister = FixedGrants.only(Capabilities.LIST, "secret:/demo").caller();

        assertThatThrownBy(() -> adoption.report(lister, report(V1))).isInstanceOf(Forbidden.class);

        assertThat(desk.world.parameters.calls()).isZero();
    }

    @Test
    void showsHoldersToThoseWhoMayListTheSecret() {
        desk.world.secrets.with("demo/dev/openai", 1, "made up");
        adoption.report(all, report(V1));
        Caller lister = FixedGrants.only(Capabilities.LIST, "secret:/demo").caller();
        Caller reader = FixedGrants.only(Capabilities.READ, "secret:/demo").caller();

        assertThat(adoption.of(lister, OPENAI).orElseThrow().holders()).hasSize(1);
        assertThatThrownBy(() -> adoption.of(reader, OPENAI)).isInstanceOf(Forbidden.class);
    }

    @Test
    void saysThatNoAuditLogIsThereToThoseOnlyWhoMayAsk() {
        GuardedReaders readers = new GuardedReaders(Optional.empty(), desk.gate);
        Caller none = FixedGrants.none().caller();

        assertThatThrownBy(() -> readers.of(all, OPENAI, Optional.empty(), Optional.empty()))
                .isInstanceOf(LogUnavailable.class);
        assertThatThrownBy(() -> readers.of(none, OPENAI, Optional.empty(), Optional.empty()))
                .isInstanceOf(Forbidden.class);
    }
}
