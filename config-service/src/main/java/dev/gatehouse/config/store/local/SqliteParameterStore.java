package dev.gatehouse.config.store.local;

import dev.gatehouse.config.parameter.DeleteResult;
import dev.gatehouse.config.parameter.Labels;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.service.failure.StoreException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps parameters in SQLite, each value sealed for its path, version and kind.
 *
 * <p>A precondition is judged within the transaction that writes, so that of racing writers exactly one wins. Instants
 * are exact to the millisecond. A listing or a batch that holds one damaged value fails as a whole
 * ({@link StoreException.Corrupt}); the others can be read one by one.
 */
public final class SqliteParameterStore implements ParameterStore {
    /** Versions that are kept of a path: Parameter Store's 100. */
    public static final int KEPT_VERSIONS = 100;

    private final SqliteDatabase database;
    private final Seals seals;
    private final InstantSource clock;
    private final int keptVersions;

    /**
     * A store in a database.
     *
     * @param keptVersions the newest versions of each path that are kept, at least 1
     * @throws StoreException.Corrupt the database was sealed with other keys
     */
    public SqliteParameterStore(SqliteDatabase database, Keyring keyring, InstantSource clock, int keptVersions) {
        if (keptVersions < 1) {
            throw new IllegalArgumentException("at least 1 version is kept, not " + keptVersions);
        }
        this.database = database;
        this.seals = Seals.of(database, keyring);
        this.clock = clock;
        this.keptVersions = keptVersions;
    }

    @Override
    public Optional<Parameter> get(ParameterPath path, Selector selector) {
        return read("read parameter " + path, rows -> rows.find(path, selector));
    }

    @Override
    public Map<ParameterPath, Parameter> getAll(Set<ParameterPath> paths) {
        return read(
                "read " + paths.size() + " parameters",
                rows -> rows.newest(paths).stream()
                        .collect(Collectors.toUnmodifiableMap(Parameter::path, Function.identity())));
    }

    @Override
    public Page<Parameter> list(ParameterPath below, boolean recursive, Optional<String> cursor, int limit) {
        String after = cursor.map(text ->
                        PageCursor.parse(text, last -> isBelow(below, last)).last())
                .orElse(below.value() + "/");
        return read("list parameters below " + below, rows -> {
            long oneMore = Pages.oneMore(limit);
            List<Parameter> found = recursive ? rows.tree(below, after, oneMore) : rows.level(below, after, oneMore);
            return Pages.cut(found, limit, last -> last.path().value());
        });
    }

    @Override
    public Page<Parameter> history(ParameterPath path, Optional<String> cursor, int limit) {
        long before = cursor.map(text ->
                        PageCursor.parse(text, last -> Long.parseLong(last) > 0).last())
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
        return read(
                "read the history of parameter " + path,
                rows -> Pages.cut(
                        rows.history(path, before, Pages.oneMore(limit)),
                        limit,
                        last -> Long.toString(last.version())));
    }

    @Override
    public WriteResult put(ParameterPath path, ParameterValue value, Precondition precondition) {
        return write("write parameter " + path, rows -> {
            OptionalLong current = rows.newestVersion(path);
            if (!holds(precondition, current)) {
                return new WriteResult.Conflict(current);
            }
            var written = new WriteResult.Written(
                    current.orElse(0) + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            rows.add(path, written.version(), value, written.modifiedAt());
            forget(rows, path, written.version() - keptVersions);
            return written;
        });
    }

    @Override
    public DeleteResult delete(ParameterPath path, Precondition precondition) {
        return write("delete parameter " + path, rows -> {
            OptionalLong current = rows.newestVersion(path);
            if (current.isEmpty()) {
                return new DeleteResult.NotFound();
            }
            if (!holds(precondition, current)) {
                return new DeleteResult.Conflict(current);
            }
            rows.delete(path);
            return new DeleteResult.Deleted();
        });
    }

    @Override
    public boolean label(ParameterPath path, long version, Set<String> labels) {
        labels.forEach(Labels::check);
        return write("label parameter " + path, rows -> {
            if (!rows.exists(path, version)) {
                return false;
            }
            for (String label : labels) {
                rows.label(path, label, version);
            }
            if (rows.labels(path, version) > Labels.MAX_PER_VERSION) {
                throw new StoreException.Rejected("label parameter " + path + ": version " + version
                        + " would carry more than " + Labels.MAX_PER_VERSION + " labels");
            }
            return true;
        });
    }

    private static void forget(ParameterRows rows, ParameterPath path, long last) throws SQLException {
        OptionalLong labelled = rows.labelled(path, last);
        if (labelled.isPresent()) {
            throw new StoreException.Rejected("write parameter " + path + ": its version " + labelled.getAsLong()
                    + " would be forgotten, and carries a label; move the label first");
        }
        rows.forget(path, last);
    }

    private static boolean holds(Precondition precondition, OptionalLong current) {
        return switch (precondition) {
            case Precondition.None none -> true;
            case Precondition.Absent absent -> current.isEmpty();
            case Precondition.Matches matches -> current.equals(OptionalLong.of(matches.version()));
        };
    }

    private static boolean isBelow(ParameterPath ancestor, String text) {
        ParameterPath path = new ParameterPath(text);
        return ancestor.contains(path) && !ancestor.equals(path);
    }

    private <T> T read(String operation, Rows<T> work) {
        return database.read(operation, connection -> work.of(new ParameterRows(connection, seals)));
    }

    private <T> T write(String operation, Rows<T> work) {
        return database.write(operation, connection -> work.of(new ParameterRows(connection, seals)));
    }

    @FunctionalInterface
    private interface Rows<T> {
        T of(ParameterRows rows) throws SQLException;
    }
}
