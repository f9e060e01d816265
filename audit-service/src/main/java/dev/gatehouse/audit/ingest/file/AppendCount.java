package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.Origin;
import dev.gatehouse.audit.ingest.file.SplitResult.Rejected;
import dev.gatehouse.audit.log.AppendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the log did with a file's events.
 *
 * @param appended the ones that are new
 * @param duplicates how many it had
 * @param conflicts those of a key that it has with other bytes: it keeps the first, and somebody should know of the second
 */
record AppendCount(List<Event> appended, int duplicates, List<Rejected> conflicts) {
    static AppendCount of(List<Event> events, List<AppendResult> results) {
        List<Event> appended = new ArrayList<>();
        List<Rejected> conflicts = new ArrayList<>();
        int duplicates = 0;
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            switch (results.get(i)) {
                case AppendResult.Appended done -> appended.add(event);
                case AppendResult.Duplicate known -> duplicates++;
                case AppendResult.Conflict other ->
                    conflicts.add(new Rejected(
                            position(event),
                            "conflict",
                            "event " + other.receipt().index() + " has the same key and other bytes",
                            event.raw()));
            }
        }
        return new AppendCount(appended, duplicates, conflicts);
    }

    static int position(Event event) {
        return event.origin().map(Origin::position).orElse(0);
    }

    void tell(IntakeListener listener, Instant received) {
        appended.forEach(event -> listener.lag(event.format(), Duration.between(event.time(), received)));
    }
}
