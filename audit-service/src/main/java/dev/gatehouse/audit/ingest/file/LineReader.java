package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Utf8;
import java.util.Optional;

/** Goes from line to line of a file; a line ends with a line feed, or a carriage return and one, or with the file. */
final class LineReader {
    private final byte[] file;
    private final LineLimits limits;
    private int next;
    private int number;
    private int counted;
    private ByteSlice line = ByteSlice.of("");

    LineReader(byte[] file, LineLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /** Goes to the next line that is not empty; false where there is none. */
    boolean advance() {
        while (next < file.length) {
            int start = next;
            int end = start;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            next = end + 1;
            number++;
            int length = end > start && file[end - 1] == '\r' ? end - 1 - start : end - start;
            if (length > 0) {
                counted++;
                line = new ByteSlice(file, start, length);
                return true;
            }
        }
        return false;
    }

    /** Whether there were more lines than may be. */
    boolean isOver() {
        return counted > limits.maxLines();
    }

    /** This line's number, from 1. */
    int number() {
        return number;
    }

    /** This line, without its end. */
    ByteSlice line() {
        return line;
    }

    /** Why this line is no text that can be read. */
    Optional<String> problem() {
        if (line.length() > limits.maxLineBytes()) {
            return Optional.of("has more than " + limits.maxLineBytes() + " bytes");
        }
        if (Utf8.firstMalformed(line) >= 0) {
            return Optional.of("is not UTF-8");
        }
        for (int i = line.offset(); i < line.offset() + line.length(); i++) {
            if (isControl(line.array()[i])) {
                return Optional.of("has a control character");
            }
        }
        return Optional.empty();
    }

    private static boolean isControl(byte b) {
        return (b >= 0 && b < ' ') || b == 0x7f;
    }
}
