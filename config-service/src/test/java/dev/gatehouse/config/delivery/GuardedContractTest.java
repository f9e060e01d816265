package dev.gatehouse.config.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.contract.Action;
import dev.gatehouse.config.contract.ContractApply.Mode;
import dev.gatehouse.config.contract.Deviation;
import dev.gatehouse.config.delivery.TemplateApply.Placeholders;
import dev.gatehouse.config.snapshot.World;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.failure.StoreException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardedContractTest {
    private final Desk desk = new Desk();
    private final GuardedContract contract = desk.contract(false);
    private final Caller all = FixedGrants.all().caller();

    private Optional<GuardedContract.Applied> apply(Optional<Placeholders> secrets, boolean dryRun) {
        return contract.apply(all, "dev", Mode.ADD_MISSING, dryRun, secrets);
    }

    @Test
    void refusesBeforeItLooksAnythingUp() {
        Caller reader = FixedGrants.only(Capabilities.READ, "contract:").caller();
        Caller admin = FixedGrants.only(Capability.ADMIN, "contract:").caller();

        assertThatThrownBy(() -> contract.diff(admin, "dev")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> contract.apply(reader, "dev", Mode.RECONCILE, true, Optional.empty()))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> contract.apply(reader, "nowhere", Mode.RECONCILE, false, Optional.empty()))
                .isInstanceOf(Forbidden.class);

        assertThat(desk.storeCalls()).isZero();
        assertThat(desk.sink.told())
                .containsExactly("contract:read DENIED", "contract:admin DENIED", "contract:admin DENIED");
    }

    @Test
    void knowsNoEnvironmentThatTheContractDoesNot() {
        assertThat(contract.diff(all, "nowhere")).isEmpty();
        assertThat(contract.apply(all, "nowhere", Mode.ADD_MISSING, false, Optional.empty()))
                .isEmpty();

        assertThat(desk.storeCalls()).isZero();
        assertThat(desk.sink.events()).isEmpty();
    }

    @Test
    void saysWhatDeviatesAndWhatNobodyRead() {
        desk.world.with("global/size", "3").with("global/rate", "canary");
        assertThat(desk.parameters.get(
                        all, World.path("/demo/dev/global/size"), dev.gatehouse.config.parameter.Selector.LATEST))
                .isPresent();

        GuardedContract.Diff diff = contract.diff(all, "dev").orElseThrow();

        assertThat(diff.readSince()).isEqualTo(desk.reads.since());
        assertThat(diff.deviations())
                .filteredOn(d -> d.path().value().endsWith("/rate"))
                .extracting(Deviation::kind)
                .containsExactly(Deviation.Kind.WRONG_TYPE, Deviation.Kind.NEVER_READ);
        assertThat(diff.deviations())
                .filteredOn(d -> d.path().value().endsWith("/size") && d.kind() == Deviation.Kind.NEVER_READ)
                .isEmpty();
        assertThat(diff.toString()).doesNotContain("canary");
    }

    @Test
    void recordsEachObjectThatItWrites() {
        GuardedContract.Applied applied =
                apply(Optional.of(Placeholders.LEAVE_TO_A_PERSON), false).orElseThrow();

        assertThat(applied.parameters()).extracting(Action::kind).contains(Action.Kind.CREATED);
        assertThat(applied.secrets())
                .extracting(TemplateApply.Outcome::action)
                .containsExactly(TemplateApply.Kind.CREATED, TemplateApply.Kind.NEEDS_PERSON);
        assertThat(desk.sink.told().getFirst()).isEqualTo("contract:apply ATTEMPT");
        assertThat(desk.sink.told().getLast()).isEqualTo("contract:apply SUCCESS");
        assertThat(desk.sink.events())
                .extracting(AuditEvent::resource)
                .contains(
                        "parameter:/demo/dev/global/size",
                        "parameter:/demo/dev/system/pool/size",
                        "secret:/demo/dev/openai")
                .doesNotContain("secret:/demo/dev/vendor");
        assertThat(desk.changes).contains("/demo/dev/global/size", "demo/dev/openai");
    }

    @Test
    void changesAndRecordsNothingInADryRun() {
        GuardedContract.Applied applied =
                apply(Optional.of(Placeholders.LEAVE_TO_A_PERSON), true).orElseThrow();

        assertThat(applied.parameters()).extracting(Action::kind).contains(Action.Kind.CREATED);
        assertThat(applied.secrets().getFirst().action()).isEqualTo(TemplateApply.Kind.CREATED);
        assertThat(desk.world.parameters.stored("/demo/dev/global/size")).isEmpty();
        assertThat(desk.world.secrets.stored("demo/dev/openai")).isEmpty();
        assertThat(desk.sink.events()).isEmpty();
        assertThat(desk.changes).isEmpty();
    }

    @Test
    void changesNothingWherePlaceholdersAreNotAllowed() {
        assertThatThrownBy(() -> apply(Optional.of(Placeholders.USE), false))
                .isInstanceOf(PlaceholdersNotAllowed.class);

        assertThat(desk.storeCalls()).isZero();
        assertThat(desk.sink.events()).isEmpty();
    }

    @Test
    void changesNothingThatCannotBeRecorded() {
        desk.sink.cutOffAfter(0);

        assertThatThrownBy(() -> apply(Optional.empty(), false)).isInstanceOf(AuditUnavailable.class);

        assertThat(desk.storeCalls()).isZero();
    }

    @Test
    void hasWhatItWroteOnRecordWhereTheNextPartFails() {
        StoreException outage = new StoreException.Unavailable("cut off", new IllegalStateException("test"));
        desk.world.secrets.failWith(outage);

        assertThatThrownBy(() -> apply(Optional.of(Placeholders.LEAVE_TO_A_PERSON), false))
                .isSameAs(outage);

        assertThat(desk.world.parameters.stored("/demo/dev/global/size")).isPresent();
        List<String> told = desk.sink.told();
        assertThat(told).contains("parameter:write SUCCESS");
        assertThat(told.getLast()).isEqualTo("contract:apply FAILURE");
        assertThat(desk.changes).contains("/demo/dev/global/size");
    }
}
