package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.EventFilter;
import dev.gatehouse.audit.query.EventPage;
import dev.gatehouse.audit.query.EventQuery;
import dev.gatehouse.audit.query.EventRow;
import dev.gatehouse.audit.query.EventScan;
import dev.gatehouse.audit.query.EventTable;
import dev.gatehouse.audit.query.ExportLimits;
import dev.gatehouse.audit.query.ExportResult;
import dev.gatehouse.audit.query.Histogram;
import dev.gatehouse.audit.query.IndexedEvent;
import dev.gatehouse.audit.query.TableListener;
import dev.gatehouse.audit.query.TableUnavailable;
import dev.gatehouse.audit.query.VisibleSources;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The table in DuckDB: recent events in a database file, older ones in Parquet files that {@link ParquetArchive} moves
 * them to. To queries it is one table.
 *
 * <p>DuckDB is loaded and the file opened when the table is first used. A file that is damaged is moved aside, and the
 * position is 0 again: the table is derived, and who fills it begins anew. A process that died loses nothing that
 * {@link #append} had returned for.
 */
public final class DuckDbEventTable implements EventTable {
    private final DuckDbDatabase database;
    private final TableReader reader;
    private final TableWriter writer;
    private final ParquetArchive archive;
    private final Scrub scrub;
    /** Erasing and scrubbing, one at a time. */
    private final ReentrantLock changes = new ReentrantLock();

    private final KnownSources sources = new KnownSources();

    /** A table in a folder; nothing is opened yet. */
    public DuckDbEventTable(DuckDbSettings settings, TableListener listener) {
        FilesInUse files = new FilesInUse();
        this.database = new DuckDbDatabase(settings, listener);
        this.reader = new TableReader(database, files);
        this.writer = new TableWriter(database);
        this.archive = new ParquetArchive(database, files);
        this.scrub = new Scrub(database);
    }

    /** The older events' files, to be called now and then. */
    public ParquetArchive archive() {
        return archive;
    }

    @Override
    public long position() {
        return writer.position();
    }

    @Override
    public void append(List<IndexedEvent> events) {
        sources.add(events);
        writer.append(events);
    }

    @Override
    public EventPage page(EventQuery query, long maxBytes, Duration deadline) {
        return reader.read("read a page", deadline, reading -> new PageReader(reading, query, maxBytes).page());
    }

    @Override
    public List<EventRow> find(String uid, VisibleSources visible, long maxBytes, Duration deadline) {
        return reader.read("find an event", deadline, reading -> new UidReader(reading, maxBytes).find(uid, visible));
    }

    @Override
    public Set<String> sources(Duration deadline) {
        return sources.complete() ? sources.names() : reader.read("list sources", deadline, sources::read);
    }

    @Override
    public Histogram histogram(EventFilter filter, Duration width, Duration deadline) {
        return reader.read("count events", deadline, reading -> HistogramReader.count(reading, filter, width));
    }

    @Override
    public EventScan scan(EventFilter filter, Duration deadline) {
        return SlicedScan.open(reader.open("scan events", deadline), filter);
    }

    @Override
    public ExportResult writeParquet(
            EventFilter filter, ExportLimits limits, Function<ExportResult, OutputStream> target) throws IOException {
        return new ParquetExportFile(database.settings().work(), reader).write(filter, limits, target);
    }

    @Override
    public void erase(List<Long> ascending) {
        changes.lock();
        try {
            scrub.pending();
            writer.erase(ascending);
            archive.erase(ascending);
            database.discardDamaged();
        } catch (IOException failure) {
            throw new TableUnavailable("erase events: the folder can't be written", failure);
        } finally {
            changes.unlock();
        }
    }

    @Override
    public boolean scrub() {
        changes.lock();
        try {
            return !scrub.isPending() || writer.alone(() -> archive.scrub(scrub));
        } finally {
            changes.unlock();
        }
    }

    @Override
    public void rebuild() {
        writer.rebuild();
        archive.sweep();
    }

    @Override
    public void close() {
        reader.close();
        database.close();
    }
}
