package dev.gatehouse.audit.query;

import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * An event as queries find it. The columns are those of {@link dev.gatehouse.audit.event.NormalizedEvent}, cut to
 * {@link IndexedEvent}'s limits; times are in microseconds.
 *
 * @param index its place in the log
 * @param received when the log received it
 * @param source who recorded it; empty text where the event was erased
 * @param uid the source's own name for it; empty text where the event was erased
 * @param format the form of its raw bytes
 * @param verdict what CloudTrail's digests said of its file when it was sealed
 * @param time when it happened; when it was received, where the event was erased
 * @param ocsfBytes bytes of its OCSF form
 * @param ocsf its OCSF form in JSON; empty where it was erased, or is too large for a page
 */
public record EventRow(
        long index,
        Instant received,
        String source,
        String uid,
        EventFormat format,
        DigestVerdict verdict,
        Instant time,
        int classUid,
        int activityId,
        int severityId,
        Outcome outcome,
        String actor,
        String action,
        List<String> resources,
        String address,
        String account,
        String region,
        long ocsfBytes,
        Optional<String> ocsf) {
    public EventRow {
        resources = List.copyOf(resources);
    }

    /** What a query would find of an event, with its OCSF form whatever its size. */
    public static EventRow of(IndexedEvent event) {
        return event.content()
                .map(content -> of(event, content))
                .orElseGet(() -> new EventRow(
                        event.index(),
                        event.received(),
                        "",
                        "",
                        event.format(),
                        event.verdict(),
                        event.received(),
                        0,
                        0,
                        0,
                        Outcome.UNKNOWN,
                        "",
                        "",
                        List.of(),
                        "",
                        "",
                        "",
                        0,
                        Optional.empty()));
    }

    private static EventRow of(IndexedEvent event, IndexedEvent.Content content) {
        NormalizedEvent said = content.normalized();
        return new EventRow(
                event.index(),
                event.received(),
                content.key().source(),
                content.key().uid(),
                event.format(),
                event.verdict(),
                said.time().truncatedTo(ChronoUnit.MICROS),
                said.classUid(),
                said.activityId(),
                said.severityId(),
                said.outcome(),
                IndexedEvent.cut(said.actor()),
                IndexedEvent.cut(said.action()),
                IndexedEvent.cut(said.resources()),
                IndexedEvent.cut(said.address()),
                IndexedEvent.cut(said.account()),
                IndexedEvent.cut(said.region()),
                said.ocsf().length(),
                Optional.of(said.ocsf().text()));
    }

    /** Whether the event's payload was destroyed. */
    public boolean erased() {
        return source.isEmpty();
    }

    /** Whether the OCSF form was left out for its size. */
    public boolean truncated() {
        return ocsf.isEmpty() && ocsfBytes > 0;
    }

    /** Where the row stands. */
    public Cursor cursor() {
        return new Cursor(time, index);
    }

    /** The same row with its OCSF form. */
    public EventRow withOcsf(String json) {
        return new EventRow(
                index,
                received,
                source,
                uid,
                format,
                verdict,
                time,
                classUid,
                activityId,
                severityId,
                outcome,
                actor,
                action,
                resources,
                address,
                account,
                region,
                ocsfBytes,
                Optional.of(json));
    }

    /** Bytes that the columns beside the OCSF form take, about. */
    public long columnBytes() {
        long resourceBytes = resources.stream().mapToLong(String::length).sum();
        return resourceBytes + source.length() + uid.length() + actor.length() + action.length() + address.length();
    }
}
