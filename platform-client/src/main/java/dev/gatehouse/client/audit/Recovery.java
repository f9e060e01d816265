package dev.gatehouse.client.audit;

import java.io.IOException;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Opens what an earlier process left. First everything is checked, and nothing changed; only then is the last segment
 * put in order.
 */
final class Recovery {
    private final OutboxFiles files;
    private final NavigableSet<Long> segments;
    private final NavigableSet<Long> putAside;
    private final Optional<Position> stored;

    private Recovery(OutboxFiles files, List<String> names, Optional<Position> stored) {
        this.files = files;
        this.segments = numbers(names, SegmentName::segment);
        this.putAside = numbers(names, SegmentName::damaged);
        this.stored = stored;
    }

    /**
     * An outbox in order.
     *
     * @param active the segment to go on with; it is there, and last
     * @param cutBytes how much of a torn write was cut off
     */
    record Recovered(Contents contents, long active, long cutBytes) {}

    /** @throws OutboxDamaged there is something that a crash does not explain */
    static Recovered run(OutboxFiles files) throws IOException {
        return new Recovery(files, files.names(), new CursorFile(files).read()).run();
    }

    private Recovered run() throws IOException {
        long newest = Math.max(highest(segments), highest(putAside));
        requireNoneMissing(newest);
        Position cursor = cursor(newest);
        SortedMap<Long, Long> bytes = new TreeMap<>();
        for (long finished : segments.headSet(cursor.segment())) {
            bytes.put(finished, files.size(SegmentName.of(finished)));
        }
        long pending = 0;
        long cut = 0;
        for (long segment : segments.tailSet(cursor.segment())) {
            SegmentScan scan = SegmentScan.of(files, segment, segment == newest, cursor);
            bytes.put(segment, scan.end());
            pending += scan.pendingEvents();
            if (segment == newest) {
                cut = scan.settle(files);
            }
        }
        long active = active(newest);
        bytes.putIfAbsent(active, 0L);
        return new Recovered(new Contents(bytes, cursor, pending), active, cut);
    }

    /** Segments are numbered without gaps, so a gap is a loss; one that was put aside fills its place. */
    private void requireNoneMissing(long newest) {
        long first = stored.map(Position::segment).orElse(segments.isEmpty() ? newest + 1 : segments.first());
        long last = Math.max(newest, stored.map(Position::segment).orElse(0L));
        for (long number = first; number <= last; number++) {
            if (!segments.contains(number) && !putAside.contains(number)) {
                throw new OutboxDamaged(files.path(SegmentName.of(number)), 0, "the segment is missing");
            }
        }
    }

    private Position cursor(long newest) {
        Position cursor = stored.orElse(Position.startOf(0));
        Long segment = segments.ceiling(cursor.segment());
        long next = segment == null ? newest + 1 : segment;
        return next == cursor.segment() ? cursor : Position.startOf(next);
    }

    private long active(long newest) throws IOException {
        boolean goesOn = segments.contains(newest);
        long active = goesOn ? newest : newest + 1;
        if (!goesOn) {
            files.create(SegmentName.of(active)).close();
        }
        // Also where it goes on: the crash may have come between the segment's creation and this.
        files.sync();
        return active;
    }

    private static long highest(NavigableSet<Long> numbers) {
        return numbers.isEmpty() ? 0 : numbers.last();
    }

    private static NavigableSet<Long> numbers(List<String> names, Function<String, OptionalLong> number) {
        return names.stream()
                .map(number)
                .flatMapToLong(OptionalLong::stream)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
