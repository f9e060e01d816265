package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.Origin;
import dev.gatehouse.audit.ingest.file.SplitResult.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** For tests: a line {@code uid} or {@code uid content} is an event, one with an exclamation mark is none. */
public record LineSplitter(EventFormat format) implements RecordSplitter {
    /** When each event happened. */
    public static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");

    @Override
    public SplitResult split(InflatedFile file) {
        List<Event> events = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        int position = 0;
        for (String line : file.bytes().text().lines().toList()) {
            ByteSlice raw = ByteSlice.of(line);
            if (line.startsWith("!")) {
                rejected.add(new Rejected(position, "no-event", "it is none", raw));
            } else {
                events.add(new Event(
                        new EventKey("test", line.split(" ", 2)[0]),
                        TIME.plusSeconds(position),
                        format,
                        DigestVerdict.UNCHECKED,
                        Optional.of(new Origin(file.location(), file.sha256(), position)),
                        raw));
            }
            position++;
        }
        return new SplitResult(events, rejected);
    }
}
