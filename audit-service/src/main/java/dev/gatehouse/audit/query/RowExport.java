package dev.gatehouse.audit.query;

import dev.gatehouse.audit.query.ExportResult.Cut;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Optional;

/** Writes a scan's events, up to the limits of an export. What it ended with stands in its tail. */
public final class RowExport {
    private final RowFormat format;
    private final ExportLimits limits;
    private final OutputStream target;
    private long rows;
    private long bytes;

    private RowExport(RowFormat format, ExportLimits limits, OutputStream target) {
        this.format = format;
        this.limits = limits;
        this.target = target;
    }

    /**
     * Writes events.
     *
     * @param scan is not closed
     * @param target is neither flushed nor closed; it is written in small pieces
     */
    public static ExportResult write(
            Iterator<EventRow> scan, RowFormat format, ExportLimits limits, OutputStream target) throws IOException {
        return new RowExport(format, limits, target).write(scan);
    }

    private ExportResult write(Iterator<EventRow> scan) throws IOException {
        put(format.head());
        Optional<Cut> cut = all(scan);
        ExportResult result = new ExportResult(rows, cut);
        put(format.tail(result));
        return result;
    }

    private Optional<Cut> all(Iterator<EventRow> scan) throws IOException {
        try {
            while (scan.hasNext()) {
                if (rows == limits.maxRows()) {
                    return Optional.of(Cut.ROWS);
                }
                byte[] line = format.line(scan.next());
                if (bytes + line.length > limits.maxBytes()) {
                    return Optional.of(Cut.BYTES);
                }
                put(line);
                rows++;
            }
            return Optional.empty();
        } catch (QueryTimedOut late) {
            return Optional.of(Cut.DEADLINE);
        } catch (TableUnavailable failure) {
            return Optional.of(Cut.UNAVAILABLE);
        }
    }

    private void put(byte[] piece) throws IOException {
        target.write(piece);
        bytes += piece.length;
    }
}
