package dev.gatehouse.config.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.parameter.Paging;
import dev.gatehouse.service.failure.InvalidName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link SecretStore} promises. An adapter's test extends this and hands its store in.
 *
 * <p>Each test works below a name of its own, so that the suite can run against a server that others use too.
 */
public abstract class SecretStoreContract {
    private static final Stage CANARY = new Stage("team-canary");

    /** Before each name that one test writes. */
    protected final String root = "contract/" + UUID.randomUUID();

    protected final SecretName name = at("one");
    protected final VersionId v1 = version();
    protected final VersionId v2 = version();
    protected final VersionId v3 = version();

    /** The store under test. */
    protected abstract SecretStore store();

    /**
     * Whether a read by stage sees that {@code moveStage} moved it. Secrets Manager does within seconds; moto 5.2.1
     * goes on returning the version that {@code AWSCURRENT} pointed at when it was last put. Metadata are right there.
     */
    protected boolean readsFollowMovedStages() {
        return true;
    }

    /** Whether metadata tell the class that the secret was created with. */
    protected boolean keepsDataClass() {
        return true;
    }

    @Test
    void knowsNothingOfASecretThatWasNeverCreated() {
        assertThat(store().get(name, SecretSelector.CURRENT)).isEmpty();
        assertThat(store().get(name, new SecretSelector.OfVersion(v1))).isEmpty();
        assertThat(store().describe(name)).isEmpty();
        assertThat(store().put(name, v1, SecretValue.of("x"), Set.of())).isEqualTo(new PutResult.NotFound());
        assertThat(store().moveStage(name, Stage.CURRENT, Optional.empty(), v1)).isEqualTo(new StageResult.NotFound());
        assertThat(store().delete(name, Duration.ofDays(7))).isEmpty();
        assertThat(store().restore(name)).isFalse();
    }

    @Test
    void createsASecretWhoseFirstVersionIsCurrent() {
        PutResult result = store().create(name, DataClass.SECRET, "what it is for", v1, SecretValue.of("one"));

        assertThat(result).isEqualTo(new PutResult.Written(v1));
        Secret read = store().get(name, SecretSelector.CURRENT).orElseThrow();
        assertThat(read.name()).isEqualTo(name);
        assertThat(read.version()).isEqualTo(v1);
        assertThat(read.stages()).containsExactly(Stage.CURRENT);
        assertThat(read.value().revealText()).contains("one");
        assertThat(stages()).isEqualTo(Map.of(v1, Set.of(Stage.CURRENT)));
    }

    @ParameterizedTest
    @EnumSource(DataClass.class)
    void describesASecret(DataClass dataClass) {
        store().create(name, dataClass, "größe & zweck", v1, SecretValue.of("one"));

        SecretMetadata metadata = store().describe(name).orElseThrow();

        assertThat(metadata.name()).isEqualTo(name);
        assertThat(metadata.description()).isEqualTo("größe & zweck");
        assertThat(metadata.changedAt()).isAfterOrEqualTo(metadata.createdAt());
        assertThat(metadata.deletesAt()).isEmpty();
        if (keepsDataClass()) {
            assertThat(metadata.dataClass()).isEqualTo(dataClass);
        }
    }

    @Test
    void createsASecretOnce() {
        create(name, v1, "one");

        assertThat(store().create(name, DataClass.SECRET, "", v2, SecretValue.of("two")))
                .isEqualTo(new PutResult.AlreadyExists());
        assertThat(store().create(name, DataClass.SECRET, "", v1, SecretValue.of("two")))
                .isEqualTo(new PutResult.AlreadyExists());
        assertThat(text(SecretSelector.CURRENT)).contains("one");
        assertThat(text(v2)).isEmpty();
    }

    @Test
    void saysThatNothingChangedWhereACreationIsSentTwice() {
        create(name, v1, "one");

        assertThat(store().create(name, DataClass.SECRET, "", v1, SecretValue.of("one")))
                .isEqualTo(new PutResult.Unchanged(v1));
    }

    @Test
    void movesCurrentAndPreviousToTheVersionsOfAPut() {
        create(name, v1, "one");

        assertThat(store().put(name, v2, SecretValue.of("two"), Set.of())).isEqualTo(new PutResult.Written(v2));
        assertThat(stages()).isEqualTo(Map.of(v2, Set.of(Stage.CURRENT), v1, Set.of(Stage.PREVIOUS)));
        assertThat(text(SecretSelector.CURRENT)).contains("two");
        assertThat(text(new SecretSelector.AtStage(Stage.PREVIOUS))).contains("one");
    }

    @Test
    void movesPreviousAlongWithCurrent() {
        create(name, v1, "one");
        store().put(name, v2, SecretValue.of("two"), Set.of(Stage.CURRENT));

        store().put(name, v3, SecretValue.of("three"), Set.of(Stage.CURRENT));

        assertThat(stages()).containsEntry(v3, Set.of(Stage.CURRENT)).containsEntry(v2, Set.of(Stage.PREVIOUS));
        assertThat(stages().getOrDefault(v1, Set.of())).isEmpty();
    }

    @Test
    void saysThatNothingChangedWhereAPutIsSentTwice() {
        create(name, v1, "one");
        store().put(name, v2, SecretValue.of("two"), Set.of());

        assertThat(store().put(name, v2, SecretValue.of("two"), Set.of())).isEqualTo(new PutResult.Unchanged(v2));
        assertThat(store().put(name, v1, SecretValue.of("one"), Set.of())).isEqualTo(new PutResult.Unchanged(v1));
        assertThat(stages()).isEqualTo(Map.of(v2, Set.of(Stage.CURRENT), v1, Set.of(Stage.PREVIOUS)));
    }

    @Test
    void neverWritesAnotherValueUnderAVersionThatIsTaken() {
        create(name, v1, "one");

        PutResult result = store().put(name, v1, SecretValue.of("other"), Set.of());

        assertThat(result).isEqualTo(new PutResult.VersionTaken());
        assertThat(text(v1)).contains("one");
    }

    @Test
    void tellsATextFromTheSameTextWithMoreBehindIt() {
        create(name, v1, "one");

        assertThat(store().put(name, v1, SecretValue.of("one\0"), Set.of())).isEqualTo(new PutResult.VersionTaken());
    }

    @Test
    void leavesCurrentAloneWhereAVersionIsPending() {
        create(name, v1, "one");

        PutResult result = store().put(name, v2, SecretValue.of("two"), Set.of(Stage.PENDING));

        assertThat(result).isEqualTo(new PutResult.Written(v2));
        assertThat(text(SecretSelector.CURRENT)).contains("one");
        assertThat(text(new SecretSelector.AtStage(Stage.PENDING))).contains("two");
        assertThat(text(v2)).contains("two");
        assertThat(stages()).isEqualTo(Map.of(v1, Set.of(Stage.CURRENT), v2, Set.of(Stage.PENDING)));
    }

    @Test
    void movesAStageOfTheCallersOwnWithAPut() {
        create(name, v1, "one");
        store().put(name, v2, SecretValue.of("two"), Set.of(Stage.PENDING, CANARY));

        store().put(name, v3, SecretValue.of("three"), Set.of(CANARY));

        assertThat(stages())
                .isEqualTo(Map.of(v1, Set.of(Stage.CURRENT), v2, Set.of(Stage.PENDING), v3, Set.of(CANARY)));
        assertThat(text(new SecretSelector.AtStage(CANARY))).contains("three");
    }

    @Test
    void promotesAPendingVersion() {
        create(name, v1, "one");
        store().put(name, v2, SecretValue.of("two"), Set.of(Stage.PENDING));

        StageResult result = store().moveStage(name, Stage.CURRENT, Optional.of(v1), v2);

        assertThat(result).isEqualTo(new StageResult.Moved());
        assertThat(stages()).isEqualTo(Map.of(v1, Set.of(Stage.PREVIOUS), v2, Set.of(Stage.CURRENT, Stage.PENDING)));
        assertThat(text(v2)).contains("two");
        if (readsFollowMovedStages()) {
            assertThat(text(SecretSelector.CURRENT)).contains("two");
            assertThat(text(new SecretSelector.AtStage(Stage.PREVIOUS))).contains("one");
        }
    }

    @Test
    void goesBackToThePreviousVersion() {
        create(name, v1, "one");
        store().put(name, v2, SecretValue.of("two"), Set.of());

        store().moveStage(name, Stage.CURRENT, Optional.of(v2), v1);

        assertThat(stages()).isEqualTo(Map.of(v1, Set.of(Stage.CURRENT), v2, Set.of(Stage.PREVIOUS)));
    }

    @Test
    void movesAStageThatPointedAtNothing() {
        create(name, v1, "one");

        assertThat(store().moveStage(name, CANARY, Optional.empty(), v1)).isEqualTo(new StageResult.Moved());
        assertThat(stages()).isEqualTo(Map.of(v1, Set.of(Stage.CURRENT, CANARY)));
    }

    @Test
    void saysThatItMovedWhereAMoveIsSentTwice() {
        create(name, v1, "one");
        store().put(name, v2, SecretValue.of("two"), Set.of(Stage.PENDING));
        store().moveStage(name, Stage.CURRENT, Optional.of(v1), v2);

        assertThat(store().moveStage(name, Stage.CURRENT, Optional.of(v1), v2)).isEqualTo(new StageResult.Moved());
        assertThat(stages()).containsEntry(v1, Set.of(Stage.PREVIOUS));
    }

    @Test
    void removesAStageThatAVersionHas() {
        create(name, v1, "one");
        store().put(name, v2, SecretValue.of("two"), Set.of());

        StageResult result = store().removeStage(name, Stage.PREVIOUS, v1);

        assertThat(result).isEqualTo(new StageResult.Moved());
        assertThat(stages().getOrDefault(v1, Set.of())).isEmpty();
        assertThat(stages()).containsEntry(v2, Set.of(Stage.CURRENT));
        assertThat(store().get(name, new SecretSelector.AtStage(Stage.PREVIOUS)))
                .isEmpty();
    }

    @Test
    void hasNothingToRemoveWhereTheStageIsElsewhere() {
        create(name, v1, "one");
        store().put(name, v2, SecretValue.of("two"), Set.of());
        Map<VersionId, Set<Stage>> before = stages();

        assertThat(store().removeStage(name, Stage.PREVIOUS, v2)).isEqualTo(new StageResult.Moved());
        assertThat(store().removeStage(name, CANARY, v1)).isEqualTo(new StageResult.Moved());
        assertThat(stages()).isEqualTo(before);
    }

    @Test
    void removesNoStageOfASecretThatIsNotThere() {
        assertThat(store().removeStage(name, Stage.PENDING, v1)).isEqualTo(new StageResult.NotFound());
    }

    @Test
    void neverRemovesCurrent() {
        create(name, v1, "one");

        assertThatThrownBy(() -> store().removeStage(name, Stage.CURRENT, v1)).isInstanceOf(InvalidName.class);
    }

    @Test
    void movesNoStageThatPointsElsewhereThanTheCallerSaid() {
        create(name, v1, "one");
        store().put(name, v2, SecretValue.of("two"), Set.of());
        store().put(name, v3, SecretValue.of("three"), Set.of(Stage.PENDING));
        Map<VersionId, Set<Stage>> before = stages();

        assertThat(store().moveStage(name, Stage.CURRENT, Optional.of(v1), v3)).isEqualTo(new StageResult.Conflict());
        assertThat(store().moveStage(name, Stage.CURRENT, Optional.empty(), v3)).isEqualTo(new StageResult.Conflict());
        assertThat(store().moveStage(name, CANARY, Optional.of(v1), v3)).isEqualTo(new StageResult.Conflict());
        assertThat(stages()).isEqualTo(before);
    }

    @Test
    void movesNoStageToAVersionThatDoesNotExist() {
        create(name, v1, "one");

        StageResult result = store().moveStage(name, Stage.CURRENT, Optional.of(v1), v2);

        assertThat(result).isEqualTo(new StageResult.NotFound());
        assertThat(stages()).isEqualTo(Map.of(v1, Set.of(Stage.CURRENT)));
    }

    @Test
    void findsNoVersionOrStageThatDoesNotExist() {
        create(name, v1, "one");

        assertThat(text(v2)).isEmpty();
        assertThat(text(new SecretSelector.AtStage(Stage.PENDING))).isEmpty();
        assertThat(text(new SecretSelector.AtStage(Stage.PREVIOUS))).isEmpty();
    }

    @Test
    void keepsBytesThatAreNoText() {
        byte[] bytes = new byte[256];
        IntStream.range(0, 256).forEach(i -> bytes[i] = (byte) i);
        store().create(name, DataClass.SECRET, "", v1, SecretValue.of(bytes));
        store().put(name, v2, SecretValue.of(bytes), Set.of(Stage.PENDING));

        assertThat(reveal(v1)).isEqualTo(bytes);
        assertThat(reveal(v2)).isEqualTo(bytes);
        assertThat(store().put(name, v2, SecretValue.of(bytes), Set.of(Stage.PENDING)))
                .isEqualTo(new PutResult.Unchanged(v2));
    }

    @Test
    void keepsTextOfAnyScript() {
        String text = " {\"größe\": \"日本語 🔐\"}\n";
        create(name, v1, text);

        assertThat(text(v1)).contains(text);
    }

    @Test
    void keepsTheLongestAndTheShortestValue() {
        String longest = "x".repeat(SecretValue.MAX_BYTES);
        create(name, v1, longest);
        store().put(name, v2, SecretValue.of("x"), Set.of());

        assertThat(reveal(v1)).isEqualTo(longest.getBytes(StandardCharsets.UTF_8));
        assertThat(text(v2)).contains("x");
        assertThatThrownBy(() -> SecretValue.of(longest + "x")).isInstanceOf(InvalidName.class);
        assertThatThrownBy(() -> SecretValue.of("")).isInstanceOf(InvalidName.class);
    }

    @Test
    void readsAnyNumberOfNamesAndLeavesOutThoseThatAreNotThere() {
        Set<SecretName> names =
                IntStream.range(0, 23).mapToObj(i -> at("many/" + i)).collect(Collectors.toSet());
        names.forEach(each -> create(each, version(), each.value()));
        create(name, v1, "deleted");
        store().delete(name, Duration.ofDays(7));
        Set<SecretName> asked = new HashSet<>(names);
        asked.add(name);
        asked.add(at("missing"));

        Map<SecretName, Secret> read = store().getAll(asked);

        assertThat(read.keySet()).isEqualTo(names);
        assertThat(read).allSatisfy((each, secret) -> {
            assertThat(secret.name()).isEqualTo(each);
            assertThat(secret.stages()).contains(Stage.CURRENT);
            assertThat(secret.value().revealText()).contains(each.value());
        });
        assertThat(store().getAll(Set.of())).isEmpty();
    }

    @Test
    void readsTheCurrentVersionOfManyNames() {
        create(name, v1, "one");
        store().put(name, v2, SecretValue.of("two"), Set.of());
        store().put(name, v3, SecretValue.of("three"), Set.of(Stage.PENDING));

        assertThat(store().getAll(Set.of(name)).values()).singleElement().satisfies(secret -> {
            assertThat(secret.version()).isEqualTo(v2);
            assertThat(secret.value().revealText()).contains("two");
        });
    }

    @Test
    void readsOfManyNamesTheVersionThatCurrentWasMovedTo() {
        create(name, v1, "one");
        store().put(name, v2, SecretValue.of("two"), Set.of(Stage.PENDING));
        store().moveStage(name, Stage.CURRENT, Optional.of(v1), v2);

        assertThat(store().getAll(Set.of(name)).values())
                .singleElement()
                .satisfies(secret -> assertThat(secret.version()).isEqualTo(v2));
    }

    @Test
    void listsTheSecretsBelowAPrefixAndNoOthers() {
        Stream.of("app", "app/x", "app/x/deep", "app/y", "application/z", "App/x", "ap_/x")
                .forEach(each -> create(at(each), version(), "x"));

        assertThat(listed(root + "/app")).containsExactlyInAnyOrder(at("app/x"), at("app/x/deep"), at("app/y"));
        assertThat(listed(root + "/ap_")).containsExactly(at("ap_/x"));
    }

    @Test
    void pagesThroughAListing() {
        List<SecretName> names =
                IntStream.range(0, 13).mapToObj(i -> at("tree/" + i)).toList();
        names.forEach(each -> create(each, version(), "x"));

        List<SecretMetadata> items = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<SecretMetadata> page = store().list(root + "/tree", cursor, 5);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(5);
            items.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(items).extracting(SecretMetadata::name).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void listsVersionsAndStages() {
        store().create(name, DataClass.SECRET, "what it is for", v1, SecretValue.of("one"));
        store().put(name, v2, SecretValue.of("two"), Set.of());

        assertThat(all(root)).singleElement().satisfies(metadata -> {
            assertThat(metadata.description()).isEqualTo("what it is for");
            assertThat(metadata.versions()).isEqualTo(Map.of(v2, Set.of(Stage.CURRENT), v1, Set.of(Stage.PREVIOUS)));
        });
    }

    @Test
    void hidesASecretThatIsToBeDeletedAndListsItWithItsDate() {
        create(name, v1, "one");

        Optional<Instant> date = store().delete(name, Duration.ofDays(7));

        assertThat(date).isPresent();
        assertThat(text(SecretSelector.CURRENT)).isEmpty();
        assertThat(text(v1)).isEmpty();
        assertThat(store().describe(name).orElseThrow().deletesAt()).isPresent();
        assertThat(all(root))
                .singleElement()
                .satisfies(metadata -> assertThat(metadata.deletesAt()).isPresent());
    }

    @Test
    void changesNothingOfASecretThatIsToBeDeleted() {
        create(name, v1, "one");
        store().delete(name, Duration.ofDays(7));

        assertThat(store().put(name, v2, SecretValue.of("two"), Set.of())).isEqualTo(new PutResult.Deleting());
        assertThat(store().create(name, DataClass.SECRET, "", v2, SecretValue.of("two")))
                .isEqualTo(new PutResult.Deleting());
        assertThat(store().moveStage(name, CANARY, Optional.empty(), v1)).isEqualTo(new StageResult.NotFound());
    }

    @Test
    void keepsTheDateWhereADeletionIsSentTwice() {
        create(name, v1, "one");
        store().delete(name, Duration.ofDays(7));
        Instant date = store().describe(name).orElseThrow().deletesAt().orElseThrow();

        Optional<Instant> second = store().delete(name, Duration.ofDays(30));

        assertThat(second).contains(date);
    }

    @Test
    void restoresASecretAsItWas() {
        create(name, v1, "one");
        store().put(name, v2, SecretValue.of("two"), Set.of());
        Map<VersionId, Set<Stage>> before = stages();
        store().delete(name, Duration.ofDays(30));

        assertThat(store().restore(name)).isTrue();
        assertThat(store().restore(name)).as("once more").isTrue();
        assertThat(text(SecretSelector.CURRENT)).contains("two");
        assertThat(stages()).isEqualTo(before);
        assertThat(store().describe(name).orElseThrow().deletesAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, SecretStore.MIN_RECOVERY_DAYS - 1, SecretStore.MAX_RECOVERY_DAYS + 1})
    void refusesATimeForRecoveryOutsideItsBounds(int days) {
        create(name, v1, "one");

        assertThatThrownBy(() -> store().delete(name, Duration.ofDays(days))).isInstanceOf(InvalidName.class);

        assertThat(text(SecretSelector.CURRENT)).contains("one");
    }

    /** A name below this test's root. */
    protected final SecretName at(String relative) {
        return new SecretName(root + "/" + relative);
    }

    /** A version id that no one else has. */
    protected static VersionId version() {
        return new VersionId(UUID.randomUUID().toString());
    }

    /** Creates a secret with a text. */
    protected final void create(SecretName of, VersionId version, String text) {
        PutResult result = store().create(of, DataClass.SECRET, "", version, SecretValue.of(text));
        assertThat(result).isEqualTo(new PutResult.Written(version));
    }

    /** The versions that a stage points at, by metadata. */
    protected final Map<VersionId, Set<Stage>> stages() {
        return store().describe(name).orElseThrow().versions().entrySet().stream()
                .filter(version -> !version.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Optional<String> text(VersionId version) {
        return text(new SecretSelector.OfVersion(version));
    }

    private Optional<String> text(SecretSelector selector) {
        return store().get(name, selector).flatMap(secret -> secret.value().revealText());
    }

    private byte[] reveal(VersionId version) {
        return store().get(name, new SecretSelector.OfVersion(version))
                .orElseThrow()
                .value()
                .reveal();
    }

    private List<SecretMetadata> all(String prefix) {
        return Paging.all(cursor -> store().list(prefix, cursor, 100));
    }

    private List<SecretName> listed(String prefix) {
        return all(prefix).stream().map(SecretMetadata::name).toList();
    }
}
