package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.TableListener;
import dev.gatehouse.audit.query.TableUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * The database file. It is opened when it is first needed, since loading DuckDB takes a while, and again after a failure
 * that it does not survive. A file that is damaged is moved aside, where nothing reads it, and an empty one begun.
 */
final class DuckDbDatabase implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final DuckDbSettings settings;
    private final TableListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    /** No session is open, or the file was replaced. */
    private final Condition quiet = lock.newCondition();

    private boolean replacing;
    private @Nullable DuckDBConnection root;
    private int sessions;
    private boolean damaged;
    private boolean closed;
    private boolean openedBefore;

    DuckDbDatabase(DuckDbSettings settings, TableListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    DuckDbSettings settings() {
        return settings;
    }

    /** A transaction of its own connection; it sees what was committed before. */
    Session begin() {
        lock.lock();
        try {
            awaitReplaced();
            Session session = new Session(this, root().duplicate());
            sessions++;
            return session;
        } catch (SQLException failure) {
            throw failed("open a connection", failure);
        } finally {
            lock.unlock();
        }
    }

    /** What a failure of DuckDB's means to callers; afterwards the database is opened anew if it has to be. */
    TableUnavailable failed(String operation, SQLException failure) {
        lock.lock();
        try {
            damaged |= DuckDbFailures.saysDamaged(failure);
            if (damaged || DuckDbFailures.saysInvalidated(failure)) {
                closeRoot();
            }
            return DuckDbFailures.unavailable(operation, failure);
        } finally {
            lock.unlock();
        }
    }

    void ended() {
        lock.lock();
        try {
            sessions--;
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts another database file in the place of this one. New queries wait for it; those under way are waited for, a
     * little.
     *
     * @return false where a query took longer: nothing has changed then
     */
    boolean replaceBy(Path fresh) throws IOException {
        lock.lock();
        try {
            replacing = true;
            if (!awaitQuiet() || damaged || closed) {
                return false;
            }
            closeRoot();
            if (Files.exists(writeAheadLog(settings.database()))) {
                return false; // It was not closed as it should be, and its log must not be applied to another file.
            }
            Files.move(fresh, settings.database(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } finally {
            replacing = false;
            quiet.signalAll();
            lock.unlock();
        }
    }

    private boolean awaitQuiet() {
        long nanos = PATIENCE_NANOS;
        try {
            while (sessions > 0 && nanos > 0) {
                nanos = quiet.awaitNanos(nanos);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return sessions == 0;
    }

    private void awaitReplaced() {
        while (replacing) {
            quiet.awaitUninterruptibly();
        }
    }

    /** Forgets the moved file of a damaged database: it may hold what was erased since. */
    void discardDamaged() {
        try {
            Files.deleteIfExists(damagedFile());
            Files.deleteIfExists(writeAheadLog(damagedFile()));
        } catch (IOException failure) {
            throw new TableUnavailable("the copy of a damaged database can't be deleted");
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closeRoot();
        } finally {
            lock.unlock();
        }
    }

    private DuckDBConnection root() throws SQLException {
        if (closed) {
            throw new TableUnavailable("the table is closed");
        }
        DuckDBConnection open = root;
        if (open == null) {
            open = reopened();
            root = open;
        }
        return open;
    }

    private DuckDBConnection reopened() throws SQLException {
        if (sessions > 0) {
            // The old instance lives until the last of its connections is closed.
            throw new TableUnavailable("the database is being opened again");
        }
        if (damaged) {
            moveAside();
        }
        return openOrBegin();
    }

    private DuckDBConnection openOrBegin() throws SQLException {
        try {
            return open();
        } catch (SQLException failure) {
            if (!DuckDbFailures.saysDamaged(failure)) {
                throw failure;
            }
            moveAside();
            return open();
        }
    }

    private DuckDBConnection open() throws SQLException {
        createFolders();
        // Not through DriverManager: it finds no driver in a native executable.
        DuckDBConnection connection = new DuckDBDriver()
                .connect("jdbc:duckdb:" + settings.database(), properties())
                .unwrap(DuckDBConnection.class);
        try {
            lockDown(connection);
            if (!EventSchema.prepare(connection)) {
                listener.rebuilding("another version of the program wrote the database");
            }
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("memory_limit", settings.memoryBytes() + "B");
        properties.setProperty("threads", Integer.toString(settings.threads()));
        properties.setProperty("temp_directory", settings.spill().toString());
        properties.setProperty("max_temp_directory_size", settings.spillBytes() + "B");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        // Each checkpoint writes the last row group anew: at DuckDB's 16 MB that is most of what filling costs.
        properties.setProperty("checkpoint_threshold", "128MB");
        // Row groups of a number of bytes need it; what must be in order is ordered by its statement.
        properties.setProperty("preserve_insertion_order", "false");
        return properties;
    }

    private void lockDown(DuckDBConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    // Files never change: to read once what is in each of them halves a query over many.
                    "SET GLOBAL parquet_metadata_cache = true",
                    "SET allow_community_extensions = false",
                    "SET allowed_directories = ['" + settings.parquet() + "/', '" + settings.work() + "/']",
                    "SET enable_external_access = false",
                    "SET lock_configuration = true")) {
                statement.execute(sql);
            }
        }
    }

    private void createFolders() {
        try {
            for (Path folder : List.of(settings.spill(), settings.work(), settings.parquet())) {
                Files.createDirectories(folder);
            }
            if (!openedBefore) {
                openedBefore = true;
                WorkFile.deleteAll(settings.work());
            }
        } catch (IOException failure) {
            throw new TableUnavailable("the table's folders can't be made", failure);
        }
    }

    private void moveAside() {
        try {
            discardDamaged();
            moveIfThere(settings.database(), damagedFile());
            moveIfThere(writeAheadLog(settings.database()), writeAheadLog(damagedFile()));
        } catch (IOException failure) {
            throw new UncheckedIOException("the damaged database can't be moved aside", failure);
        }
        damaged = false;
        listener.rebuilding("the database was damaged and is moved aside");
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to);
        }
    }

    private Path damagedFile() {
        return settings.folder().resolve("events.duckdb.damaged");
    }

    static Path writeAheadLog(Path database) {
        return database.resolveSibling(database.getFileName() + ".wal");
    }

    private void closeRoot() {
        DuckDBConnection open = root;
        root = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException alreadyBroken) {
                // What is committed is in the file or its write-ahead log.
            }
        }
    }
}
