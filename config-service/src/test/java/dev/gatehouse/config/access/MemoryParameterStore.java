package dev.gatehouse.config.access;

import dev.gatehouse.config.parameter.DeleteResult;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.parameter.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** The newest version of each parameter, in memory; and something that happens after a read. */
final class MemoryParameterStore implements ParameterStore {
    final NavigableMap<ParameterPath, Parameter> stored = new ConcurrentSkipListMap<>();
    volatile Runnable afterRead = () -> {};

    @Override
    public Optional<Parameter> get(ParameterPath path, Selector selector) {
        Optional<Parameter> found = Optional.ofNullable(stored.get(path));
        afterRead.run();
        return found;
    }

    @Override
    public Page<Parameter> list(ParameterPath below, boolean recursive, Optional<String> cursor, int limit) {
        List<Parameter> page = stored.values().stream()
                .filter(parameter -> below.contains(parameter.path()))
                .filter(parameter ->
                        cursor.isEmpty() || parameter.path().value().compareTo(cursor.get()) > 0)
                .limit(2)
                .toList();
        Optional<String> next = page.size() < 2
                ? Optional.empty()
                : Optional.of(page.getLast().path().value());
        return new Page<>(page, next);
    }

    @Override
    public synchronized WriteResult put(ParameterPath path, ParameterValue value, Precondition precondition) {
        OptionalLong current = Optional.ofNullable(stored.get(path)).stream()
                .mapToLong(Parameter::version)
                .findFirst();
        boolean holds = switch (precondition) {
            case Precondition.None ignored -> true;
            case Precondition.Absent ignored -> current.isEmpty();
            case Precondition.Matches(long version) -> current.equals(OptionalLong.of(version));
        };
        if (!holds) {
            return new WriteResult.Conflict(current);
        }
        Parameter written = new Parameter(path, value, current.orElse(0) + 1, Instant.EPOCH, List.of());
        stored.put(path, written);
        return new WriteResult.Written(written.version(), Instant.EPOCH);
    }

    @Override
    public Map<ParameterPath, Parameter> getAll(Set<ParameterPath> paths) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Parameter> history(ParameterPath path, Optional<String> cursor, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DeleteResult delete(ParameterPath path, Precondition precondition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean label(ParameterPath path, long version, Set<String> labels) {
        throw new UnsupportedOperationException();
    }
}
