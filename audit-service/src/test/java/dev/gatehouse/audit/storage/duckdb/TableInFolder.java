package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.EventFilter;
import dev.gatehouse.audit.query.EventPage;
import dev.gatehouse.audit.query.EventQuery;
import dev.gatehouse.audit.query.EventRow;
import dev.gatehouse.audit.query.Order;
import dev.gatehouse.audit.query.TableListener;
import dev.gatehouse.audit.query.TestEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** A table of a test, with what tests ask of it. */
final class TableInFolder implements AutoCloseable {
    static final long BYTES = 1 << 20;
    static final Duration PATIENCE = Duration.ofMinutes(1);

    final DuckDbEventTable table;

    TableInFolder(Path folder) {
        this(folder, TableListener.NONE);
    }

    TableInFolder(Path folder, TableListener listener) {
        table = new DuckDbEventTable(DuckDbSettings.in(folder), listener);
    }

    TableInFolder add(TestEvent... events) {
        table.append(Arrays.stream(events).map(TestEvent::indexed).toList());
        return this;
    }

    TableInFolder addPlain(long from, long to) {
        return add(LongStream.range(from, to).mapToObj(TestEvent::at).toArray(TestEvent[]::new));
    }

    List<Long> find(EventFilter filter) {
        return rows(filter, Order.OLDEST).stream().map(EventRow::index).toList();
    }

    List<EventRow> rows(EventFilter filter, Order order) {
        return page(new EventQuery(filter, order, 1_000, Optional.empty())).rows();
    }

    EventPage page(EventQuery query) {
        return table.page(query, BYTES, PATIENCE);
    }

    /** All pages of a query, one after the other. */
    List<EventPage> pages(EventQuery first, long maxBytes) {
        List<EventPage> pages = new ArrayList<>();
        Optional<EventQuery> query = Optional.of(first);
        while (query.isPresent()) {
            EventPage page = table.page(query.get(), maxBytes, PATIENCE);
            pages.add(page);
            query = page.next().map(first::next);
        }
        return pages;
    }

    static List<Long> indexes(List<EventPage> pages) {
        return pages.stream()
                .flatMap(page -> page.rows().stream())
                .map(EventRow::index)
                .toList();
    }

    @Override
    public void close() {
        table.close();
    }
}
