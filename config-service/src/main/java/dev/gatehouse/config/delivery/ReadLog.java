package dev.gatehouse.config.delivery;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.snapshot.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which parameters were ever handed out, so that the contract's diff can name those that nobody reads.
 *
 * <p>A text file: the first line is when the log began, each further line a path at its first reading. It is a hint for
 * people and not synced; what a crash loses of it is written at the next reading.
 */
public final class ReadLog {
    private final Path file;
    private final Instant since;
    private final Set<ParameterPath> read = ConcurrentHashMap.newKeySet();

    private ReadLog(Path file, Instant since) {
        this.file = file;
        this.since = since;
    }

    /** The log of a file, begun now where there is none. */
    public static ReadLog open(Path file, Instant now) throws IOException {
        if (Files.notExists(file)) {
            Files.writeString(file, now + "\n", StandardOpenOption.CREATE_NEW);
        }
        List<String> lines = Files.readAllLines(file);
        ReadLog log = new ReadLog(file, Instant.parse(lines.getFirst()));
        lines.stream()
                .skip(1)
                .filter(line -> line.startsWith("/"))
                .map(ParameterPath::new)
                .forEach(log.read::add);
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

    private synchronized void append(String lines) {
        if (lines.isEmpty()) {
            return;
        }
        try {
            Files.writeString(file, lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file, e);
        }
    }
}
