package dev.gatehouse.audit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.AppendResult;
import dev.gatehouse.audit.log.EventLog;
import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.log.Receipt;
import dev.gatehouse.audit.tlog.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A log that is real records again and again, a day later each time. What is appended is counted and forgotten. */
final class RepeatingLog implements LogReader, EventLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Hash NO_HASH = Hash.of(new byte[Hash.BYTES]);

    private final List<Event> records;
    private final long size;
    private long appended;

    private RepeatingLog(List<Event> records, long size) {
        this.records = records;
        this.size = size;
    }

    /** The records of a folder of CloudTrail's files, a number of times. */
    static RepeatingLog of(Path folder, long times) throws IOException {
        List<Event> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json.gz"))
                    .sorted()
                    .toList()) {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                    JSON.readTree(in).path("Records").forEach(record -> records.add(event(record)));
                }
            }
        }
        return new RepeatingLog(records, records.size() * times);
    }

    private static Event event(JsonNode record) {
        return new Event(
                new EventKey(
                        "cloudtrail/" + record.path("recipientAccountId").asText(),
                        record.path("eventID").asText()),
                Instant.parse(record.path("eventTime").asText()),
                EventFormat.CLOUDTRAIL,
                DigestVerdict.UNCHECKED,
                Optional.empty(),
                ByteSlice.of(record.toString()));
    }

    int records() {
        return records.size();
    }

    long bytes() {
        return records.stream().mapToLong(event -> event.raw().length()).sum();
    }

    long appended() {
        return appended;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public List<LoggedEvent> read(long from, int maxEvents, long maxBytes) {
        List<LoggedEvent> events = new ArrayList<>();
        for (long index = from; index < Math.min(size, from + maxEvents); index++) {
            events.add(at(index));
        }
        return events;
    }

    private LoggedEvent at(long index) {
        Event event = records.get((int) (index % records.size()));
        Instant time = event.time().plus(Duration.ofDays(index / records.size()));
        Event later = new Event(event.key(), time, event.format(), event.verdict(), event.origin(), event.raw());
        LogEntry entry =
                new LogEntry(event.format(), event.verdict(), time, new LogEntry.ByteKey(index, index), NO_HASH);
        return new LoggedEvent(index, entry, Optional.of(later));
    }

    @Override
    public long awaitMoreThan(long than, long millis) {
        return size;
    }

    @Override
    public CompletionStage<List<AppendResult>> append(List<Event> events) {
        appended += events.size();
        return CompletableFuture.completedFuture(events.stream()
                .<AppendResult>map(event -> new AppendResult.Appended(new Receipt(0, NO_HASH)))
                .toList());
    }
}
