package dev.gatehouse.audit.http;

import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.log.verify.VerifiableBundle;
import dev.gatehouse.audit.query.BundleExport;
import dev.gatehouse.audit.query.CsvFormat;
import dev.gatehouse.audit.query.EventFilter;
import dev.gatehouse.audit.query.EventQueries;
import dev.gatehouse.audit.query.ExportLimits;
import dev.gatehouse.audit.query.ExportResult;
import dev.gatehouse.audit.query.NdjsonFormat;
import dev.gatehouse.audit.query.RowExport;
import dev.gatehouse.audit.query.RowFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.Consumer;

/** The forms that an export can have, and who writes them. */
public final class ExportFormats {
    private final EventQueries queries;
    private final ExportLimits limits;
    private final BundleExport bundles;

    public ExportFormats(EventQueries queries, ExportLimits limits, SealedLog log) {
        this.queries = queries;
        this.limits = limits;
        this.bundles = new BundleExport(log, limits);
    }

    /** A form. */
    enum Format {
        NDJSON("application/x-ndjson"),
        CSV("text/csv; charset=utf-8; header=present"),
        PARQUET("application/vnd.apache.parquet"),
        BUNDLE(VerifiableBundle.MEDIA_TYPE);

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        /** What stands in a query. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String contentType() {
            return contentType;
        }

        /** What a file's name ends with. */
        String extension() {
            return this == BUNDLE ? "zip" : word();
        }
    }

    /** @throws dev.gatehouse.audit.query.QueryRefused the filter covers more than one may */
    void check(EventFilter filter) {
        queries.limits().check(filter);
    }

    /**
     * Writes an export.
     *
     * @param known is told what the export has, where that is known before its first byte
     */
    ExportResult write(Format format, EventFilter filter, Consumer<ExportResult> known, OutputStream target)
            throws IOException {
        return switch (format) {
            case NDJSON -> lines(new NdjsonFormat(), filter, target);
            case CSV -> lines(new CsvFormat(), filter, target);
            case PARQUET ->
                queries.exportParquet(filter, limits, result -> {
                    known.accept(result);
                    return target;
                });
            case BUNDLE -> queries.export(filter, limits.deadline(), scan -> bundles.write(scan, target));
        };
    }

    private ExportResult lines(RowFormat format, EventFilter filter, OutputStream target) throws IOException {
        return queries.export(filter, limits.deadline(), scan -> RowExport.write(scan, format, limits, target));
    }
}
