package dev.gatehouse.audit.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.service.document.BoundedJson;
import dev.gatehouse.service.document.InvalidDocument;
import dev.gatehouse.service.document.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * That payloads were to be destroyed, as it stands sealed in the log before they were. A payload that is gone without
 * such a record was tampered with.
 *
 * <p>It is an event of the format {@link EventFormat#ERASURE}, which only this service makes: the format stands in the
 * sealed entry, and no sender can choose it. Its raw bytes are JSON of the platform's form ({@link
 * dev.gatehouse.client.audit.AuditEventCodec}) with an object {@code details}, which names the events in one of two ways:
 *
 * <table>
 * <caption>Forms of {@code details}</caption>
 * <tr><th>cause<th>fields
 * <tr><td>{@link Cause#REQUEST}; {@code action} is {@code event:erase}<td>{@code index}: the event's place in the log, a
 *     number; {@code source} and {@code uid}: its key; {@code reason}: why, in the words of who asked
 * <tr><td>{@link Cause#RETENTION}; {@code action} is {@code event:expire}<td>{@code ranges}: {@code [[first, last], ...]},
 *     places in the log with both ends included, ascending, without overlap; {@code rule}: the prefix of the sources it is
 *     about, empty for all; {@code days}: how long they are kept; {@code cutOff}: when the youngest of them may have been
 *     received, RFC 3339
 * </table>
 *
 * <p>Exactly one of {@code index} and {@code ranges} is there; further fields have no meaning here. A record names events
 * before itself only: whoever verifies a log has to hold {@link #last} against the record's own index.
 *
 * @param cause what led to it
 * @param ranges the events, ascending and without overlap; at least one
 */
public record ErasureRecord(Cause cause, List<IndexRange> ranges) {
    /** Bytes that a record may have. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 8;
    private static final BoundedJson JSON = new BoundedJson(MAX_BYTES, MAX_DEPTH);

    /** What led to an erasure. */
    public enum Cause {
        /** Somebody asked for it. */
        REQUEST,
        /** The retention of the event's source was over. */
        RETENTION
    }

    /** @throws IllegalArgumentException there are no ranges, or they are not ascending */
    public ErasureRecord {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("an erasure names at least one event");
        }
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i).first() <= ranges.get(i - 1).last()) {
                throw new IllegalArgumentException("an erasure's ranges are ascending, without overlap");
            }
        }
    }

    /** The record that an event is; empty where it is none, or is of no form described above. */
    public static Optional<ErasureRecord> of(Event event) {
        return event.format() == EventFormat.ERASURE ? ofJson(event.raw().copy()) : Optional.empty();
    }

    /** The record that the raw bytes of an event of the format {@link EventFormat#ERASURE} are; empty where they are none. */
    public static Optional<ErasureRecord> ofJson(byte[] raw) {
        try {
            return Optional.of(details(JSON.read(raw).located().get("details")));
        } catch (InvalidDocument | IllegalArgumentException notOfItsForm) {
            return Optional.empty();
        }
    }

    private static ErasureRecord details(Located details) {
        Optional<Located> index = details.find("index");
        Optional<Located> ranges = details.find("ranges");
        if (index.isPresent() == ranges.isPresent()) {
            throw details.error("must have one of 'index' and 'ranges'");
        }
        return index.map(one -> new ErasureRecord(Cause.REQUEST, List.of(IndexRange.of(place(one)))))
                .orElseGet(() -> new ErasureRecord(Cause.RETENTION, ranges(ranges.orElseThrow())));
    }

    private static List<IndexRange> ranges(Located list) {
        List<IndexRange> ranges = new ArrayList<>();
        for (Located item : list.items()) {
            List<Located> ends = item.items();
            if (ends.size() != 2) {
                throw item.error("must have a first and a last index");
            }
            ranges.add(new IndexRange(place(ends.getFirst()), place(ends.getLast())));
        }
        return ranges;
    }

    private static long place(Located number) {
        JsonNode node = number.node();
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw number.error("must be a whole number");
        }
        return node.longValue();
    }

    /** Whether it names an event. */
    public boolean names(long index) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (ranges.get(middle).contains(index)) {
                return true;
            }
            if (index < ranges.get(middle).first()) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return false;
    }

    /** The last event it names; the record itself stands after that. */
    public long last() {
        return ranges.getLast().last();
    }

    /** How many events it names. */
    public long count() {
        return ranges.stream().mapToLong(IndexRange::count).sum();
    }
}
