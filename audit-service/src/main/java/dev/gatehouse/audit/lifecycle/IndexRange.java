package dev.gatehouse.audit.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Events that stand one after the other in the log.
 *
 * @param first the index of the first
 * @param last the index of the last, which is one of them
 */
public record IndexRange(long first, long last) {
    /** @throws IllegalArgumentException the range is empty or begins before 0 */
    public IndexRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("a range is 0 <= first <= last");
        }
    }

    /** One event. */
    public static IndexRange of(long index) {
        return new IndexRange(index, index);
    }

    /** The fewest ranges that hold these indexes and no others. */
    public static List<IndexRange> cover(List<Long> ascending) {
        List<IndexRange> ranges = new ArrayList<>();
        for (long index : ascending) {
            if (!ranges.isEmpty() && ranges.getLast().last + 1 == index) {
                ranges.set(ranges.size() - 1, new IndexRange(ranges.getLast().first, index));
            } else {
                ranges.add(of(index));
            }
        }
        return List.copyOf(ranges);
    }

    /** Whether an index is in it. */
    public boolean contains(long index) {
        return index >= first && index <= last;
    }

    /** How many events it has. */
    public long count() {
        return last - first + 1;
    }

    /** Its indexes, ascending. */
    LongStream indexes() {
        return LongStream.rangeClosed(first, last);
    }
}
