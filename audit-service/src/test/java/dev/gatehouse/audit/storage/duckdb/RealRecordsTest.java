package dev.gatehouse.audit.storage.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.ocsf.OcsfNormalizer;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Records;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailLimits;
import dev.gatehouse.audit.ingest.cloudtrail.RealFiles;
import dev.gatehouse.audit.query.EventFilter;
import dev.gatehouse.audit.query.EventParameters;
import dev.gatehouse.audit.query.EventQuery;
import dev.gatehouse.audit.query.EventRow;
import dev.gatehouse.audit.query.EventScan;
import dev.gatehouse.audit.query.IndexedEvent;
import dev.gatehouse.audit.query.Order;
import dev.gatehouse.audit.query.VisibleSources;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every record of a real, attacked account is found by each filter that fits it, and by none that does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealRecordsTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-01T00:00:00Z");

    private final List<EventRow> rows = new ArrayList<>();
    private final TableInFolder table;

    RealRecordsTest(@TempDir Path folder) {
        this.table = new TableInFolder(folder.resolve("table"));
    }

    @BeforeAll
    void fill() {
        OcsfNormalizer normalizer = new OcsfNormalizer();
        List<IndexedEvent> indexed = new ArrayList<>();
        RealFiles.all().stream()
                .flatMap(file -> ((Records) file.read(CloudTrailLimits.DEFAULT)).events().stream())
                .forEach(event -> indexed.add(indexed(indexed.size(), event, normalizer.normalize(event))));
        table.table.append(indexed);
        indexed.forEach(event -> rows.add(EventRow.of(event)));
    }

    @AfterAll
    void close() {
        table.close();
    }

    private static IndexedEvent indexed(long index, Event event, NormalizedEvent normalized) {
        return new IndexedEvent(
                index,
                RECEIVED,
                event.format(),
                event.verdict(),
                Optional.of(new IndexedEvent.Content(event.key(), normalized)));
    }

    @Test
    void givesBackEveryRecordAsItWentIn() {
        List<EventRow> paged =
                table.pages(new EventQuery(filter(Map.of()), Order.OLDEST, 500, Optional.empty()), 64 << 20).stream()
                        .flatMap(page -> page.rows().stream())
                        .toList();

        assertThat(paged).hasSize(RealFiles.RECORDS).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void findsThemByWho() {
        findsExactly("actor", row -> Stream.of(row.actor()));
    }

    @Test
    void findsThemByWhat() {
        findsExactly("action", row -> Stream.of(row.action()));
    }

    @Test
    void findsThemByResource() {
        findsExactly("resource", row -> row.resources().stream());
    }

    @Test
    void findsThemByOutcomeSourceAndClass() {
        findsExactly("outcome", row -> Stream.of(row.outcome().word()));
        findsExactly("source", row -> Stream.of(row.source()));
        findsExactly("class", row -> Stream.of(Integer.toString(row.classUid())));
    }

    @Test
    void findsEachByItsUid() {
        for (EventRow row : sample(100)) {
            assertThat(table.table.find(row.uid(), VisibleSources.ALL, TableInFolder.BYTES, TableInFolder.PATIENCE))
                    .containsExactly(row);
        }
    }

    @Test
    void findsThemByFreeText() {
        List<String> texts = new ArrayList<>(List.of("IAM", "kms.amazonaws", "denied", "\"", "%", "_", "no such text"));
        sample(300).forEach(row -> texts.add(row.uid().substring(4, 20)));

        for (String text : texts) {
            assertThat(scan(filter(Map.of("q", text)))).as(text).isEqualTo(holding(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:*", "*AWS*", "*:user/*", "*", "ec2*Describe*"})
    void findsThemByPatternsAsTheStreamDoes(String pattern) {
        Map<String, List<String>> given = Map.of("action", List.of(pattern));
        var live = new EventParameters(given, EventParameters.STREAM).live();

        List<Long> found = scan(filter(Map.of("action", pattern)));

        assertThat(found)
                .isEqualTo(
                        rows.stream().filter(live::matches).map(EventRow::index).toList());
    }

    private void findsExactly(String parameter, Function<EventRow, Stream<String>> values) {
        Map<String, List<Long>> expected = new HashMap<>();
        rows.forEach(row -> values.apply(row)
                .distinct()
                .filter(value -> !value.isEmpty())
                .forEach(value -> expected.computeIfAbsent(value, first -> new ArrayList<>())
                        .add(row.index())));

        assertThat(expected).isNotEmpty();
        expected.forEach((value, indexes) ->
                assertThat(scan(filter(Map.of(parameter, value)))).as(parameter).isEqualTo(indexes));
    }

    private List<Long> holding(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return rows.stream()
                .filter(row -> Stream.of(
                                Stream.of(row.source(), row.uid(), row.actor(), row.action(), row.address()),
                                row.resources().stream(),
                                row.ocsf().stream())
                        .flatMap(Function.identity())
                        .anyMatch(held -> held.toLowerCase(Locale.ROOT).contains(wanted)))
                .map(EventRow::index)
                .toList();
    }

    private List<Long> scan(EventFilter filter) {
        List<Long> found = new ArrayList<>();
        try (EventScan scan = table.table.scan(filter, TableInFolder.PATIENCE)) {
            scan.forEachRemaining(row -> found.add(row.index()));
        }
        found.sort(null);
        return found;
    }

    private List<EventRow> sample(int every) {
        return rows.stream().filter(row -> row.index() % every == 0).toList();
    }

    private static EventFilter filter(Map<String, String> parameters) {
        Map<String, List<String>> given = parameters.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        given.put("from", List.of("2023-07-01T00:00:00Z"));
        given.put("to", List.of("2023-08-01T00:00:00Z"));
        return new EventParameters(given, EventParameters.PAGE).filter(RECEIVED, VisibleSources.ALL);
    }
}
