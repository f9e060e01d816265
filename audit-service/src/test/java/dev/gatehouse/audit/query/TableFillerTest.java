package dev.gatehouse.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TableFillerTest {
    private static final FillerLimits LIMITS =
            new FillerLimits(10, 1 << 20, Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofMillis(350));

    private final FakeLog log = new FakeLog();
    private final FakeTable table = new FakeTable();
    private final List<String> heard = new ArrayList<>();
    private final List<Long> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private Normalizer normalizer = TableFillerTest::normalize;
    private final TableFiller filler = new TableFiller(
            log, event -> normalizer.normalize(event), table, LIMITS, listener(), () -> now, pauses::add);

    @Test
    void appendsWhatTheLogHas() throws InterruptedException {
        log.add(3).addErased().add(1);

        filler.step();

        assertThat(table.rows).extracting(IndexedEvent::index).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(table.rows)
                .extracting(row -> row.content().isPresent())
                .containsExactly(true, true, true, false, true);
        assertThat(heard).containsExactly("appended 5, waiting 0");
    }

    @Test
    void appendsNothingWhereNothingIsNew() throws InterruptedException {
        filler.step();

        assertThat(table.batches).isEmpty();
        assertThat(log.awaited).containsExactly(0L);
    }

    @Test
    void takesNoMoreAtOnceThanItsLimit() throws InterruptedException {
        log.add(11);

        filler.step();
        filler.step();

        assertThat(table.batches).containsExactly(10, 1);
        assertThat(heard).containsExactly("appended 10, waiting 1", "appended 11, waiting 0");
    }

    @Test
    void goesOnFromTheTablesPosition() throws InterruptedException {
        log.add(5);
        LongStream.range(0, 3).forEach(i -> table.rows.add(TestEvent.at(i).indexed()));

        filler.step();

        assertThat(table.batches).containsExactly(2);
    }

    @Test
    void appendsAtOnceAfterAPause() throws InterruptedException {
        log.add(1);
        filler.step();
        now = now.plusMillis(200);
        log.add(1);

        filler.step();

        assertThat(log.awaited).containsExactly(0L, 1L);
        assertThat(table.batches).containsExactly(1, 1);
    }

    @Test
    void gathersWhileEventsKeepComing() throws InterruptedException {
        log.add(1);
        filler.step();
        now = now.plusMillis(199);
        log.add(1);
        log.whileWaiting = () -> log.add(2);

        filler.step();

        // It waited for a full batch, and took what came meanwhile.
        assertThat(log.awaited).containsExactly(0L, 1L, 10L);
        assertThat(table.batches).containsExactly(1, 3);
    }

    @Test
    void doesNotWaitWithAFullBatch() throws InterruptedException {
        log.add(1);
        filler.step();
        log.add(10);

        filler.step();

        assertThat(log.awaited).containsExactly(0L, 1L);
        assertThat(table.batches).containsExactly(1, 10);
    }

    @Test
    void triesAgainEverLessOftenAndSaysSoOnce() throws InterruptedException {
        log.add(2);
        table.failuresBefore = 4;

        for (int i = 0; i < 5; i++) {
            filler.step();
        }

        assertThat(pauses).containsExactly(100L, 200L, 350L, 350L);
        assertThat(heard).containsExactly("failing before", "appended 2, waiting 0", "recovered");
    }

    @Test
    void doublesNothingWhereAnAppendFailedAfterItTookPlace() throws InterruptedException {
        log.add(2);
        table.failuresAfter = 1;

        filler.step();
        log.add(1);
        filler.step();

        assertThat(table.rows).extracting(IndexedEvent::index).containsExactly(0L, 1L, 2L);
    }

    @Test
    void makesATableAnewThatIsAheadOfTheLog() throws InterruptedException {
        log.add(2);
        LongStream.range(0, 3).forEach(i -> table.rows.add(TestEvent.at(i).indexed()));

        filler.step();

        assertThat(table.rows).hasSize(2);
        assertThat(heard).first().asString().startsWith("rebuilding");
    }

    @Test
    void keepsATableThatHasAllOfTheLog() throws InterruptedException {
        log.add(3);
        LongStream.range(0, 3).forEach(i -> table.rows.add(TestEvent.at(i).indexed()));

        filler.step();

        assertThat(table.rows).hasSize(3);
        assertThat(heard).isEmpty();
    }

    @Test
    void keepsAnEventThatIsNotNormalizedByItsKey() throws InterruptedException {
        log.add(2);
        normalizer = event -> {
            if (event.key().uid().equals("uid-0")) {
                throw new IllegalStateException("a defect");
            }
            return normalize(event);
        };

        filler.step();

        assertThat(table.rows).hasSize(2);
        assertThat(table.rows.getFirst().content().orElseThrow().key().uid()).isEqualTo("uid-0");
        assertThat(heard).containsExactly("not normalized IllegalStateException", "appended 2, waiting 0");
    }

    @Test
    void endsWhenItIsInterrupted() {
        log.add(1);
        log.whileWaiting = () -> Thread.currentThread().interrupt();

        filler.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(table.rows).hasSize(1);
    }

    private static NormalizedEvent normalize(Event event) {
        return TestEvent.at(0)
                .time(event.time())
                .indexed()
                .content()
                .orElseThrow()
                .normalized();
    }

    private TableListener listener() {
        return new TableListener() {
            @Override
            public void appended(long position, long waiting) {
                heard.add("appended " + position + ", waiting " + waiting);
            }

            @Override
            public void failing(RuntimeException failure) {
                heard.add("failing " + failure.getMessage());
            }

            @Override
            public void recovered() {
                heard.add("recovered");
            }

            @Override
            public void rebuilding(String reason) {
                heard.add("rebuilding: " + reason);
            }

            @Override
            public void notNormalized(String exception) {
                heard.add("not normalized " + exception.substring(exception.lastIndexOf('.') + 1));
            }
        };
    }
}
