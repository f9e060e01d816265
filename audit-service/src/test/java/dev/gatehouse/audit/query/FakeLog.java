package dev.gatehouse.audit.query;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.LogEntry.ByteKey;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.tlog.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log in memory that never waits, and remembers for what it was asked to. */
final class FakeLog implements LogReader {
    final List<Long> awaited = new ArrayList<>();
    private final List<LoggedEvent> events = new ArrayList<>();
    /** Run when somebody waits. */
    Runnable whileWaiting = () -> {};

    FakeLog add(int count) {
        for (int i = 0; i < count; i++) {
            events.add(logged(events.size()));
        }
        return this;
    }

    FakeLog addErased() {
        LoggedEvent whole = logged(events.size());
        events.add(new LoggedEvent(whole.index(), whole.entry(), Optional.empty()));
        return this;
    }

    FakeLog setBackTo(int size) {
        events.subList(size, events.size()).clear();
        return this;
    }

    @Override
    public long size() {
        return events.size();
    }

    @Override
    public List<LoggedEvent> read(long from, int maxEvents, long maxBytes) {
        int end = (int) Math.min(events.size(), from + maxEvents);
        return List.copyOf(events.subList((int) from, end));
    }

    @Override
    public long awaitMoreThan(long size, long millis) {
        awaited.add(size);
        if (events.size() <= size) {
            whileWaiting.run();
        }
        return events.size();
    }

    private static LoggedEvent logged(long index) {
        TestEvent event = TestEvent.at(index);
        LogEntry entry = new LogEntry(
                EventFormat.CLOUDTRAIL,
                DigestVerdict.UNCHECKED,
                event.received(),
                new ByteKey(index, index),
                Hash.of(new byte[Hash.BYTES]));
        Event whole = new Event(
                new EventKey(event.source(), event.uid()),
                event.time(),
                EventFormat.CLOUDTRAIL,
                DigestVerdict.UNCHECKED,
                Optional.empty(),
                ByteSlice.of("{}"));
        return new LoggedEvent(index, entry, Optional.of(whole));
    }
}
