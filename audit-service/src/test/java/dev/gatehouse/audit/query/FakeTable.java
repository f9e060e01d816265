package dev.gatehouse.audit.query;

import java.util.ArrayList;
import java.util.List;

/** A table in memory that can fail before and after it took events. */
final class FakeTable implements FilledTable {
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
}
