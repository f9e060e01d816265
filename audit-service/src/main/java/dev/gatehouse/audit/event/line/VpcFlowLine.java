package dev.gatehouse.audit.event.line;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A line of a VPC Flow Log, versions 2 to 5 and custom formats, whose columns the file's header names ("Flow log records"
 * of the VPC User Guide). Times are seconds.
 */
public final class VpcFlowLine {
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final long LAST_SECOND = 253_402_300_799L;

    private VpcFlowLine() {}

    /** The columns; empty where the line is no header, or names a column twice, or names no time. */
    public static Optional<List<String>> columns(String header) {
        List<String> columns = List.of(SPACES.split(header.strip(), -1));
        Set<String> distinct = new HashSet<>(columns);
        boolean fits = distinct.size() == columns.size()
                && columns.stream().allMatch(column -> COLUMN.matcher(column).matches())
                && (distinct.contains("start") || distinct.contains("end"));
        return fits ? Optional.of(columns) : Optional.empty();
    }

    /** The line's fields by their columns; empty where it has not as many. */
    public static Optional<Fields> parse(List<String> columns, String line) {
        String[] values = SPACES.split(line.strip(), -1);
        if (values.length != columns.size()) {
            return Optional.empty();
        }
        Fields fields = new Fields();
        for (int i = 0; i < values.length; i++) {
            fields.put(columns.get(i), values[i]);
        }
        return Optional.of(fields);
    }

    /** When the flow began, or else ended; empty where neither is a time. */
    public static Optional<Instant> time(Fields fields) {
        OptionalLong start = fields.number("start");
        OptionalLong second = start.isPresent() ? start : fields.number("end");
        return second.isPresent() && second.getAsLong() <= LAST_SECOND
                ? Optional.of(Instant.ofEpochSecond(second.getAsLong()))
                : Optional.empty();
    }
}
