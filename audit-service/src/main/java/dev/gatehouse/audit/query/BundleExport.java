package dev.gatehouse.audit.query;

import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.log.verify.VerifiableBundle;
import dev.gatehouse.audit.query.ExportResult.Cut;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Writes a scan's events as a {@link VerifiableBundle}, up to the limits of an export; its manifest says where it was cut. */
public final class BundleExport {
    private static final long SEAL_MILLIS = 5_000;

    private final SealedLog log;
    private final ExportLimits limits;

    public BundleExport(SealedLog log, ExportLimits limits) {
        this.log = log;
        this.limits = limits;
    }

    /**
     * Writes a bundle.
     *
     * @param scan is not closed
     * @param target is not closed
     */
    public ExportResult write(Iterator<EventRow> scan, OutputStream target) throws IOException {
        awaitSealed();
        VerifiableBundle bundle = VerifiableBundle.begin(target, log, Map.of());
        Optional<Cut> cut = all(scan, bundle);
        cut.ifPresent(why -> bundle.about("cut", why.word()));
        bundle.finish();
        return new ExportResult(bundle.events(), cut);
    }

    private Optional<Cut> all(Iterator<EventRow> scan, VerifiableBundle bundle) throws IOException {
        long bytes = 0;
        try {
            while (scan.hasNext()) {
                EventRow row = scan.next();
                bytes += row.ocsfBytes();
                if (bundle.events() == limits.maxRows()) {
                    return Optional.of(Cut.ROWS);
                }
                if (bytes > limits.maxBytes()) {
                    return Optional.of(Cut.BYTES);
                }
                if (!bundle.covers(row.index())) {
                    return Optional.of(Cut.UNAVAILABLE);
                }
                bundle.add(row.index());
            }
            return Optional.empty();
        } catch (QueryTimedOut late) {
            return Optional.of(Cut.DEADLINE);
        } catch (TableUnavailable failure) {
            return Optional.of(Cut.UNAVAILABLE);
        }
    }

    /** What the table has is durable, and sealed soon after. */
    private void awaitSealed() {
        try {
            var _ = log.awaitSealed(log.size() - 1, SEAL_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new TableUnavailable("interrupted while it waited for a checkpoint");
        }
    }
}
