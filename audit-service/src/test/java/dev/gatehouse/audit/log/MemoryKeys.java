package dev.gatehouse.audit.log;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** An index of keys that forgets everything with the process. */
public final class MemoryKeys implements KeyIndex {
    private final Map<LogEntry.ByteKey, Long> keys = new ConcurrentHashMap<>();
    private long complete;

    @Override
    public OptionalLong find(LogEntry.ByteKey key) {
        Long index = keys.get(key);
        return index == null ? OptionalLong.empty() : OptionalLong.of(index);
    }

    @Override
    public void put(LogEntry.ByteKey key, long index) {
        keys.put(key, index);
    }

    @Override
    public long complete() {
        return complete;
    }

    @Override
    public void flush(long upTo) {
        complete = upTo;
    }

    @Override
    public void clear() {
        keys.clear();
        complete = 0;
    }

    @Override
    public void close() {}
}
