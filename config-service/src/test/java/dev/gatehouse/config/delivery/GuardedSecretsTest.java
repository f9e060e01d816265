package dev.gatehouse.config.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.cache.Held;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.secret.FakeSecretStore;
import dev.gatehouse.config.secret.PutResult;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.StageResult;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedSecretsTest {
    private static final String CANARY = "canary-secret-4410";
    private static final SecretName OPENAI = new SecretName("demo/dev/openai");
    private static final SecretName FREE = new SecretName("demo/dev/free");
    private static final VersionId V1 = FakeSecretStore.version("demo/dev/free", 1);
    private static final VersionId V2 = FakeSecretStore.version("demo/dev/free", 2);
    private static final Duration RECOVERY = Duration.ofDays(7);

    private final StoreException outage = new StoreException.Unavailable("cut off", new IllegalStateException("test"));
    private final Desk desk = new Desk();
    private final GuardedSecrets secrets = desk.secrets;
    private final Caller all = FixedGrants.all().caller();

    private PutResult put(SecretName name, VersionId version, String value) {
        return secrets.put(all, name, version, SecretValue.of(value), Set.of(), GuardedSecrets.WriteMode.CREATE_OR_ADD);
    }

    private Optional<String> current(SecretName name) {
        return secrets.get(all, name, SecretSelector.CURRENT)
                .flatMap(held -> held.value().value().revealText());
    }

    static Stream<BiConsumer<GuardedSecrets, Caller>> operations() {
        return Stream.of(
                (s, c) -> s.get(c, FREE, SecretSelector.CURRENT),
                (s, c) -> s.get(c, FREE, new SecretSelector.OfVersion(V1)),
                (s, c) -> s.describe(c, FREE),
                (s, c) -> s.put(c, FREE, V1, SecretValue.of(CANARY), Set.of(), GuardedSecrets.WriteMode.CREATE_OR_ADD),
                (s, c) -> s.put(c, OPENAI, V1, SecretValue.of(CANARY), Set.of(), GuardedSecrets.WriteMode.CREATE),
                (s, c) -> s.moveStage(c, FREE, Stage.CURRENT, Optional.empty(), V1),
                (s, c) -> s.delete(c, FREE, RECOVERY),
                (s, c) -> s.restore(c, FREE));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesBeforeItLooksAnythingUp(BiConsumer<GuardedSecrets, Caller> operation) {
        desk.world.secrets.with(FREE.value(), 1, CANARY);

        assertThatThrownBy(() -> operation.accept(secrets, FixedGrants.none().caller()))
                .isInstanceOf(Forbidden.class);

        assertThat(desk.storeCalls()).isZero();
        assertThat(desk.sink.events()).hasSize(1);
        assertThat(desk.sink.events()).extracting(AuditEvent::outcome).containsOnly(AuditEvent.Outcome.DENIED);
        assertThat(desk.changes).isEmpty();
    }

    @Test
    void recordsEachReadingAlsoOfACopy() {
        desk.world.secrets.with(FREE.value(), 1, CANARY);

        assertThat(current(FREE)).contains(CANARY);
        assertThat(current(FREE)).contains(CANARY);

        assertThat(desk.world.secrets.calls()).isEqualTo(1);
        assertThat(desk.sink.told()).containsExactly("secret:read SUCCESS", "secret:read SUCCESS");
        assertThat(desk.sink.events())
                .allMatch(event -> event.version().equals(Optional.of(V1.value())))
                .allMatch(event -> event.resource().equals("secret:/demo/dev/free"));
        assertThat(desk.sink.events().toString()).doesNotContain(CANARY);
    }

    @Test
    void handsOutNothingThatCannotBeRecorded() {
        desk.world.secrets.with(FREE.value(), 1, CANARY);
        desk.sink.cutOffAfter(0);

        assertThatThrownBy(() -> current(FREE))
                .isInstanceOf(AuditUnavailable.class)
                .hasMessageNotContaining(CANARY);
        assertThatThrownBy(() -> secrets.get(all, FREE, new SecretSelector.OfVersion(V1)))
                .isInstanceOf(AuditUnavailable.class);
        assertThatThrownBy(() -> secrets.batchGet(all, List.of(FREE.value()))).isInstanceOf(AuditUnavailable.class);
    }

    @Test
    void recordsNoReadingOfWhatIsNotThere() {
        assertThat(current(FREE)).isEmpty();

        assertThat(desk.sink.events()).isEmpty();
    }

    @Test
    void servesTheCurrentVersionThroughAnOutageAndSaysSo() {
        desk.world.secrets.with(FREE.value(), 1, CANARY);
        assertThat(current(FREE)).isPresent();
        desk.world.secrets.failWith(outage);
        desk.world.clock.advance(Duration.ofHours(1));

        Optional<Held<Secret>> held = secrets.get(all, FREE, SecretSelector.CURRENT);

        assertThat(held.orElseThrow().stale()).isTrue();
        assertThat(desk.sink.told()).hasSize(2);
        assertThatThrownBy(() -> secrets.get(all, FREE, new SecretSelector.OfVersion(V1)))
                .isSameAs(outage);
    }

    @Test
    void listsOnlyWhatTheCallerMayListAndItsCursorsNameNothingElse() {
        desk.world.secrets.with("demo/dev/a", 1, "x").with("demo/dev/b", 1, "x").with("demo/dev/c", 1, "x");
        Caller caller =
                FixedGrants.only(Capabilities.LIST, "secret:/demo/dev/b").caller();

        Page<SecretMetadata> page = secrets.list(caller, "demo", Optional.empty(), 1);
        Page<SecretMetadata> nothing = secrets.list(FixedGrants.none().caller(), "demo", Optional.empty(), 1);

        assertThat(page.items()).extracting(secret -> secret.name().value()).containsExactly("demo/dev/b");
        assertThat(page.next()).isEmpty();
        assertThat(nothing).isEqualTo(new Page<>(List.of(), Optional.empty()));
        assertThat(desk.sink.events()).isEmpty();
    }

    @Test
    void describesWithoutARecordOfAReading() {
        desk.world.secrets.with(FREE.value(), 1, CANARY);

        assertThat(secrets.describe(all, FREE).orElseThrow().toString()).doesNotContain(CANARY);

        assertThat(desk.sink.events()).isEmpty();
    }

    @Test
    void tellsEachNameOfABatchItsOwnOutcomeOnce() {
        desk.world.secrets.with(FREE.value(), 1, CANARY).with("demo/dev/hidden", 1, CANARY);
        Caller caller = FixedGrants.allBut("secret:/demo/dev/hidden").caller();

        Map<String, BatchOutcome<Secret>> outcomes = secrets.batchGet(
                caller,
                List.of("demo/dev/free", "demo/dev/hidden", "demo/dev/missing", "/demo/dev/free", "demo/dev/free"));

        assertThat(outcomes.keySet())
                .containsExactly("demo/dev/free", "demo/dev/hidden", "demo/dev/missing", "/demo/dev/free");
        assertThat(outcomes.get("demo/dev/free")).isInstanceOf(BatchOutcome.Found.class);
        assertThat(outcomes.get("demo/dev/hidden")).isInstanceOf(BatchOutcome.NotPermitted.class);
        assertThat(outcomes.get("demo/dev/missing")).isInstanceOf(BatchOutcome.NotFound.class);
        assertThat(outcomes.get("/demo/dev/free")).isInstanceOf(BatchOutcome.Invalid.class);
        assertThat(desk.sink.told()).containsExactly("secret:read DENIED", "secret:read SUCCESS");
        assertThat(outcomes.toString()).doesNotContain(CANARY);
    }

    @Test
    void hidesNoSecretOfABatchBehindOneThatCannotBeRead() {
        desk.world
                .secrets
                .with(FREE.value(), 1, CANARY)
                .with("demo/dev/broken", 1, CANARY)
                .damage("demo/dev/broken", new StoreException.Corrupt("broken"));

        Map<String, BatchOutcome<Secret>> outcomes =
                secrets.batchGet(all, List.of("demo/dev/broken", FREE.value(), "demo/dev/missing"));

        assertThat(outcomes.get("demo/dev/broken")).isInstanceOf(BatchOutcome.Unreadable.class);
        assertThat(outcomes.get(FREE.value())).isInstanceOf(BatchOutcome.Found.class);
        assertThat(outcomes.get("demo/dev/missing")).isInstanceOf(BatchOutcome.NotFound.class);
        assertThat(desk.sink.events()).extracting(AuditEvent::resource).containsExactly("secret:/demo/dev/free");
    }

    @Test
    void asksTheStoreForNothingWhereNoNameOfABatchMayBeRead() {
        desk.world.secrets.with(FREE.value(), 1, CANARY);

        Map<String, BatchOutcome<Secret>> outcomes =
                secrets.batchGet(FixedGrants.none().caller(), List.of(FREE.value(), "demo/dev/missing"));

        assertThat(desk.storeCalls()).isZero();
        assertThat(outcomes.get(FREE.value())).isEqualTo(outcomes.get("demo/dev/missing"));
    }

    @Test
    void createsThenAddsBetweenTwoRecords() {
        assertThat(put(FREE, V1, CANARY)).isEqualTo(new PutResult.Written(V1));
        assertThat(current(FREE)).contains(CANARY);

        assertThat(put(FREE, V2, "other")).isEqualTo(new PutResult.Written(V2));

        assertThat(current(FREE)).contains("other");
        assertThat(desk.sink.told())
                .containsExactly(
                        "secret:write ATTEMPT",
                        "secret:write SUCCESS",
                        "secret:read SUCCESS",
                        "secret:write ATTEMPT",
                        "secret:write SUCCESS",
                        "secret:read SUCCESS");
        assertThat(desk.sink.events().get(4).version()).contains(V2.value());
        assertThat(desk.sink.events().toString()).doesNotContain(CANARY);
        assertThat(desk.changes).containsExactly(FREE.value(), FREE.value());
    }

    @Test
    void onlyCreatesWhereItIsAskedTo() {
        put(FREE, V1, CANARY);

        PutResult result = secrets.put(all, FREE, V2, SecretValue.of("x"), Set.of(), GuardedSecrets.WriteMode.CREATE);

        assertThat(result).isEqualTo(new PutResult.AlreadyExists());
        assertThat(desk.sink.events().getLast().reason()).contains("already-exists");
    }

    @Test
    void saysHowAWriteThatChangedNothingEnded() {
        put(FREE, V1, CANARY);

        assertThat(put(FREE, V1, CANARY)).isEqualTo(new PutResult.Unchanged(V1));
        assertThat(put(FREE, V1, "other")).isEqualTo(new PutResult.VersionTaken());
        assertThat(secrets.delete(all, FREE, RECOVERY)).isPresent();
        assertThat(put(FREE, V2, "other")).isEqualTo(new PutResult.Deleting());

        assertThat(desk.sink.events().stream()
                        .filter(event -> event.outcome() == AuditEvent.Outcome.FAILURE)
                        .map(event -> event.reason().orElse("")))
                .containsExactly("version-taken", "deleting");
    }

    @Test
    void seesWhatTheTemplateSaysOfASecret() {
        assertThatThrownBy(() -> put(OPENAI, V1, CANARY))
                .isInstanceOf(ContractViolated.class)
                .hasMessageNotContaining(CANARY);
        assertThatThrownBy(() -> put(OPENAI, V1, "{\"" + CANARY + "\":\"" + CANARY + "\"}"))
                .isInstanceOf(ContractViolated.class)
                .hasMessageNotContaining(CANARY);
        assertThat(desk.storeCalls()).isZero();
        assertThat(desk.sink.events()).isEmpty();

        put(OPENAI, V1, "{\"key\":\"" + CANARY + "\"}");

        assertThat(desk.world.secrets.dataClass(OPENAI.value())).contains(DataClass.SAFETY);
        put(FREE, V1, CANARY);
        assertThat(desk.world.secrets.dataClass(FREE.value())).contains(DataClass.SECRET);
    }

    @Test
    void writesNothingThatCannotBeRecorded() {
        desk.sink.cutOffAfter(0);

        assertThatThrownBy(() -> put(FREE, V1, CANARY)).isInstanceOf(AuditUnavailable.class);

        assertThat(desk.world.secrets.stored(FREE.value())).isEmpty();
    }

    @Test
    void dropsTheCopyAlsoAfterAWriteThatFailedAndMayHaveHappened() {
        put(FREE, V1, CANARY);
        assertThat(current(FREE)).contains(CANARY);
        desk.changes.clear();
        desk.world.secrets.failAfterWritingWith(outage);

        assertThatThrownBy(() -> put(FREE, V2, "other")).isSameAs(outage);

        assertThat(current(FREE)).contains("other");
        assertThat(desk.changes).containsExactly(FREE.value());
        assertThat(desk.sink.told()).contains("secret:write FAILURE");
    }

    @Test
    void movesAStage() {
        put(FREE, V1, CANARY);

        assertThat(secrets.moveStage(all, FREE, Stage.CURRENT, Optional.of(V1), V1))
                .isEqualTo(new StageResult.Moved());
        assertThat(secrets.moveStage(all, FREE, Stage.CURRENT, Optional.of(V1), V2))
                .isEqualTo(new StageResult.Conflict());
        assertThat(secrets.moveStage(all, new SecretName("demo/dev/none"), Stage.CURRENT, Optional.empty(), V2))
                .isEqualTo(new StageResult.NotFound());

        assertThat(desk.sink.told().subList(2, 8))
                .containsExactly(
                        "secret:stage ATTEMPT",
                        "secret:stage SUCCESS",
                        "secret:stage ATTEMPT",
                        "secret:stage FAILURE",
                        "secret:stage ATTEMPT",
                        "secret:stage FAILURE");
    }

    @Test
    void deletesAndRestores() {
        put(FREE, V1, CANARY);
        assertThat(current(FREE)).isPresent();

        Optional<Instant> gone = secrets.delete(all, FREE, RECOVERY);

        assertThat(gone).contains(desk.world.clock.instant().plus(RECOVERY));
        assertThat(current(FREE)).isEmpty();
        assertThat(secrets.restore(all, FREE)).isTrue();
        assertThat(current(FREE)).contains(CANARY);
        assertThat(secrets.delete(all, new SecretName("demo/dev/none"), RECOVERY))
                .isEmpty();
        assertThat(secrets.restore(all, new SecretName("demo/dev/none"))).isFalse();
        assertThat(desk.sink.told())
                .containsSubsequence(
                        "secret:delete SUCCESS",
                        "secret:restore SUCCESS",
                        "secret:delete FAILURE",
                        "secret:restore FAILURE");
    }
}
