package dev.gatehouse.audit.it;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.log.LogLimits;
import dev.gatehouse.audit.log.LogListener;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.storage.local.LogFolder;
import dev.gatehouse.audit.storage.local.MappedKeyIndex;
import dev.gatehouse.audit.storage.local.SigningKeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The log of a service that does not run, opened from its data folder. */
final class StoppedLog {
    private static final String ORIGIN = "gatehouse.local/audit";
    private static final LogListener NOBODY = new LogListener() {
        @Override
        public void appended(long size) {}

        @Override
        public void sealed(long size) {}

        @Override
        public void failed(RuntimeException cause) {
            throw cause;
        }

        @Override
        public void lost() {}
    };

    private StoppedLog() {}

    /** Appends events; the folder need not be there. */
    static void append(Path data, List<Event> events) {
        try (SealedLog log = open(data)) {
            log.append(events).toCompletableFuture().join();
        }
    }

    /** All events. */
    static List<LoggedEvent> read(Path data) {
        List<LoggedEvent> events = new ArrayList<>();
        try (SealedLog log = open(data)) {
            while (events.size() < log.size()) {
                events.addAll(log.read(events.size(), 1_000, 1 << 20));
            }
        }
        return events;
    }

    private static SealedLog open(Path data) {
        try {
            Files.createDirectories(
                    data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            boolean sealed = Files.exists(data.resolve("log").resolve("checkpoint"));
            return SealedLog.open(
                    LogFolder.take(data.resolve("log")),
                    MappedKeyIndex.open(data.resolve("keys.index")),
                    new SigningKeyFile(data.resolve("log.key")).open(ORIGIN, !sealed),
                    ORIGIN,
                    LogLimits.DEFAULT,
                    Clock.systemUTC(),
                    NOBODY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
