package dev.gatehouse.audit.query;

import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A table in memory that can fail before and after it took events. */
final class FakeTable implements EventTable {
    final List<IndexedEvent> rows = new ArrayList<>();
    final List<Integer> batches = new ArrayList<>();
    int failuresBefore;
    int failuresAfter;

    @Override
    public long position() {
        return rows.size();
    }

    @Override
    public void append(List<IndexedEvent> events) {
        if (failuresBefore > 0) {
            failuresBefore--;
            throw new TableUnavailable("before");
        }
        if (events.getFirst().index() != rows.size()) {
            throw new IllegalArgumentException("not the next event");
        }
        rows.addAll(events);
        batches.add(events.size());
        if (failuresAfter > 0) {
            failuresAfter--;
            throw new TableUnavailable("after");
        }
    }

    @Override
    public void rebuild() {
        rows.clear();
    }

    @Override
    public EventPage page(EventQuery query, long maxBytes, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<EventRow> find(String uid, VisibleSources visible, long maxBytes, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> sources(Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Histogram histogram(EventFilter filter, Duration width, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventScan scan(EventFilter filter, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ExportResult writeParquet(
            EventFilter filter, ExportLimits limits, Function<ExportResult, OutputStream> target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void erase(List<Long> ascending) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean scrub() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
