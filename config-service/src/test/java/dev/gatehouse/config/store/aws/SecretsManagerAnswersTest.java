package dev.gatehouse.config.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.secret.PutResult;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.StageResult;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of Secrets Manager that moto does not give. */
class SecretsManagerAnswersTest {
    private static final String GET = "secretsmanager.GetSecretValue";
    private static final String BATCH = "secretsmanager.BatchGetSecretValue";
    private static final String DESCRIBE = "secretsmanager.DescribeSecret";
    private static final String CREATE = "secretsmanager.CreateSecret";
    private static final String PUT = "secretsmanager.PutSecretValue";
    private static final String MOVE = "secretsmanager.UpdateSecretVersionStage";
    private static final String DELETE = "secretsmanager.DeleteSecret";
    private static final String LIST = "secretsmanager.ListSecrets";
    private static final String CANARY = "canary-93bd-value";
    private static final SecretName NAME = new SecretName("acme/prod/db");
    private static final SecretName OTHER = new SecretName("acme/prod/other");
    private static final VersionId V1 = new VersionId("11111111-1111-1111-1111-111111111111");
    private static final VersionId V2 = new VersionId("22222222-2222-2222-2222-222222222222");
    private static final VersionId V3 = new VersionId("33333333-3333-3333-3333-333333333333");
    private static final ResponseDefinitionBuilder ABSENT =
            Wire.error(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    private static final ResponseDefinitionBuilder REFUSED =
            Wire.error(400, "InvalidRequestException", "You can't perform this operation.");

    private final Wire wire = new Wire();
    private final SecretStore store = wire.secrets();

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void leavesOutOfABatchWhatIsAbsentOrToBeDeleted() {
        wire.answer(
                BATCH,
                Wire.ok("{\"SecretValues\":[" + value(NAME, V1) + "],\"Errors\":["
                        + failed("acme/prod/gone", "ResourceNotFoundException") + ","
                        + failed("acme/prod/deleted", "InvalidRequestException") + "]}"));

        assertThat(store.getAll(Set.of(NAME, new SecretName("acme/prod/gone"), new SecretName("acme/prod/deleted"))))
                .containsOnlyKeys(NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDeniedException, Denied",
        "DecryptionFailure, Corrupt",
        "InternalServiceError, Unavailable",
        "ThrottlingException, Unavailable",
        "Unheard, Rejected"
    })
    void failsABatchInWhichANameFailedOtherwise(String code, String kind) {
        wire.answer(
                BATCH,
                Wire.ok("{\"SecretValues\":[" + value(NAME, V1) + "],\"Errors\":[" + failed(OTHER.value(), code)
                        + "]}"));

        StoreException failure = catchThrowableOfType(StoreException.class, () -> store.getAll(Set.of(NAME, OTHER)));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(Wire.printed(failure)).contains(OTHER.value()).doesNotContain(CANARY);
    }

    @Test
    void readsABatchThatIsAnsweredInPages() {
        wire.answer(
                BATCH,
                Wire.ok("{\"SecretValues\":[" + value(NAME, V1) + "],\"Errors\":[],\"NextToken\":\"more\"}"),
                Wire.ok("{\"SecretValues\":[" + value(OTHER, V2) + "],\"Errors\":[]}"));

        assertThat(store.getAll(Set.of(NAME, OTHER))).containsOnlyKeys(NAME, OTHER);
    }

    @Test
    void asksForNamesTwentyAtATime() {
        wire.answer(BATCH, Wire.ok("{\"SecretValues\":[],\"Errors\":[]}"));
        Set<SecretName> names = IntStream.range(0, 41)
                .mapToObj(i -> new SecretName("acme/prod/" + i))
                .collect(Collectors.toSet());

        store.getAll(names);

        assertThat(wire.bodies(BATCH))
                .hasSize(3)
                .filteredOn(body -> body.split("acme/", -1).length == 21)
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"DecryptionFailure, Corrupt", "AccessDeniedException, Denied", "InternalServiceError, Unavailable"})
    void tellsWhyASecretCanNotBeRead(String code, String kind) {
        wire.answer(GET, Wire.error(code.startsWith("Internal") ? 500 : 400, code, CANARY));

        StoreException failure =
                catchThrowableOfType(StoreException.class, () -> store.get(NAME, SecretSelector.CURRENT));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(Wire.printed(failure)).doesNotContain(CANARY);
    }

    @Test
    void findsNothingWhereTheSecretIsToBeDeleted() {
        wire.answer(GET, REFUSED);
        wire.answer(DESCRIBE, Wire.ok(described(",\"DeletedDate\":1.7E9")));

        assertThat(store.get(NAME, SecretSelector.CURRENT)).isEmpty();
    }

    @Test
    void doesNotTakeAnotherRefusalForADeletion() {
        wire.answer(GET, REFUSED);
        wire.answer(DESCRIBE, Wire.ok(described("")));

        assertThatThrownBy(() -> store.get(NAME, SecretSelector.CURRENT)).isInstanceOf(StoreException.Rejected.class);
    }

    @Test
    void callsASecretWithoutAValueCorrupt() {
        wire.answer(
                GET,
                Wire.ok("{\"Name\":\"acme/prod/db\",\"VersionId\":\"" + V1
                        + "\",\"VersionStages\":[],\"CreatedDate\":1.5E9}"));

        assertThatThrownBy(() -> store.get(NAME, SecretSelector.CURRENT)).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    void sendsAWriteAgainUnderTheSameVersion() {
        wire.answer(DESCRIBE, Wire.ok(described("")));
        wire.answer(PUT, Wire.error(500, "InternalServiceError", CANARY), Wire.ok("{}"));

        PutResult result = store.put(NAME, V3, SecretValue.of(CANARY), Set.of(Stage.PENDING));

        assertThat(result).isEqualTo(new PutResult.Written(V3));
        assertThat(wire.bodies(PUT))
                .hasSize(2)
                .allSatisfy(body -> assertThat(body)
                        .contains("\"ClientRequestToken\":\"" + V3 + "\"")
                        .contains("\"VersionStages\":[\"AWSPENDING\"]"));
    }

    @Test
    void yieldsToAnotherWriterThatWasFaster() {
        wire.answer(DESCRIBE, ABSENT, Wire.ok(described("")));
        wire.answer(CREATE, Wire.error(400, "ResourceExistsException", "exists"));
        wire.answer(PUT, Wire.error(400, "ResourceExistsException", "in use"));

        assertThat(store.create(NAME, DataClass.SECRET, "", V3, SecretValue.of("x")))
                .isEqualTo(new PutResult.AlreadyExists());
        assertThat(store.put(NAME, V3, SecretValue.of("x"), Set.of())).isEqualTo(new PutResult.VersionTaken());
    }

    @Test
    void writesNothingWhereTheSecretWasDeletedMeanwhile() {
        wire.answer(DESCRIBE, Wire.ok(described("")), Wire.ok(described(",\"DeletedDate\":1.7E9")));
        wire.answer(PUT, REFUSED);

        assertThat(store.put(NAME, V3, SecretValue.of("x"), Set.of())).isEqualTo(new PutResult.Deleting());
    }

    @Test
    void tellsAConflictWhereAStageMovedMeanwhile() {
        wire.answer(DESCRIBE, Wire.ok(described("")), Wire.ok(described("").replace("AWSCURRENT", "OTHER")));
        wire.answer(MOVE, Wire.error(400, "InvalidParameterException", "not attached"));

        assertThat(store.moveStage(NAME, Stage.CURRENT, Optional.of(V1), V2)).isEqualTo(new StageResult.Conflict());
    }

    @Test
    void saysThatItMovedWhereItsOwnMoveArrivedTwice() {
        String moved = described("").replace("AWSPREVIOUS", "X").replace("AWSCURRENT", "AWSPREVIOUS");
        wire.answer(DESCRIBE, Wire.ok(described("")), Wire.ok(moved.replace("\"X\"", "\"AWSCURRENT\"")));
        wire.answer(MOVE, Wire.error(400, "InvalidParameterException", "not attached"));

        assertThat(store.moveStage(NAME, Stage.CURRENT, Optional.of(V1), V2)).isEqualTo(new StageResult.Moved());
    }

    @Test
    void tellsARefusalToMoveThatNothingExplains() {
        wire.answer(DESCRIBE, Wire.ok(described("")));
        wire.answer(MOVE, Wire.error(400, "InvalidParameterException", CANARY));

        assertThatThrownBy(() -> store.moveStage(NAME, Stage.CURRENT, Optional.of(V1), V2))
                .isInstanceOf(StoreException.Rejected.class)
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void keepsToTheDateOfAnotherDeletionThatWasFaster() {
        wire.answer(DESCRIBE, Wire.ok(described("")), Wire.ok(described(",\"DeletedDate\":1.7E9")));
        wire.answer(DELETE, REFUSED);

        assertThat(store.delete(NAME, Duration.ofDays(7)))
                .hasValueSatisfying(date -> assertThat(date.getEpochSecond()).isEqualTo(1_700_000_000));
    }

    @Test
    void listsOnAfterAnEmptyPageThatHasANextOne() {
        wire.answer(
                LIST,
                Wire.ok("{\"SecretList\":[],\"NextToken\":\"more\"}"),
                Wire.ok("{\"SecretList\":[{\"Name\":\"acme/prod/db\",\"CreatedDate\":1.5E9},"
                        + "{\"Name\":\"acme/production/db\",\"CreatedDate\":1.5E9}]}"));

        var page = store.list("acme/prod", Optional.empty(), 5);

        assertThat(page.items()).extracting(SecretMetadata::name).containsExactly(NAME);
        assertThat(page.next()).isEmpty();
    }

    private static String described(String more) {
        return "{\"Name\":\"acme/prod/db\",\"CreatedDate\":1.5E9,\"VersionIdsToStages\":{\"" + V1
                + "\":[\"AWSCURRENT\"],\"" + V2 + "\":[\"AWSPREVIOUS\"]}" + more + "}";
    }

    private static String value(SecretName name, VersionId version) {
        return "{\"Name\":\"" + name + "\",\"VersionId\":\"" + version + "\",\"VersionStages\":[\"AWSCURRENT\"],"
                + "\"SecretString\":\"" + CANARY + "\",\"CreatedDate\":1.5E9}";
    }

    private static String failed(String name, String code) {
        return "{\"SecretId\":\"" + name + "\",\"ErrorCode\":\"" + code + "\",\"Message\":\"" + CANARY + "\"}";
    }
}
