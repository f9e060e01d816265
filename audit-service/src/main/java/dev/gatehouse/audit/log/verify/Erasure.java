package dev.gatehouse.audit.log.verify;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which events an erasure names: {@code details.index} of its raw bytes, a number, or {@code details.ranges}, an array of
 * {@code [first, last]}. It may only name events before itself.
 *
 * @param index the erasure's own index
 * @param ranges what it names, each with a first and a last index
 */
record Erasure(long index, List<Range> ranges) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Events from a first to a last one. */
    record Range(long first, long last) {}

    Erasure {
        ranges = List.copyOf(ranges);
    }

    /**
     * The erasure of a payload: a line, and after it the raw bytes. Empty where it names nothing that it may name, so that
     * nothing is erased by it.
     */
    static Optional<Erasure> of(byte[] array, int from, int to, long index) {
        int line = from;
        while (line < to && array[line] != '\n') {
            line++;
        }
        int raw = Math.min(line + 1, to);
        try {
            JsonNode details = JSON.readTree(array, raw, to - raw).path("details");
            return ranges(details)
                    .filter(ranges -> ranges.stream().allMatch(range -> range.last() < index))
                    .map(ranges -> new Erasure(index, ranges));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<Range>> ranges(JsonNode details) {
        JsonNode one = details.path("index");
        JsonNode many = details.path("ranges");
        if (one.isMissingNode() == many.isMissingNode()) {
            return Optional.empty();
        }
        return many.isMissingNode() ? range(one, one).map(List::of) : all(many);
    }

    private static Optional<List<Range>> all(JsonNode many) {
        List<Range> ranges = new ArrayList<>();
        for (JsonNode each : many) {
            Optional<Range> range =
                    each.isArray() && each.size() == 2 ? range(each.get(0), each.get(1)) : Optional.empty();
            if (range.isEmpty()) {
                return Optional.empty();
            }
            ranges.add(range.get());
        }
        return Optional.of(ranges);
    }

    private static Optional<Range> range(JsonNode first, JsonNode last) {
        boolean numbers = first.isIntegralNumber()
                && first.canConvertToLong()
                && last.isIntegralNumber()
                && last.canConvertToLong();
        return numbers && first.longValue() >= 0 && first.longValue() <= last.longValue()
                ? Optional.of(new Range(first.longValue(), last.longValue()))
                : Optional.empty();
    }
}
