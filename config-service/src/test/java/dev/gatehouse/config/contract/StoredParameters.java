package dev.gatehouse.config.contract;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A parameter store in memory that keeps newest versions only, with a hook between what is read and what is written. */
final class StoredParameters implements ParameterStore {
    private final SortedMap<ParameterPath, Parameter> newest = new TreeMap<>();
    private final List<ParameterPath> written = new ArrayList<>();
    private Runnable beforeNextWrite = () -> {};

    StoredParameters with(String path, ParameterValue value) {
        write(new ParameterPath(path), value);
        return this;
    }

    void beforeNextWrite(Runnable meanwhile) {
        beforeNextWrite = meanwhile;
    }

    /** The paths that were put, as opposed to those that a test stored. */
    List<ParameterPath> written() {
        return written;
    }

    ParameterValue value(String path) {
        return get(new ParameterPath(path), Selector.LATEST).orElseThrow().value();
    }

    @Override
    public Optional<Parameter> get(ParameterPath path, Selector selector) {
        return Optional.ofNullable(newest.get(path));
    }

    @Override
    public Page<Parameter> list(ParameterPath below, boolean recursive, Optional<String> cursor, int limit) {
        int from = cursor.map(Integer::parseInt).orElse(0);
        List<Parameter> all = newest.values().stream()
                .filter(p -> below.contains(p.path()) && !below.equals(p.path()))
                .toList();
        int to = Math.min(from + 2, all.size());
        return new Page<>(all.subList(from, to), to < all.size() ? Optional.of(String.valueOf(to)) : Optional.empty());
    }

    @Override
    public WriteResult put(ParameterPath path, ParameterValue value, Precondition precondition) {
        Runnable meanwhile = beforeNextWrite;
        beforeNextWrite = () -> {};
        meanwhile.run();
        Parameter current = newest.get(path);
        boolean holds = switch (precondition) {
            case Precondition.None any -> true;
            case Precondition.Absent absent -> current == null;
            case Precondition.Matches(long version) -> current != null && current.version() == version;
        };
        if (!holds) {
            return new WriteResult.Conflict(
                    current == null ? OptionalLong.empty() : OptionalLong.of(current.version()));
        }
        written.add(path);
        return new WriteResult.Written(write(path, value), Instant.EPOCH);
    }

    private long write(ParameterPath path, ParameterValue value) {
        Parameter current = newest.get(path);
        long version = current == null ? 1 : current.version() + 1;
        newest.put(path, new Parameter(path, value, version, Instant.EPOCH, List.of()));
        return version;
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
