package dev.gatehouse.config.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.cache.Held;
import dev.gatehouse.config.contract.Rule;
import dev.gatehouse.config.contract.Violation;
import dev.gatehouse.config.parameter.DeleteResult;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterKind;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.failure.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedParametersTest {
    private static final String CANARY = "canary-parameter-5561";
    private static final ParameterPath SIZE = new ParameterPath("/demo/dev/global/size");
    private static final ParameterPath PASSWORD = new ParameterPath("/demo/dev/global/password");
    private final StoreException outage = new StoreException.Unavailable("cut off", new IllegalStateException("test"));

    private final Desk desk = new Desk();
    private final GuardedParameters parameters = desk.parameters;
    private final Caller all = FixedGrants.all().caller();

    private WriteResult put(ParameterPath path, String text) {
        return parameters.put(all, path, Optional.empty(), text, Precondition.NONE);
    }

    static Stream<BiConsumer<GuardedParameters, Caller>> operations() {
        return Stream.of(
                (p, c) -> p.get(c, SIZE, Selector.LATEST),
                (p, c) -> p.get(c, SIZE, new Selector.Version(1)),
                (p, c) -> p.get(c, SIZE, new Selector.Label("stable")),
                (p, c) -> p.list(c, SIZE, true, Optional.empty(), 1),
                (p, c) -> p.history(c, SIZE, Optional.empty(), 1),
                (p, c) -> p.forCondition(c, SIZE),
                (p, c) -> p.put(c, SIZE, Optional.empty(), "9", Precondition.NONE),
                (p, c) -> p.put(c, SIZE, Optional.empty(), "no number", Precondition.NONE),
                (p, c) -> p.rollback(c, SIZE, 1, Precondition.NONE),
                (p, c) -> p.delete(c, SIZE, Precondition.NONE),
                (p, c) -> p.label(c, SIZE, 1, Set.of("stable")));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesBeforeItLooksAnythingUp(BiConsumer<GuardedParameters, Caller> operation) {
        desk.world.parameters.with(SIZE.value(), "3");

        assertThatThrownBy(() -> operation.accept(parameters, FixedGrants.none().caller()))
                .isInstanceOf(Forbidden.class);

        assertThat(desk.storeCalls()).isZero();
        assertThat(desk.sink.events()).extracting(AuditEvent::outcome).containsOnly(AuditEvent.Outcome.DENIED);
        assertThat(desk.sink.events()).hasSize(1);
        assertThat(desk.changes).isEmpty();
    }

    @Test
    void readsAPlainParameterWithoutARecord() {
        desk.world.parameters.with(SIZE.value(), "3");

        Optional<Held<Parameter>> found = parameters.get(all, SIZE, Selector.LATEST);

        assertThat(found.orElseThrow().value().value().text()).isEqualTo("3");
        assertThat(desk.sink.events()).isEmpty();
        assertThat(desk.reads.contains(SIZE)).isTrue();
    }

    @Test
    void recordsTheReadingOfASecureParameter() {
        desk.world.parameters.with(PASSWORD.value(), ParameterValue.secure(CANARY));

        assertThat(parameters.get(all, PASSWORD, new Selector.Version(1))).isPresent();

        assertThat(desk.sink.told()).containsExactly("parameter:read SUCCESS");
        assertThat(desk.sink.events().getFirst().version()).contains("1");
        assertThat(desk.sink.events().toString()).doesNotContain(CANARY);
    }

    @Test
    void handsOutNoSecureParameterThatCannotBeRecorded() {
        desk.world.parameters.with(PASSWORD.value(), ParameterValue.secure(CANARY));
        desk.sink.cutOffAfter(0);

        assertThatThrownBy(() -> parameters.get(all, PASSWORD, Selector.LATEST))
                .isInstanceOf(AuditUnavailable.class)
                .hasMessageNotContaining(CANARY);
        assertThatThrownBy(() -> parameters.batchGet(all, List.of(PASSWORD.value())))
                .isInstanceOf(AuditUnavailable.class);

        assertThat(desk.reads.contains(PASSWORD)).isFalse();
    }

    @Test
    void handsOutAndCountsWhereTheTrailIsNotRequired() {
        Desk lenient = new Desk(false);
        lenient.world.parameters.with(PASSWORD.value(), ParameterValue.secure(CANARY));
        lenient.sink.cutOffAfter(0);

        assertThat(lenient.parameters.get(all, PASSWORD, Selector.LATEST)).isPresent();

        assertThat(lenient.trail.lost()).isEqualTo(1);
    }

    @Test
    void servesTheNewestFromItsCopyAndOthersFromTheStore() {
        desk.world.parameters.with(SIZE.value(), "3");
        assertThat(parameters.get(all, SIZE, Selector.LATEST)).isPresent();
        desk.world.parameters.failWith(outage);

        assertThat(parameters.get(all, SIZE, Selector.LATEST)).isPresent();

        assertThatThrownBy(() -> parameters.get(all, SIZE, new Selector.Version(1)))
                .isSameAs(outage);
    }

    @Test
    void listsOnlyWhatTheCallerMaySeeAndShowsOnlyWhatItMayRead() {
        desk.world.with("global/size", "3").with("global/rate", "0.1").with("global/on", "true");
        desk.world.parameters.with(PASSWORD.value(), ParameterValue.secure(CANARY));
        Caller caller = FixedGrants.only(Capabilities.LIST, "parameter:/demo/dev/global")
                .caller();
        Caller reader = FixedGrants.allBut("parameter:/demo/dev/global/on").caller();

        Page<GuardedParameters.Listed> listed =
                parameters.list(caller, new ParameterPath("/demo/dev/global"), true, Optional.empty(), 10);
        Page<GuardedParameters.Listed> read =
                parameters.list(reader, new ParameterPath("/demo/dev/global"), true, Optional.empty(), 10);

        assertThat(listed.items()).hasSize(4).noneMatch(GuardedParameters.Listed::shown);
        assertThat(read.items())
                .extracting(item -> item.parameter().path().value(), GuardedParameters.Listed::shown)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("/demo/dev/global/password", false),
                        org.assertj.core.groups.Tuple.tuple("/demo/dev/global/rate", true),
                        org.assertj.core.groups.Tuple.tuple("/demo/dev/global/size", true));
        assertThat(desk.sink.events()).isEmpty();
    }

    @Test
    void listsTheReservedSubtreeForNobodyAndItsCursorsNameNoneOfIt() {
        desk.world.parameters.with("/demo/_gatehouse/tokens/abc", "t").with("/demo/dev/global/size", "3");
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<GuardedParameters.Listed> page = parameters.list(all, new ParameterPath("/demo"), true, cursor, 1);
            page.items().forEach(item -> seen.add(item.parameter().path().value()));
            cursor = page.next();
            assertThat(cursor.orElse("")).doesNotContain("_gatehouse");
        } while (cursor.isPresent());

        assertThat(seen).containsExactly("/demo/dev/global/size");
    }

    @Test
    void tellsEachNameOfABatchItsOwnOutcome() {
        desk.world.parameters.with(SIZE.value(), "3").with("/demo/dev/global/on", "true");
        desk.world.parameters.with(PASSWORD.value(), ParameterValue.secure(CANARY));
        Caller caller = FixedGrants.allBut("parameter:/demo/dev/global/on").caller();

        Map<String, BatchOutcome<Parameter>> outcomes = parameters.batchGet(
                caller,
                List.of(
                        "demo/dev/global/size",
                        "/demo/dev/global/on",
                        "/demo/dev/global/missing",
                        "/other/dev/x",
                        "/demo/../etc",
                        "/demo/dev/global/password"));

        assertThat(outcomes.keySet())
                .containsExactly(
                        "demo/dev/global/size",
                        "/demo/dev/global/on",
                        "/demo/dev/global/missing",
                        "/other/dev/x",
                        "/demo/../etc",
                        "/demo/dev/global/password");
        assertThat(outcomes.get("demo/dev/global/size")).isInstanceOf(BatchOutcome.Found.class);
        assertThat(outcomes.get("/demo/dev/global/on")).isInstanceOf(BatchOutcome.NotPermitted.class);
        assertThat(outcomes.get("/demo/dev/global/missing")).isInstanceOf(BatchOutcome.NotFound.class);
        assertThat(outcomes.get("/other/dev/x")).isInstanceOf(BatchOutcome.NotPermitted.class);
        assertThat(outcomes.get("/demo/../etc")).isInstanceOf(BatchOutcome.Invalid.class);
        assertThat(outcomes.get("/demo/dev/global/password")).isInstanceOf(BatchOutcome.Found.class);
        assertThat(desk.sink.told())
                .containsExactly("parameter:read DENIED", "parameter:read DENIED", "parameter:read SUCCESS");
        assertThat(outcomes.toString()).doesNotContain(CANARY);
    }

    @Test
    void tellsANameThatABatchHasTwiceOnceAndRecordsItOnce() {
        desk.world.parameters.with(PASSWORD.value(), ParameterValue.secure(CANARY));

        Map<String, BatchOutcome<Parameter>> outcomes = parameters.batchGet(
                all, List.of(PASSWORD.value(), "/other/x", PASSWORD.value(), "/other/x", "demo/dev/global/password"));

        assertThat(outcomes.keySet()).containsExactly(PASSWORD.value(), "/other/x", "demo/dev/global/password");
        assertThat(outcomes.get(PASSWORD.value())).isEqualTo(outcomes.get("demo/dev/global/password"));
        assertThat(desk.sink.told()).containsExactly("parameter:read DENIED", "parameter:read SUCCESS");
    }

    @Test
    void asksTheStoreForNothingWhereNoNameOfABatchMayBeRead() {
        desk.world.parameters.with(SIZE.value(), "3");

        Map<String, BatchOutcome<Parameter>> outcomes =
                parameters.batchGet(FixedGrants.none().caller(), List.of(SIZE.value(), "/demo/dev/missing", "//"));

        assertThat(desk.storeCalls()).isZero();
        assertThat(outcomes.get(SIZE.value())).isEqualTo(outcomes.get("/demo/dev/missing"));
    }

    @Test
    void writesBetweenTwoRecordsAndTellsOfTheChange() {
        WriteResult result = put(SIZE, "4");

        assertThat(result).isInstanceOf(WriteResult.Written.class);
        assertThat(desk.sink.told()).containsExactly("parameter:write ATTEMPT", "parameter:write SUCCESS");
        assertThat(desk.sink.events().getLast().version()).contains("1");
        assertThat(desk.changes).containsExactly(SIZE.value());
    }

    @Test
    void showsAWriteToTheNextReading() {
        put(SIZE, "4");
        assertThat(parameters.get(all, SIZE, Selector.LATEST)).isPresent();

        put(SIZE, "5");

        assertThat(parameters.get(all, SIZE, Selector.LATEST))
                .map(held -> held.value().value().text())
                .contains("5");
    }

    @Test
    void writesNothingThatCannotBeRecorded() {
        desk.sink.cutOffAfter(0);

        assertThatThrownBy(() -> put(SIZE, "4")).isInstanceOf(AuditUnavailable.class);

        assertThat(desk.world.parameters.stored(SIZE.value())).isEmpty();
    }

    @Test
    void dropsTheCopyAlsoAfterAWriteThatFailedAndMayHaveHappened() {
        put(SIZE, "4");
        assertThat(parameters.get(all, SIZE, Selector.LATEST)).isPresent();
        desk.changes.clear();
        desk.world.parameters.failAfterWritingWith(outage);

        assertThatThrownBy(() -> put(SIZE, "5")).isSameAs(outage);

        assertThat(parameters.get(all, SIZE, Selector.LATEST))
                .map(held -> held.value().value().text())
                .contains("5");
        assertThat(desk.changes).containsExactly(SIZE.value());
        assertThat(desk.sink.told()).endsWith("parameter:write ATTEMPT", "parameter:write FAILURE");
        assertThat(desk.sink.events().getLast().reason()).contains("error");
    }

    @Test
    void recordsAConflictAsNotDone() {
        put(SIZE, "4");

        WriteResult result = parameters.put(all, SIZE, Optional.empty(), "5", Precondition.ABSENT);

        assertThat(result).isEqualTo(new WriteResult.Conflict(OptionalLong.of(1)));
        assertThat(desk.sink.events().getLast().reason()).contains("conflict");
    }

    @Test
    void refusesWhatTheContractDoesNotAllowBeforeAnyRecordOrWrite() {
        assertThatThrownBy(() -> put(SIZE, CANARY))
                .isInstanceOf(ContractViolated.class)
                .hasMessageNotContaining(CANARY)
                .satisfies(e -> assertThat(((ContractViolated) e).violations())
                        .extracting(Violation::rule)
                        .containsExactly(Rule.WRONG_TYPE));

        assertThat(desk.world.parameters.stored(SIZE.value())).isEmpty();
        assertThat(desk.sink.events()).isEmpty();
    }

    @Test
    void refusesAReferenceThatWouldCloseACycle() {
        put(new ParameterPath("/demo/dev/global/other-key"), "key:api-key");

        assertThatThrownBy(() -> put(new ParameterPath("/demo/dev/global/api-key"), "key:other-key"))
                .isInstanceOf(ContractViolated.class)
                .hasMessageContaining("reference-cycle");
    }

    @Test
    void keepsAValueAsTheContractSaysUnlessTheCallerDoes() {
        put(PASSWORD, CANARY);
        put(new ParameterPath("/demo/dev/global/hosts"), "a,b");
        parameters.put(all, SIZE, Optional.of(ParameterKind.SECURE_STRING), "4", Precondition.NONE);

        assertThat(kind(PASSWORD.value())).isEqualTo(ParameterKind.SECURE_STRING);
        assertThat(kind("/demo/dev/global/hosts")).isEqualTo(ParameterKind.STRING_LIST);
        assertThat(kind(SIZE.value())).isEqualTo(ParameterKind.SECURE_STRING);
        assertThatThrownBy(() ->
                        parameters.put(all, PASSWORD, Optional.of(ParameterKind.STRING), CANARY, Precondition.NONE))
                .isInstanceOf(ContractViolated.class);
        assertThat(desk.sink.events().toString()).doesNotContain(CANARY);
    }

    private ParameterKind kind(String path) {
        return desk.world.parameters.stored(path).orElseThrow().value().kind();
    }

    @Test
    void rollsBackToAnOldValueAsTheNextVersion() {
        put(SIZE, "4");
        put(SIZE, "5");

        Optional<WriteResult> result = parameters.rollback(all, SIZE, 1, new Precondition.Matches(2));

        assertThat(result.orElseThrow()).isInstanceOf(WriteResult.Written.class);
        assertThat(desk.world.parameters.stored(SIZE.value()).orElseThrow().version())
                .isEqualTo(3);
        assertThat(desk.world
                        .parameters
                        .stored(SIZE.value())
                        .orElseThrow()
                        .value()
                        .text())
                .isEqualTo("4");
        assertThat(desk.sink.told()).endsWith("parameter:rollback ATTEMPT", "parameter:rollback SUCCESS");
    }

    @Test
    void rollsBackToNothingThatIsNotThereOrNoLongerAllowed() {
        desk.world.parameters.with(SIZE.value(), "99").with(SIZE.value(), "4");

        assertThat(parameters.rollback(all, SIZE, 3, Precondition.NONE)).isEmpty();
        assertThatThrownBy(() -> parameters.rollback(all, SIZE, 1, Precondition.NONE))
                .isInstanceOf(ContractViolated.class);

        assertThat(desk.sink.events()).isEmpty();
    }

    @Test
    void deletesWhatTheContractDoesNotRequire() {
        put(SIZE, "4");

        assertThat(parameters.delete(all, SIZE, new Precondition.Matches(2)))
                .isEqualTo(new DeleteResult.Conflict(OptionalLong.of(1)));
        assertThat(parameters.delete(all, SIZE, new Precondition.Matches(1))).isEqualTo(new DeleteResult.Deleted());
        assertThat(parameters.delete(all, SIZE, Precondition.NONE)).isEqualTo(new DeleteResult.NotFound());

        assertThat(desk.sink.events().stream().skip(2).map(AuditEvent::outcome))
                .containsExactly(
                        AuditEvent.Outcome.ATTEMPT,
                        AuditEvent.Outcome.FAILURE,
                        AuditEvent.Outcome.ATTEMPT,
                        AuditEvent.Outcome.SUCCESS,
                        AuditEvent.Outcome.ATTEMPT,
                        AuditEvent.Outcome.FAILURE);
        assertThat(parameters.get(all, SIZE, Selector.LATEST)).isEmpty();
        assertThatThrownBy(() ->
                        parameters.delete(all, new ParameterPath("/demo/dev/system/pool/size"), Precondition.NONE))
                .isInstanceOf(ContractViolated.class);
    }

    @Test
    void labelsAVersion() {
        put(SIZE, "4");
        put(SIZE, "5");

        assertThat(parameters.label(all, SIZE, 1, Set.of("stable"))).isTrue();
        assertThat(parameters.label(all, SIZE, 3, Set.of("stable"))).isFalse();

        assertThat(parameters.get(all, SIZE, new Selector.Label("stable")))
                .map(held -> held.value().version())
                .contains(1L);
        assertThat(desk.sink.told())
                .endsWith(
                        "parameter:label ATTEMPT",
                        "parameter:label SUCCESS",
                        "parameter:label ATTEMPT",
                        "parameter:label FAILURE");
    }

    @Test
    void comparesAConditionForWhoMayWriteOrDelete() {
        desk.world.parameters.with(SIZE.value(), "3");

        assertThat(parameters.forCondition(
                        FixedGrants.only(Capabilities.WRITE, "parameter:").caller(), SIZE))
                .isPresent();
        assertThat(parameters.forCondition(
                        FixedGrants.only(Capabilities.DELETE, "parameter:").caller(), SIZE))
                .isPresent();
        assertThatThrownBy(() -> parameters.forCondition(
                        FixedGrants.only(Capabilities.READ, "parameter:").caller(), SIZE))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void tellsTheVersionsOfAPath() {
        put(SIZE, "4");
        put(SIZE, "5");

        assertThat(parameters.history(all, SIZE, Optional.empty(), 10).items())
                .extracting(Parameter::version)
                .containsExactly(2L, 1L);
    }
}
