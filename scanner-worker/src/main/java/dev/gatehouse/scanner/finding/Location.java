package dev.gatehouse.scanner.finding;

import java.util.List;

/**
 * Where a secret begins. In text that was decoded it is the place that the encoded byte stands at.
 *
 * @param object what it stands in
 * @param line from 1; lines end with a line feed
 * @param column from 1, in characters of UTF-8 (a byte that is none of UTF-8 counts as one, in UTF-16 text each unit)
 * @param offset in bytes, from 0
 * @param encodings what it was decoded from, the outermost first, such as {@code base64}; empty for plain text
 */
public record Location(ObjectName object, long line, long column, long offset, List<String> encodings) {
    public Location {
        if (line < 1 || column < 1 || offset < 0) {
            throw new IllegalArgumentException("no place: line " + line + ", column " + column + ", offset " + offset);
        }
        encodings = List.copyOf(encodings);
    }

    /** A place in plain text. */
    public static Location of(ObjectName object, long line, long column, long offset) {
        return new Location(object, line, column, offset, List.of());
    }
}
