package dev.gatehouse.audit.storage.local;

import dev.gatehouse.audit.ingest.file.FileHour;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds lines of the ledger by a file's name and by its hour. */
final class LedgerIndex<T> {
    private final Map<String, Set<T>> byName = new HashMap<>();
    private final NavigableMap<Instant, List<T>> byHour = new TreeMap<>();

    /** @return whether it is new */
    boolean add(String fileName, Optional<FileHour> hour, T line) {
        if (!byName.computeIfAbsent(fileName, none -> new LinkedHashSet<>(2)).add(line)) {
            return false;
        }
        hour.ifPresent(present -> byHour.computeIfAbsent(present.hour(), none -> new ArrayList<>(2))
                .add(line));
        return true;
    }

    boolean has(String fileName, T line) {
        return byName.getOrDefault(fileName, Set.of()).contains(line);
    }

    List<T> named(String fileName) {
        return List.copyOf(byName.getOrDefault(fileName, Set.of()));
    }

    List<T> in(Instant from, Instant to) {
        return from.isBefore(to)
                ? byHour.subMap(from, to).values().stream()
                        .flatMap(List::stream)
                        .toList()
                : List.of();
    }
}
