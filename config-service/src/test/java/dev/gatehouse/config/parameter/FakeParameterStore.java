package dev.gatehouse.config.parameter;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A parameter store in memory with versions and labels: counts what it is asked, and fails as told. */
public final class FakeParameterStore implements ParameterStore {
    private final NavigableMap<ParameterPath, List<Parameter>> versions = new ConcurrentSkipListMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final InstantSource clock;
    private volatile Runnable beforeAnswering = () -> {};
    private volatile @Nullable RuntimeException failure;
    private volatile @Nullable RuntimeException failureAfterWriting;

    public FakeParameterStore(InstantSource clock) {
        this.clock = clock;
    }

    /** Writes past the port: not a call. */
    public FakeParameterStore with(String path, ParameterValue value) {
        write(new ParameterPath(path), value);
        return this;
    }

    public FakeParameterStore with(String path, String text) {
        return with(path, ParameterValue.plain(text));
    }

    /** Deletes past the port. */
    public void without(String path) {
        versions.remove(new ParameterPath(path));
    }

    /** What is stored, past the port. */
    public Optional<Parameter> stored(String path) {
        return newest(new ParameterPath(path));
    }

    /** Is run by each call before it answers. */
    public void beforeAnswering(Runnable meanwhile) {
        beforeAnswering = meanwhile;
    }

    /** How often the port was used. */
    public int calls() {
        return calls.get();
    }

    /** What each call throws from now on; null for none. */
    public void failWith(@Nullable RuntimeException failure) {
        this.failure = failure;
    }

    /** What each change throws from now on, after it has happened. */
    public void failAfterWritingWith(@Nullable RuntimeException failure) {
        this.failureAfterWriting = failure;
    }

    @Override
    public Optional<Parameter> get(ParameterPath path, Selector selector) {
        called();
        List<Parameter> all = versions.getOrDefault(path, List.of());
        return switch (selector) {
            case Selector.Latest() -> newest(path);
            case Selector.Version(long number) ->
                all.stream().filter(p -> p.version() == number).findFirst();
            case Selector.Label(String name) ->
                all.stream().filter(p -> p.labels().contains(name)).findFirst();
        };
    }

    @Override
    public Map<ParameterPath, Parameter> getAll(Set<ParameterPath> paths) {
        called();
        Map<ParameterPath, Parameter> found = new LinkedHashMap<>();
        paths.forEach(path -> newest(path).ifPresent(parameter -> found.put(path, parameter)));
        return found;
    }

    @Override
    public Page<Parameter> list(ParameterPath below, boolean recursive, Optional<String> cursor, int limit) {
        called();
        List<Parameter> all = versions.keySet().stream()
                .filter(path -> below.contains(path) && !below.equals(path))
                .filter(path -> recursive || !path.relativeTo(below).contains("/"))
                .filter(path -> cursor.isEmpty() || path.value().compareTo(cursor.get()) > 0)
                .map(path -> newest(path).orElseThrow())
                .toList();
        return page(all, limit, parameter -> parameter.path().value());
    }

    @Override
    public Page<Parameter> history(ParameterPath path, Optional<String> cursor, int limit) {
        called();
        List<Parameter> all = versions.getOrDefault(path, List.of()).reversed().stream()
                .filter(p -> cursor.isEmpty() || p.version() < Long.parseLong(cursor.get()))
                .toList();
        return page(all, limit, parameter -> Long.toString(parameter.version()));
    }

    @Override
    public WriteResult put(ParameterPath path, ParameterValue value, Precondition precondition) {
        called();
        OptionalLong current = version(path);
        if (!holds(precondition, current)) {
            return new WriteResult.Conflict(current);
        }
        Parameter written = write(path, value);
        changed();
        return new WriteResult.Written(written.version(), written.modifiedAt());
    }

    @Override
    public DeleteResult delete(ParameterPath path, Precondition precondition) {
        called();
        OptionalLong current = version(path);
        if (current.isEmpty()) {
            return new DeleteResult.NotFound();
        }
        if (!holds(precondition, current)) {
            return new DeleteResult.Conflict(current);
        }
        versions.remove(path);
        changed();
        return new DeleteResult.Deleted();
    }

    @Override
    public boolean label(ParameterPath path, long version, Set<String> labels) {
        called();
        List<Parameter> all = versions.getOrDefault(path, List.of());
        if (all.stream().noneMatch(p -> p.version() == version)) {
            return false;
        }
        versions.put(path, all.stream().map(p -> labelled(p, version, labels)).toList());
        changed();
        return true;
    }

    private static Parameter labelled(Parameter parameter, long version, Set<String> labels) {
        Set<String> now = new LinkedHashSet<>(parameter.labels());
        now.removeAll(labels);
        if (parameter.version() == version) {
            now.addAll(labels);
        }
        return new Parameter(
                parameter.path(), parameter.value(), parameter.version(), parameter.modifiedAt(), List.copyOf(now));
    }

    private static Page<Parameter> page(
            List<Parameter> all, int limit, java.util.function.Function<Parameter, String> name) {
        return all.size() <= limit
                ? new Page<>(all, Optional.empty())
                : new Page<>(all.subList(0, limit), Optional.of(name.apply(all.get(limit - 1))));
    }

    private static boolean holds(Precondition precondition, OptionalLong current) {
        return switch (precondition) {
            case Precondition.None() -> true;
            case Precondition.Absent() -> current.isEmpty();
            case Precondition.Matches(long version) -> current.equals(OptionalLong.of(version));
        };
    }

    private Parameter write(ParameterPath path, ParameterValue value) {
        Parameter written = new Parameter(path, value, version(path).orElse(0) + 1, clock.instant(), List.of());
        List<Parameter> all = new ArrayList<>(versions.getOrDefault(path, List.of()));
        all.add(written);
        versions.put(path, List.copyOf(all));
        return written;
    }

    private Optional<Parameter> newest(ParameterPath path) {
        return Optional.ofNullable(versions.get(path)).map(List::getLast);
    }

    private OptionalLong version(ParameterPath path) {
        return newest(path).stream().mapToLong(Parameter::version).findFirst();
    }

    private void called() {
        calls.incrementAndGet();
        beforeAnswering.run();
        RuntimeException failing = failure;
        if (failing != null) {
            throw failing;
        }
    }

    private void changed() {
        RuntimeException failing = failureAfterWriting;
        if (failing != null) {
            throw failing;
        }
    }
}
