package dev.gatehouse.audit.storage.local;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.file.FileIntake;
import dev.gatehouse.audit.ingest.file.IntakeOutcome;
import dev.gatehouse.audit.ingest.file.LedgerUnavailable;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.StoredObject;
import dev.gatehouse.audit.log.LogUnavailable;
import dev.gatehouse.audit.storage.local.FolderScan.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes in the files of a folder and of those below it. The folder is looked through again and again, by whoever calls
 * {@link #scan}: no notices of the file system's are needed, which network file systems don't send.
 *
 * <p>A file is to be renamed into the folder when it is complete, from a name that begins with a dot or ends in {@code .part},
 * and after its sidecar ({@link Sidecar}). For those who write in place, a file is taken only when its size and time are what the
 * last scan saw. Safe against a crash at any point: at most, a file is read a second time. Not for use by two threads at once.
 */
public final class WatchedFolder {
    /** Scans that a file which can't be checked waits for the next try. */
    static final int DEFERRED_SCANS = 12;

    private final WatchSettings settings;
    private final FileIntake intake;
    private final FinishedFiles finished;
    private Map<Path, Stamp> lastSeen = Map.of();
    /** Files that could not be checked, and the scan in which they are tried again. */
    private final Map<Path, Long> deferred = new HashMap<>();

    private long scans;
    /** Where files stay: those that are done with, and what they were like. */
    private final Map<Path, Stamp> kept = new HashMap<>();

    public WatchedFolder(WatchSettings settings, FileIntake intake) {
        this.settings = settings;
        this.intake = intake;
        this.finished = new FinishedFiles(settings.root());
    }

    /** Looks through the folder once. */
    public synchronized ScanReport scan() {
        Count count = new Count();
        scans++;
        try {
            FolderScan scan = FolderScan.of(settings.root(), kept, settings.maxFiles());
            count.unreadable = scan.unreadable();
            if (scan.more()) {
                count.waiting++;
            } else {
                kept.keySet().retainAll(scan.seen());
                deferred.keySet().retainAll(scan.seen());
            }
            takeStable(scan.fresh(), count);
            return count.report(Optional.empty());
        } catch (LogUnavailable | DeadLettersUnavailable | LedgerUnavailable e) {
            return count.report(Optional.of(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            // Its message is a path, at most.
            return count.report(
                    Optional.of("the folder can't be read: " + e.getClass().getSimpleName()));
        }
    }

    private void takeStable(Map<Path, Stamp> fresh, Count count) {
        Map<Path, Stamp> before = lastSeen;
        lastSeen = Map.copyOf(fresh);
        List<Map.Entry<Path, Stamp>> files = fresh.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(FolderScan.ORDER))
                .toList();
        for (Map.Entry<Path, Stamp> file : files) {
            if (!file.getValue().equals(before.get(file.getKey()))
                    || scans < deferred.getOrDefault(file.getKey(), 0L)) {
                count.waiting++;
                continue;
            }
            try {
                take(file.getKey(), file.getValue(), count);
            } catch (IOException e) {
                // One file must not keep the others waiting.
                count.unreadable++;
            }
        }
    }

    private void take(Path file, Stamp stamp, Count count) throws IOException {
        Optional<StoredObject> object;
        try {
            object = read(file, stamp);
        } catch (Sidecar.Malformed e) {
            fail(file, stamp, String.valueOf(e.getMessage()), count);
            return;
        }
        if (object.isEmpty()) {
            count.waiting++;
            return;
        }
        switch (intake.take(object.get())) {
            case IntakeOutcome.Taken taken -> {
                count.taken++;
                done(file, stamp);
            }
            case IntakeOutcome.Known known -> {
                count.known++;
                done(file, stamp);
            }
            case IntakeOutcome.Refused refused -> fail(file, stamp, refused.reason() + ": " + refused.detail(), count);
            case IntakeOutcome.Skipped skipped -> fail(file, stamp, skipped.problem(), count);
            case IntakeOutcome.Deferred later -> {
                count.waiting++;
                deferred.put(file, scans + DEFERRED_SCANS);
            }
        }
    }

    /** The file; empty where it changed while it was read. */
    private Optional<StoredObject> read(Path file, Stamp stamp) throws IOException {
        byte[] bytes = OwnerFiles.read(file, settings.maxStored());
        Map<String, String> metadata = Sidecar.read(file);
        if (!Stamp.of(Files.readAttributes(file, BasicFileAttributes.class)).equals(stamp)) {
            return Optional.empty();
        }
        String name = settings.root().relativize(file).toString();
        return Optional.of(
                new StoredObject(new ObjectLocation(settings.bucket(), name), ByteSlice.of(bytes), metadata));
    }

    private void done(Path file, Stamp stamp) throws IOException {
        switch (settings.after()) {
            case MOVE -> finished.done(file);
            case KEEP -> kept.put(file, stamp);
        }
    }

    private void fail(Path file, Stamp stamp, String reason, Count count) throws IOException {
        count.failed++;
        switch (settings.after()) {
            case MOVE -> finished.failed(file, reason);
            case KEEP -> kept.put(file, stamp);
        }
    }

    /** Counts what a scan does. */
    private static final class Count {
        private int taken;
        private int known;
        private int failed;
        private int waiting;
        private int unreadable;

        ScanReport report(Optional<String> stopped) {
            return new ScanReport(taken, known, failed, waiting, unreadable, stopped);
        }
    }
}
