package dev.gatehouse.audit.storage.duckdb;

import static dev.gatehouse.audit.storage.duckdb.TableInFolder.BYTES;
import static dev.gatehouse.audit.storage.duckdb.TableInFolder.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.Outcome;
import dev.gatehouse.audit.query.EventFilter;
import dev.gatehouse.audit.query.EventPage;
import dev.gatehouse.audit.query.EventQuery;
import dev.gatehouse.audit.query.EventRow;
import dev.gatehouse.audit.query.IndexedEvent;
import dev.gatehouse.audit.query.Order;
import dev.gatehouse.audit.query.QueryTimedOut;
import dev.gatehouse.audit.query.TestEvent;
import dev.gatehouse.audit.query.TestFilter;
import dev.gatehouse.audit.query.TextFilter;
import dev.gatehouse.audit.query.VisibleSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbEventTableTest {
    private final Path folder;
    private TableInFolder table;

    DuckDbEventTableTest(@TempDir Path folder) {
        this.folder = folder.resolve("table");
        this.table = new TableInFolder(this.folder);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void opensNothingBeforeItIsUsed() {
        assertThat(folder).doesNotExist();
    }

    @Test
    void givesBackWhatWasAppended() {
        TestEvent event = TestEvent.at(0).resources("one", "two").outcome(Outcome.DENIED);
        table.add(event);

        List<EventRow> rows = table.rows(TestFilter.ALL, Order.NEWEST);

        assertThat(rows).containsExactly(event.row());
    }

    @Test
    void keepsRowsAndPositionOverAReopening() {
        table.addPlain(0, 5).close();

        table = new TableInFolder(folder);

        assertThat(table.table.position()).isEqualTo(5);
        assertThat(table.find(TestFilter.ALL)).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void refusesEventsThatAreNotTheNext() {
        table.addPlain(0, 2);

        assertThatThrownBy(() -> table.addPlain(1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.addPlain(3, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.add(TestEvent.at(2), TestEvent.at(4)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.add()).isInstanceOf(IllegalArgumentException.class);
        assertThat(table.table.position()).isEqualTo(2);
        assertThat(table.find(TestFilter.ALL)).containsExactly(0L, 1L);
    }

    @Test
    void ordersByTimeAndThenByTheLog() {
        Instant later = TestEvent.START.plusSeconds(100);
        table.add(
                TestEvent.at(0).time(later),
                TestEvent.at(1).time(TestEvent.START),
                TestEvent.at(2).time(later));

        List<EventRow> newest = table.rows(TestFilter.ALL, Order.NEWEST);

        assertThat(newest).extracting(EventRow::index).containsExactly(2L, 0L, 1L);
        assertThat(table.find(TestFilter.ALL)).containsExactly(1L, 0L, 2L);
    }

    @Test
    void takesTheRangesStartAndNotItsEnd() {
        Instant start = TestEvent.START.plusSeconds(10);
        table.add(
                TestEvent.at(0).time(start.minusNanos(1_000)),
                TestEvent.at(1).time(start),
                TestEvent.at(2).time(start.plusSeconds(1).minusNanos(1_000)),
                TestEvent.at(3).time(start.plusSeconds(1)));

        List<Long> found = table.find(EventFilter.between(start, start.plusSeconds(1), VisibleSources.ALL));

        assertThat(found).containsExactly(1L, 2L);
    }

    @Test
    void keepsTimesThatNoCalendarHasAtItsEnds() {
        table.add(TestEvent.at(0).time(Instant.parse("-9999-01-01T00:00:00Z")));

        List<EventRow> found = table.table.find("uid-0", VisibleSources.ALL, BYTES, PATIENCE);

        assertThat(found).extracting(EventRow::time).containsExactly(Instant.parse("0001-01-01T00:00:00Z"));
    }

    @Test
    void findsByEachProperty() {
        table.add(
                TestEvent.at(0),
                TestEvent.at(1).actor("bob"),
                TestEvent.at(2).action("iam.amazonaws.com:CreateUser"),
                TestEvent.at(3).resources("first", "arn:aws:s3:::other/x"),
                TestEvent.at(4).outcome(Outcome.DENIED),
                TestEvent.at(5).source("config-service"),
                TestEvent.at(6).classUid(3002));

        assertThat(table.find(TestFilter.actor("bob"))).containsExactly(1L);
        assertThat(table.find(TestFilter.actor("b*b"))).containsExactly(1L);
        assertThat(table.find(TestFilter.actor("bo"))).isEmpty();
        assertThat(table.find(TestFilter.action("iam.*:Create*"))).containsExactly(2L);
        assertThat(table.find(TestFilter.resource("arn:aws:s3:::other/x"))).containsExactly(3L);
        assertThat(table.find(TestFilter.resource("*:other/*"))).containsExactly(3L);
        assertThat(table.find(TestFilter.resource("fir"))).isEmpty();
        assertThat(table.find(TestFilter.outcome(Outcome.DENIED))).containsExactly(4L);
        assertThat(table.find(TestFilter.source("config-*"))).containsExactly(5L);
        assertThat(table.find(TestFilter.classUid(3002))).containsExactly(6L);
    }

    @Test
    void findsTextWhateverItsCaseInTheFormAndTheColumns() {
        table.add(
                TestEvent.at(0).ocsf("{\"note\":\"Größe 100%_done\"}"),
                TestEvent.at(1).actor("Carla"),
                TestEvent.at(2).resources("a", "Deep/Thing"));

        assertThat(table.find(TestFilter.text("GRÖSSE"))).isEmpty();
        assertThat(table.find(TestFilter.text("GRÖßE"))).containsExactly(0L);
        assertThat(table.find(TestFilter.text("100%_DONE"))).containsExactly(0L);
        assertThat(table.find(TestFilter.text("0%d"))).isEmpty();
        assertThat(table.find(TestFilter.text("100_"))).isEmpty();
        assertThat(table.find(TestFilter.text("carla"))).containsExactly(1L);
        assertThat(table.find(TestFilter.text("deep/thing"))).containsExactly(2L);
        assertThat(table.find(TestFilter.text("UID-2"))).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR 1=1 --",
                "'; DROP TABLE hot; --",
                "\" OR \"\"=\"",
                "\\' OR true --",
                "x') OR true OR ('",
                "$$ OR true $$",
                "?",
                "%",
                "_",
                ".",
                "[a-z]+",
                "(?s).+",
                "\\E.\\Q",
                "a|b",
                "^",
                "arn:aws:iam::111122223333:user/ann\u2028"
            })
    void takesWhatCallersSayAsTextOnly(String hostile) {
        table.add(TestEvent.at(0));

        assertThat(table.find(TestFilter.actor(hostile))).isEmpty();
        assertThat(table.find(TestFilter.action(hostile))).isEmpty();
        assertThat(table.find(TestFilter.resource(hostile))).isEmpty();
        assertThat(table.find(TestFilter.source(hostile))).isEmpty();
        assertThat(table.find(TestFilter.actor(hostile + "*"))).isEmpty();
        assertThat(table.find(TestFilter.resource("*" + hostile + "*"))).isEmpty();
        assertThat(table.find(TestFilter.visible(new VisibleSources(List.of(new TextFilter(hostile))))))
                .isEmpty();
        assertThat(table.table.find(hostile, VisibleSources.ALL, BYTES, PATIENCE))
                .isEmpty();
        assertThat(table.find(TestFilter.ALL)).containsExactly(0L);
    }

    @Test
    void findsHostileTextThatIsThere() {
        String hostile = "'; DROP TABLE hot; -- %_\\ .[a]$";
        table.add(TestEvent.at(0).actor(hostile).resources(hostile));

        assertThat(table.find(TestFilter.actor(hostile))).containsExactly(0L);
        assertThat(table.find(TestFilter.actor("*" + hostile.substring(1)))).containsExactly(0L);
        assertThat(table.find(TestFilter.resource("*" + hostile))).containsExactly(0L);
        assertThat(table.find(TestFilter.text(hostile))).containsExactly(0L);
    }

    @Test
    void matchesAcrossLinesAndOutsideOfAscii() {
        table.add(TestEvent.at(0).actor("ä\nöx😀"));

        assertThat(table.find(TestFilter.actor("ä*x😀"))).containsExactly(0L);
        assertThat(table.find(TestFilter.actor("ä*y😀"))).isEmpty();
    }

    @Test
    void showsVisibleSourcesOnly() {
        table.add(
                TestEvent.at(0).source("config-service"),
                TestEvent.at(1).source("cloudtrail/111122223333"),
                TestEvent.at(2).source("cloudtrail/444455556666"));
        VisibleSources two =
                new VisibleSources(List.of(new TextFilter("config-service"), new TextFilter("cloudtrail/4*")));

        assertThat(table.find(TestFilter.visible(two))).containsExactly(0L, 2L);
        assertThat(table.find(TestFilter.visible(VisibleSources.NONE))).isEmpty();
        assertThat(table.table.find("uid-1", two, BYTES, PATIENCE)).isEmpty();
        assertThat(table.table.find("uid-2", two, BYTES, PATIENCE)).hasSize(1);
        assertThat(table.table
                        .histogram(TestFilter.visible(two), Duration.ofDays(31), PATIENCE)
                        .buckets())
                .extracting(bucket -> bucket.events())
                .contains(2L)
                .doesNotContain(3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEWEST", "OLDEST"})
    void pagesThroughEverythingOnce(Order order) {
        table.addPlain(0, 25);
        EventQuery query = new EventQuery(TestFilter.ALL, order, 10, Optional.empty());

        List<EventPage> pages = table.pages(query, BYTES);

        assertThat(pages).extracting(page -> page.rows().size()).containsExactly(10, 10, 5);
        List<Long> all = LongStream.range(0, 25).boxed().toList();
        assertThat(TableInFolder.indexes(pages)).isEqualTo(order == Order.OLDEST ? all : all.reversed());
    }

    @Test
    void hasNoNextPageWhereTheLastIsFull() {
        table.addPlain(0, 10);

        EventPage page = table.page(new EventQuery(TestFilter.ALL, Order.NEWEST, 10, Optional.empty()));

        assertThat(page.rows()).hasSize(10);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void continuesWhereAPageEndedWhateverWasAdded() {
        table.addPlain(0, 6);
        EventQuery first = new EventQuery(TestFilter.ALL, Order.NEWEST, 3, Optional.empty());
        EventPage page = table.page(first);
        table.add(
                TestEvent.at(6),
                TestEvent.at(7).time(TestEvent.START.plusSeconds(3)),
                TestEvent.at(8).time(TestEvent.START.plusSeconds(1)));

        EventPage next = table.page(first.next(page.next().orElseThrow()));

        assertThat(page.rows()).extracting(EventRow::index).containsExactly(5L, 4L, 3L);
        // 7 has the time of 3 and a higher place: it sorts before the cursor. 8 sorts behind it.
        assertThat(next.rows()).extracting(EventRow::index).containsExactly(2L, 8L, 1L);
    }

    @Test
    void pagesThroughEventsOfTheSameTime() {
        table.add(LongStream.range(0, 7)
                .mapToObj(index -> TestEvent.at(index).time(TestEvent.START.plusSeconds(1)))
                .toArray(TestEvent[]::new));

        List<EventPage> pages = table.pages(new EventQuery(TestFilter.ALL, Order.NEWEST, 2, Optional.empty()), BYTES);

        assertThat(TableInFolder.indexes(pages)).containsExactly(6L, 5L, 4L, 3L, 2L, 1L, 0L);
    }

    @Test
    void doesNotStallAtAnEventThatIsTooLarge() {
        String large = "{\"a\":\"" + "x".repeat(5_000) + "\"}";
        table.add(TestEvent.at(0), TestEvent.at(1).ocsf(large), TestEvent.at(2));

        List<EventPage> pages = table.pages(new EventQuery(TestFilter.ALL, Order.OLDEST, 10, Optional.empty()), 4_096);

        List<EventRow> rows =
                pages.stream().flatMap(page -> page.rows().stream()).toList();
        assertThat(rows).extracting(EventRow::index).containsExactly(0L, 1L, 2L);
        assertThat(rows).extracting(EventRow::truncated).containsExactly(false, true, false);
        assertThat(rows.get(1).ocsfBytes()).isEqualTo(large.length());
        assertThat(table.rows(TestFilter.ALL, Order.OLDEST))
                .extracting(EventRow::truncated)
                .containsOnly(false);
    }

    @Test
    void endsAPageBeforeItHasTooManyBytes() {
        String half = "{\"a\":\"" + "x".repeat(2_000) + "\"}";
        table.add(
                TestEvent.at(0).ocsf(half),
                TestEvent.at(1).ocsf(half),
                TestEvent.at(2).ocsf(half));

        List<EventPage> pages = table.pages(new EventQuery(TestFilter.ALL, Order.OLDEST, 10, Optional.empty()), 4_500);

        assertThat(pages).extracting(page -> page.rows().size()).containsExactly(2, 1);
        assertThat(TableInFolder.indexes(pages)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void findsAnEventOfEachSourceByItsUid() {
        table.add(TestEvent.at(0), TestEvent.at(1));

        List<EventRow> found = table.table.find("uid-1", VisibleSources.ALL, BYTES, PATIENCE);

        assertThat(found).containsExactly(TestEvent.at(1).row());
        assertThat(table.table.find("uid-7", VisibleSources.ALL, BYTES, PATIENCE))
                .isEmpty();
        assertThat(table.table.find("uid-1", VisibleSources.ALL, 1, PATIENCE))
                .extracting(EventRow::truncated)
                .containsExactly(true);
    }

    @Test
    void showsErasedEventsWithoutContentToThoseWhoSeeAll() {
        table.table.append(List.of(TestEvent.at(0).erased()));

        List<EventRow> rows = table.rows(TestFilter.ALL, Order.OLDEST);

        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().erased()).isTrue();
        assertThat(rows.getFirst().truncated()).isFalse();
        assertThat(rows.getFirst().time()).isEqualTo(TestEvent.at(0).received());
        VisibleSources most = new VisibleSources(List.of(new TextFilter("c*")));
        assertThat(table.find(TestFilter.visible(most))).isEmpty();
    }

    @Test
    void leavesOfAnErasedEventWhatARebuiltTableWouldHave() {
        table.addPlain(0, 3);

        table.table.erase(List.of(1L));

        List<EventRow> erased = table.rows(TestFilter.ALL, Order.OLDEST);
        try (TableInFolder other = new TableInFolder(folder.resolveSibling("other"))) {
            other.table.append(List.of(
                    TestEvent.at(0).indexed(),
                    TestEvent.at(1).erased(),
                    TestEvent.at(2).indexed()));
            assertThat(erased).isEqualTo(other.rows(TestFilter.ALL, Order.OLDEST));
        }
    }

    @Test
    void keepsOutWhatWasErasedBeforeItCame() {
        table.addPlain(0, 1);
        table.table.erase(List.of(2L));

        table.addPlain(1, 4);

        assertThat(table.rows(TestFilter.ALL, Order.OLDEST))
                .filteredOn(EventRow::erased)
                .extracting(EventRow::index)
                .containsExactly(2L);
    }

    @Test
    void answersTheSameAfterARebuild() {
        table.addPlain(0, 50);
        List<EventRow> before = table.rows(TestFilter.ALL, Order.NEWEST);

        table.table.rebuild();

        assertThat(table.table.position()).isZero();
        assertThat(table.find(TestFilter.ALL)).isEmpty();
        table.addPlain(0, 50);
        assertThat(table.rows(TestFilter.ALL, Order.NEWEST)).isEqualTo(before);
    }

    @Test
    void stopsAtTheDeadline() {
        table.addPlain(0, 10);
        EventQuery query = new EventQuery(TestFilter.ALL, Order.NEWEST, 3, Optional.empty());

        assertThatThrownBy(() -> table.table.page(query, BYTES, Duration.ZERO)).isInstanceOf(QueryTimedOut.class);
        assertThat(table.page(query).rows()).hasSize(3);
    }

    @Test
    void cutsColumnsAtTheirLimitAndNotTheForm() {
        String longest = "x".repeat(IndexedEvent.MAX_TEXT);
        String[] many = LongStream.range(0, IndexedEvent.MAX_RESOURCES + 1)
                .mapToObj(Long::toString)
                .toArray(String[]::new);
        table.add(
                TestEvent.at(0).actor(longest),
                TestEvent.at(1).actor(longest + "y").resources(many));

        List<EventRow> rows = table.rows(TestFilter.ALL, Order.OLDEST);

        assertThat(rows).extracting(EventRow::actor).containsExactly(longest, longest);
        assertThat(rows.get(1).resources()).hasSize(IndexedEvent.MAX_RESOURCES);
        assertThat(rows.get(1).ocsf()).contains(TestEvent.at(1).ocsf());
    }

    @Test
    void keepsNoFileOpenToOthersWhenItIsClosed() throws Exception {
        table.addPlain(0, 1).close();

        Path moved = folder.resolveSibling("moved");
        Files.move(folder, moved);
        table = new TableInFolder(moved);

        assertThat(table.find(TestFilter.ALL)).containsExactly(0L);
    }
}
