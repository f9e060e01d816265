package dev.gatehouse.audit;

import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.query.TableProgress;
import dev.gatehouse.audit.query.TableUnavailable;
import dev.gatehouse.audit.storage.aws.S3ParquetFolder;
import dev.gatehouse.audit.storage.duckdb.ParquetArchive;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Makes the bucket's Parquet files those of the table, after each of the archive's rounds. */
final class LakeUploads implements Runnable {
    private static final Logger LOG = Logger.getLogger(LakeUploads.class);

    /** Events that a table in use may be behind. One that is made anew is further behind, and lacks files. */
    private static final long NEARLY_ALL = 50_000;

    private final ParquetArchive archive;
    private final TableProgress progress;
    private final LogReader log;
    private final S3ParquetFolder lake;
    private final AtomicInteger inBucket = new AtomicInteger();

    LakeUploads(
            ParquetArchive archive,
            TableProgress progress,
            LogReader log,
            S3ParquetFolder lake,
            MeterRegistry registry) {
        this.archive = archive;
        this.progress = progress;
        this.log = log;
        this.lake = lake;
        Gauge.builder("gatehouse.lake.files", inBucket, AtomicInteger::get)
                .description("Parquet files of the table that the bucket has")
                .register(registry);
    }

    /** One round; the next one tries again what did not work. */
    @Override
    public void run() {
        if (log.size() - progress.position() > NEARLY_ALL) {
            return;
        }
        try {
            List<S3ParquetFolder.LocalFile> files = archive.files().stream()
                    .map(file -> new S3ParquetFolder.LocalFile(file.key(), file.path()))
                    .toList();
            lake.mirror(files);
            inBucket.set(files.size());
        } catch (StorageFailed | TableUnavailable failure) {
            LOG.warnf("the table's Parquet files are not all in the bucket: %s", failure.getMessage());
        }
    }
}
