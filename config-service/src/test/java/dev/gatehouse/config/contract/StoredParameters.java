package dev.gatehouse.config.contract;

import dev.gatehouse.config.parameter.DeleteResult;
import dev.gatehouse.config.parameter.FakeParameterStore;
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
import java.util.Set;

/** Parameters in memory that come two a page, with a hook between what is read and what is written. */
final class StoredParameters implements ParameterStore {
    private static final int PAGE = 2;

    private final FakeParameterStore store = new FakeParameterStore(() -> Instant.EPOCH);
    private final List<ParameterPath> written = new ArrayList<>();
    private Runnable beforeNextWrite = () -> {};

    StoredParameters with(String path, ParameterValue value) {
        store.with(path, value);
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
        return store.stored(path).orElseThrow().value();
    }

    @Override
    public Optional<Parameter> get(ParameterPath path, Selector selector) {
        return store.get(path, selector);
    }

    @Override
    public Map<ParameterPath, Parameter> getAll(Set<ParameterPath> paths) {
        return store.getAll(paths);
    }

    @Override
    public Page<Parameter> list(ParameterPath below, boolean recursive, Optional<String> cursor, int limit) {
        return store.list(below, recursive, cursor, PAGE);
    }

    @Override
    public Page<Parameter> history(ParameterPath path, Optional<String> cursor, int limit) {
        return store.history(path, cursor, limit);
    }

    @Override
    public WriteResult put(ParameterPath path, ParameterValue value, Precondition precondition) {
        Runnable meanwhile = beforeNextWrite;
        beforeNextWrite = () -> {};
        meanwhile.run();
        WriteResult result = store.put(path, value, precondition);
        if (result instanceof WriteResult.Written) {
            written.add(path);
        }
        return result;
    }

    @Override
    public DeleteResult delete(ParameterPath path, Precondition precondition) {
        return store.delete(path, precondition);
    }

    @Override
    public boolean label(ParameterPath path, long version, Set<String> labels) {
        return store.label(path, version, labels);
    }
}
