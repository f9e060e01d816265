package dev.gatehouse.infra.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table in a text file: a row a line, cells between bars, lines that begin with a number sign are remarks.
 *
 * @param rows each with as many cells as the others, stripped
 */
public record PipeTable(List<List<String>> rows) {
    /** Reads a file whose rows have a number of cells; another number is refused with the row. */
    public static PipeTable read(Path file, int cells) {
        try (Stream<String> lines = Files.lines(file)) {
            return new PipeTable(lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> row(file, line, cells))
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> row(Path file, String line, int cells) {
        List<String> row = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
        if (row.size() != cells) {
            throw new IllegalArgumentException(file + ": " + row.size() + " cells and not " + cells + " in: " + line);
        }
        return row;
    }
}
