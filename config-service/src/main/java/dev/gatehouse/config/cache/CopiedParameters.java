package dev.gatehouse.config.cache;

import dev.gatehouse.config.parameter.DeleteResult;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.parameter.WriteResult;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store whose newest versions are read from copies, so that they can be read through an outage; everything else goes
 * to the store itself. A write that goes through here is seen by the next read.
 */
public final class CopiedParameters implements ParameterStore {
    private final ParameterStore store;
    private final StaleCache<ParameterPath, Parameter> copies;

    public CopiedParameters(ParameterStore store, StaleCache<ParameterPath, Parameter> copies) {
        this.store = store;
        this.copies = copies;
    }

    @Override
    public Optional<Parameter> get(ParameterPath path, Selector selector) {
        return selector instanceof Selector.Latest ? copies.get(path).map(Held::value) : store.get(path, selector);
    }

    @Override
    public Map<ParameterPath, Parameter> getAll(Set<ParameterPath> paths) {
        return store.getAll(paths);
    }

    @Override
    public Page<Parameter> list(ParameterPath below, boolean recursive, Optional<String> cursor, int limit) {
        return store.list(below, recursive, cursor, limit);
    }

    @Override
    public Page<Parameter> history(ParameterPath path, Optional<String> cursor, int limit) {
        return store.history(path, cursor, limit);
    }

    @Override
    public WriteResult put(ParameterPath path, ParameterValue value, Precondition precondition) {
        try {
            return store.put(path, value, precondition);
        } finally {
            copies.invalidate(path);
        }
    }

    @Override
    public DeleteResult delete(ParameterPath path, Precondition precondition) {
        try {
            return store.delete(path, precondition);
        } finally {
            copies.invalidate(path);
        }
    }

    @Override
    public boolean label(ParameterPath path, long version, Set<String> labels) {
        try {
            return store.label(path, version, labels);
        } finally {
            copies.invalidate(path);
        }
    }
}
