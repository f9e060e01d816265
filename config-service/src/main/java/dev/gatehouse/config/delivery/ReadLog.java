package dev.gatehouse.config.delivery;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.snapshot.View;
import dev.gatehouse.service.failure.InvalidName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which parameters were ever handed out, so that the contract's diff can name those that nobody reads.
 *
 * <p>A text file: the first line is when the log began, each further line a path at its first reading. It is a hint for
 * people and not synced: what a crash loses of it is written at the next reading, a damaged one is begun anew, and a
 * disk that takes no more fails no reading.
 */
public final class ReadLog {
    private final Path file;
    private final Instant since;
    private final Set<ParameterPath> read = ConcurrentHashMap.newKeySet();
    private final StringBuilder unwritten = new StringBuilder();

    private ReadLog(Path file, Instant since) {
        this.file = file;
        this.since = since;
    }

    /** The log of a file, begun now where there is none, or none that can be read. */
    public static ReadLog open(Path file, Instant now) throws IOException {
        try {
            if (Files.exists(file)) {
                return of(file, Files.readAllLines(file));
            }
        } catch (CharacterCodingException | DateTimeException damaged) {
            Files.delete(file);
        }
        Files.writeString(file, now + "\n", StandardOpenOption.CREATE_NEW);
        return new ReadLog(file, now);
    }

    private static ReadLog of(Path file, List<String> lines) {
        ReadLog log = new ReadLog(file, Instant.parse(lines.isEmpty() ? "" : lines.getFirst()));
        for (String line : lines.subList(1, lines.size())) {
            try {
                log.read.add(new ParameterPath(line));
            } catch (InvalidName damaged) {
                // Logged again at its next reading.
            }
        }
        return log;
    }

    /** When the log began: what is not in it was not read since. */
    public Instant since() {
        return since;
    }

    public boolean contains(ParameterPath path) {
        return read.contains(path);
    }

    void delivered(View view) {
        StringBuilder fresh = new StringBuilder();
        view.entries().forEach(entry -> {
            if (read.add(entry.parameter().path())) {
                fresh.append(entry.parameter().path()).append('\n');
            }
        });
        append(fresh.toString());
    }

    void delivered(ParameterPath path) {
        if (read.add(path)) {
            append(path + "\n");
        }
    }

    private void append(String lines) {
        if (!lines.isEmpty()) {
            write(lines);
        }
    }

    private synchronized void write(String lines) {
        unwritten.append(lines);
        try {
            Files.writeString(file, unwritten, StandardOpenOption.APPEND);
            unwritten.setLength(0);
        } catch (IOException e) {
            // Tried again with the next path; each is held once, so this stays small.
        }
    }
}
