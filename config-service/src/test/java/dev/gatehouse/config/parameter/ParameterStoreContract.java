package dev.gatehouse.config.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link ParameterStore} promises. An adapter's test extends this and hands its store in.
 *
 * <p>Each test works below a path of its own, so that the suite can run against a server that others use too.
 */
public abstract class ParameterStoreContract {
    /** Below it stands everything that one test writes. */
    protected final ParameterPath root = ParameterPath.of("contract/" + UUID.randomUUID());

    /** The store under test. */
    protected abstract ParameterStore store();

    /** Whether a read tells the class that was written. A back end may know it of secure parameters only. */
    protected boolean keepsDataClass(ParameterKind kind) {
        return true;
    }

    /** Whether {@code get} fills in labels. Parameter Store tells them in a history only. */
    protected boolean readsCarryLabels() {
        return true;
    }

    /** Whether a listing is ordered over all its pages, and not only within each. */
    protected boolean ordersAcrossPages() {
        return true;
    }

    @Test
    void knowsNothingOfAPathThatWasNeverWritten() {
        assertThat(store().get(at("a"), Selector.LATEST)).isEmpty();
        assertThat(store().get(at("a"), new Selector.Version(1))).isEmpty();
        assertThat(store().get(at("a"), new Selector.Label("live"))).isEmpty();
        assertThat(store().history(at("a"), Optional.empty(), 10).items()).isEmpty();
        assertThat(store().listAll(root)).isEmpty();
    }

    @Test
    void countsVersionsUpFromOne() {
        assertThat(write("a", "one")).isEqualTo(1);
        assertThat(write("a", "two")).isEqualTo(2);
        assertThat(write("b", "other")).isEqualTo(1);
    }

    @Test
    void readsTheLatestVersionUnlessAnotherIsNamed() {
        write("a", "one");
        write("a", "two");

        assertThat(text(at("a"), Selector.LATEST)).contains("two");
        assertThat(text(at("a"), new Selector.Version(1))).contains("one");
        assertThat(text(at("a"), new Selector.Version(2))).contains("two");
        assertThat(text(at("a"), new Selector.Version(3))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ParameterKind.class)
    void keepsTheKindOfAValue(ParameterKind kind) {
        store().put(at("a"), new ParameterValue(kind, DataClass.PARAMETER, "x,y"), Precondition.NONE);

        ParameterValue read = latest("a").value();

        assertThat(read.kind()).isEqualTo(kind);
        assertThat(read.text()).isEqualTo("x,y");
    }

    @ParameterizedTest
    @EnumSource(ParameterKind.class)
    void keepsTheClassOfAValueWhereTheBackEndCan(ParameterKind kind) {
        store().put(at("a"), new ParameterValue(kind, DataClass.SAFETY, "x"), Precondition.NONE);

        Parameter read = latest("a");

        assertThat(read.value().text()).isEqualTo("x");
        if (keepsDataClass(kind)) {
            assertThat(read.value().dataClass()).isEqualTo(DataClass.SAFETY);
        }
    }

    @Test
    void keepsTextOfAnyScriptAndItsWhiteSpace() {
        String text = " größe\t日本語 🔐\nzweite Zeile '; -- \"{{}}\" ";
        write("a", text);

        assertThat(text(at("a"), Selector.LATEST)).contains(text);
    }

    @Test
    void keepsTheLongestAndTheShortestValue() {
        String longest = "x".repeat(ParameterValue.MAX_BYTES);
        write("long", longest);
        write("short", "x");

        assertThat(text(at("long"), Selector.LATEST)).contains(longest);
        assertThat(text(at("short"), Selector.LATEST)).contains("x");
        assertThatThrownBy(() -> ParameterValue.plain(longest + "x")).isInstanceOf(InvalidName.class);
        assertThatThrownBy(() -> ParameterValue.plain("")).isInstanceOf(InvalidName.class);
    }

    @Test
    void tellsPathsApartByCase() {
        write("a", "lower");
        write("A", "upper");

        assertThat(text(at("a"), Selector.LATEST)).contains("lower");
        assertThat(text(at("A"), Selector.LATEST)).contains("upper");
    }

    @Test
    void readsAnyNumberOfPathsAndLeavesOutThoseThatDoNotExist() {
        Set<ParameterPath> paths =
                IntStream.range(0, 23).mapToObj(i -> at("many/" + i)).collect(Collectors.toSet());
        paths.forEach(path -> store().put(path, ParameterValue.plain(path.value()), Precondition.NONE));
        Set<ParameterPath> asked = new HashSet<>(paths);
        asked.add(at("many/missing"));
        asked.add(at("missing"));

        var read = store().getAll(asked);

        assertThat(read.keySet()).isEqualTo(paths);
        assertThat(read).allSatisfy((path, parameter) -> {
            assertThat(parameter.path()).isEqualTo(path);
            assertThat(parameter.value().text()).isEqualTo(path.value());
        });
        assertThat(store().getAll(Set.of())).isEmpty();
    }

    @Test
    void readsTheNewestOfManyPaths() {
        write("a", "one");
        write("a", "two");

        Parameter read = store().getAll(Set.of(at("a"))).values().iterator().next();

        assertThat(read.version()).isEqualTo(2);
        assertThat(read.value().text()).isEqualTo("two");
    }

    @Test
    void listsWhatStandsBelowAPathAndNotThePathItself() {
        Stream.of("app", "app/x", "app/x/deep", "app/y").forEach(name -> write(name, name));

        assertThat(listed("app", true)).containsExactly(at("app/x"), at("app/x/deep"), at("app/y"));
        assertThat(listed("app", false)).containsExactly(at("app/x"), at("app/y"));
    }

    @Test
    void listsNothingOfPathsThatOnlyStartWithTheSameCharacters() {
        Stream.of("a_b/x", "a_b-c/x", "a_bc", "aXb/x", "A_b/x", "a_b.d").forEach(name -> write(name, name));

        assertThat(listed("a_b", true)).containsExactly(at("a_b/x"));
    }

    @Test
    void listsTheNewestVersionOfEach() {
        write("app/x", "one");
        write("app/x", "two");

        assertThat(store().listAll(at("app")))
                .singleElement()
                .satisfies(parameter -> assertThat(parameter.version()).isEqualTo(2))
                .satisfies(parameter -> assertThat(parameter.value().text()).isEqualTo("two"));
    }

    @Test
    void pagesThroughAListingInTheOrderOfPaths() {
        List<String> names = List.of("z", "b/c", "a", "b-c", "m/1", "b", "m/10", "m/2", "B", "k/l/m", "n", "o", "p");
        names.forEach(name -> write("tree/" + name, name));
        List<ParameterPath> ordered =
                names.stream().map(name -> at("tree/" + name)).sorted().toList();

        List<Page<Parameter>> pages = pages(cursor -> store().list(at("tree"), true, cursor, 3));

        assertThat(pages).allSatisfy(page -> assertThat(page.items()).hasSizeLessThanOrEqualTo(3));
        assertThat(pages).allSatisfy(page -> assertThat(paths(page)).isSorted());
        List<ParameterPath> listed =
                pages.stream().flatMap(page -> paths(page).stream()).toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(ordered);
        if (ordersAcrossPages()) {
            assertThat(listed).isEqualTo(ordered);
        }
    }

    @Test
    void pagesThroughOneLevelOfAListing() {
        IntStream.range(0, 12).forEach(i -> write("tree/" + i, "x"));
        IntStream.range(0, 12).forEach(i -> write("tree/" + i + "/below", "x"));

        List<Page<Parameter>> pages = pages(cursor -> store().list(at("tree"), false, cursor, 5));

        assertThat(pages).allSatisfy(page -> assertThat(page.items()).hasSizeLessThanOrEqualTo(5));
        assertThat(pages.stream().flatMap(page -> paths(page).stream()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 12).mapToObj(i -> at("tree/" + i)).toList());
    }

    @Test
    void listsAllWhereThePageIsAsLongAsTheListing() {
        write("tree/a", "x");
        write("tree/b", "x");

        List<Page<Parameter>> pages = pages(cursor -> store().list(at("tree"), true, cursor, 2));

        assertThat(pages.stream().flatMap(page -> paths(page).stream())).containsExactly(at("tree/a"), at("tree/b"));
    }

    @Test
    void refusesACursorThatItDidNotGive() {
        write("tree/a", "x");

        for (String cursor : List.of("", "!", "not a cursor", "AAAA", "Li4vLi4", "ÿÿ", "x".repeat(5_000))) {
            assertThatThrownBy(() -> store().list(at("tree"), true, Optional.of(cursor), 10))
                    .as("cursor '%s'", cursor)
                    .isInstanceOf(InvalidName.class);
        }
    }

    @Test
    void tellsTheHistoryNewestFirst() {
        IntStream.rangeClosed(1, 7).forEach(i -> write("a", "value " + i));

        List<Page<Parameter>> pages = pages(cursor -> store().history(at("a"), cursor, 3));

        assertThat(pages).allSatisfy(page -> assertThat(page.items()).hasSizeLessThanOrEqualTo(3));
        List<Parameter> versions =
                pages.stream().flatMap(page -> page.items().stream()).toList();
        assertThat(versions).extracting(Parameter::version).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(versions)
                .allSatisfy(version -> assertThat(version.value().text()).isEqualTo("value " + version.version()));
    }

    @Test
    void writesOverNothingOnlyWhereNothingIsThere() {
        assertThat(store().put(at("a"), ParameterValue.plain("one"), Precondition.ABSENT))
                .isInstanceOfSatisfying(
                        WriteResult.Written.class,
                        written -> assertThat(written.version()).isEqualTo(1));

        WriteResult second = store().put(at("a"), ParameterValue.plain("two"), Precondition.ABSENT);

        assertThat(second).isEqualTo(new WriteResult.Conflict(OptionalLong.of(1)));
        assertThat(latest("a").version()).isEqualTo(1);
        assertThat(text(at("a"), Selector.LATEST)).contains("one");
    }

    @Test
    void writesOnlyOverTheVersionThatTheCallerSaw() {
        write("a", "one");
        write("a", "two");

        WriteResult stale = store().put(at("a"), ParameterValue.plain("lost"), new Precondition.Matches(1));
        WriteResult ahead = store().put(at("a"), ParameterValue.plain("lost"), new Precondition.Matches(3));
        WriteResult seen = store().put(at("a"), ParameterValue.plain("three"), new Precondition.Matches(2));

        assertThat(stale).isEqualTo(new WriteResult.Conflict(OptionalLong.of(2)));
        assertThat(ahead).isEqualTo(new WriteResult.Conflict(OptionalLong.of(2)));
        assertThat(seen)
                .isInstanceOfSatisfying(
                        WriteResult.Written.class,
                        written -> assertThat(written.version()).isEqualTo(3));
        assertThat(text(at("a"), Selector.LATEST)).contains("three");
    }

    @Test
    void writesNothingWhereAVersionIsExpectedAndNoneIsThere() {
        WriteResult result = store().put(at("a"), ParameterValue.plain("x"), new Precondition.Matches(1));

        assertThat(result).isEqualTo(new WriteResult.Conflict(OptionalLong.empty()));
        assertThat(store().get(at("a"), Selector.LATEST)).isEmpty();
    }

    @Test
    void letsAtMostOneOfRacingWritersWin() throws Exception {
        write("a", "one");

        List<WriteResult> overVersion = race("a", new Precondition.Matches(1));
        List<WriteResult> overNothing = race("b", Precondition.ABSENT);

        assertThat(overVersion)
                .filteredOn(WriteResult.Written.class::isInstance)
                .hasSizeLessThanOrEqualTo(1);
        assertThat(overNothing)
                .filteredOn(WriteResult.Written.class::isInstance)
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void givesEachOfManyWritersAVersionOfItsOwn() throws Exception {
        List<WriteResult> results = race("a", Precondition.NONE);

        assertThat(results.stream().map(result -> ((WriteResult.Written) result).version()))
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @Test
    void deletesAPathWithAllItsVersionsAndLabels() {
        write("a", "one");
        write("a", "two");
        write("a/below", "stays");
        store().label(at("a"), 1, Set.of("live"));

        DeleteResult result = store().delete(at("a"), Precondition.NONE);

        assertThat(result).isEqualTo(new DeleteResult.Deleted());
        assertThat(store().get(at("a"), Selector.LATEST)).isEmpty();
        assertThat(store().get(at("a"), new Selector.Version(1))).isEmpty();
        assertThat(store().get(at("a"), new Selector.Label("live"))).isEmpty();
        assertThat(store().history(at("a"), Optional.empty(), 10).items()).isEmpty();
        assertThat(store().listAll(root)).extracting(Parameter::path).containsExactly(at("a/below"));
    }

    @Test
    void startsAnewWhereADeletedPathIsWritten() {
        write("a", "one");
        write("a", "two");
        store().label(at("a"), 1, Set.of("live"));
        store().delete(at("a"), Precondition.NONE);

        assertThat(store().put(at("a"), ParameterValue.plain("new"), Precondition.ABSENT))
                .isInstanceOfSatisfying(
                        WriteResult.Written.class,
                        written -> assertThat(written.version()).isEqualTo(1));
        assertThat(store().get(at("a"), new Selector.Label("live"))).isEmpty();
        assertThat(store().get(at("a"), new Selector.Version(2))).isEmpty();
    }

    @Test
    void deletesOnlyTheVersionThatTheCallerSaw() {
        write("a", "one");
        write("a", "two");

        assertThat(store().delete(at("a"), new Precondition.Matches(1)))
                .isEqualTo(new DeleteResult.Conflict(OptionalLong.of(2)));
        assertThat(text(at("a"), Selector.LATEST)).contains("two");
        assertThat(store().delete(at("a"), new Precondition.Matches(2))).isEqualTo(new DeleteResult.Deleted());
        assertThat(store().get(at("a"), Selector.LATEST)).isEmpty();
    }

    @Test
    void findsNothingToDeleteWhereNothingIs() {
        assertThat(store().delete(at("a"), Precondition.NONE)).isEqualTo(new DeleteResult.NotFound());
        assertThat(store().delete(at("a"), new Precondition.Matches(1))).isEqualTo(new DeleteResult.NotFound());
    }

    @Test
    void readsTheVersionThatALabelPointsAt() {
        write("a", "one");
        write("a", "two");

        boolean labelled = store().label(at("a"), 1, Set.of("live", "second-choice"));

        assertThat(labelled).isTrue();
        assertThat(text(at("a"), new Selector.Label("live"))).contains("one");
        assertThat(text(at("a"), new Selector.Label("second-choice"))).contains("one");
        assertThat(text(at("a"), new Selector.Label("other"))).isEmpty();
        assertThat(labelsByVersion("a")).isEqualTo(List.of(Set.of(), Set.of("live", "second-choice")));
        if (readsCarryLabels()) {
            assertThat(store().get(at("a"), new Selector.Version(1))
                            .orElseThrow()
                            .labels())
                    .containsExactlyInAnyOrder("live", "second-choice");
            assertThat(latest("a").labels()).isEmpty();
        }
    }

    @Test
    void movesALabelThatPointedElsewhere() {
        write("a", "one");
        write("a", "two");
        store().label(at("a"), 1, Set.of("live", "stays"));

        store().label(at("a"), 2, Set.of("live"));

        assertThat(text(at("a"), new Selector.Label("live"))).contains("two");
        assertThat(labelsByVersion("a")).isEqualTo(List.of(Set.of("live"), Set.of("stays")));
    }

    @Test
    void leavesLabelsWhereTheyAreWhenAVersionIsWritten() {
        write("a", "one");
        store().label(at("a"), 1, Set.of("live"));

        write("a", "two");

        assertThat(text(at("a"), new Selector.Label("live"))).contains("one");
    }

    @Test
    void labelsNothingWhereTheVersionDoesNotExist() {
        write("a", "one");
        store().label(at("a"), 1, Set.of("live"));

        assertThat(store().label(at("a"), 2, Set.of("live"))).isFalse();
        assertThat(store().label(at("b"), 1, Set.of("live"))).isFalse();
        assertThat(text(at("a"), new Selector.Label("live"))).contains("one");
    }

    @Test
    void carriesTenLabelsOnAVersionAndNoMore() {
        write("a", "one");
        write("a", "two");
        store().label(at("a"), 2, Set.of("eleventh"));
        Set<String> ten = IntStream.range(0, Labels.MAX_PER_VERSION)
                .mapToObj(i -> "l" + i)
                .collect(Collectors.toSet());

        assertThat(store().label(at("a"), 1, ten)).isTrue();
        assertThat(store().label(at("a"), 1, Set.of("l3")))
                .as("one that it has")
                .isTrue();
        assertThatThrownBy(() -> store().label(at("a"), 1, Set.of("eleventh")))
                .isInstanceOf(StoreException.Rejected.class);

        assertThat(labelsByVersion("a")).isEqualTo(List.of(Set.of("eleventh"), ten));
    }

    @Test
    void refusesElevenLabelsAtOnce() {
        write("a", "one");
        Set<String> eleven = IntStream.range(0, 11).mapToObj(i -> "l" + i).collect(Collectors.toSet());

        assertThatThrownBy(() -> store().label(at("a"), 1, eleven)).isInstanceOf(StoreException.Rejected.class);

        assertThat(labelsByVersion("a")).isEqualTo(List.of(Set.of()));
    }

    /** A path below this test's root. */
    protected final ParameterPath at(String relative) {
        return root.resolve(relative);
    }

    /** Writes a plain text and returns its version. */
    protected final long write(String relative, String text) {
        WriteResult result = store().put(at(relative), ParameterValue.plain(text), Precondition.NONE);
        return ((WriteResult.Written) result).version();
    }

    /** The newest version, which must be there. */
    protected final Parameter latest(String relative) {
        return store().get(at(relative), Selector.LATEST).orElseThrow();
    }

    /** What four writers were told who wrote the same path at the same moment. */
    protected final List<WriteResult> race(String relative, Precondition precondition) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<WriteResult>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ParameterValue value = ParameterValue.plain("writer " + i);
                Callable<WriteResult> writer = () -> {
                    start.await();
                    return store().put(at(relative), value, precondition);
                };
                results.add(threads.submit(writer));
            }
            start.countDown();
            List<WriteResult> told = new ArrayList<>();
            for (Future<WriteResult> result : results) {
                told.add(result.get());
            }
            return told;
        }
    }

    private Optional<String> text(ParameterPath path, Selector selector) {
        return store().get(path, selector).map(parameter -> parameter.value().text());
    }

    private List<Set<String>> labelsByVersion(String relative) {
        return Paging.all(cursor -> store().history(at(relative), cursor, 50)).stream()
                .map(version -> Set.copyOf(version.labels()))
                .toList();
    }

    private List<ParameterPath> listed(String relative, boolean recursive) {
        return Paging.all(cursor -> store().list(at(relative), recursive, cursor, 100)).stream()
                .map(Parameter::path)
                .toList();
    }

    private static List<ParameterPath> paths(Page<Parameter> page) {
        return page.items().stream().map(Parameter::path).toList();
    }

    /** Every page of a listing; fails where the listing does not end. */
    protected static <T> List<Page<T>> pages(Function<Optional<String>, Page<T>> listing) {
        List<Page<T>> pages = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<T> page = listing.apply(cursor);
            pages.add(page);
            cursor = page.next();
            assertThat(pages).as("pages of a short listing").hasSizeLessThan(100);
        } while (cursor.isPresent());
        return pages;
    }
}
