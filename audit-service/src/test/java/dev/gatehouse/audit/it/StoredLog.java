package dev.gatehouse.audit.it;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.log.LogLimits;
import dev.gatehouse.audit.log.LogListener;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.storage.local.LogFolder;
import dev.gatehouse.audit.storage.local.MappedKeyIndex;
import dev.gatehouse.audit.storage.local.SigningKeyFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The log of a service that has ended, read from its folder. */
final class StoredLog {
    private static final String ORIGIN = "gatehouse.local/audit";
    private static final int PAGE = 1_000;

    private StoredLog() {}

    /** All events of it, in order. */
    static List<Event> events(Path data) {
        List<Event> events = new ArrayList<>();
        try (SealedLog log = open(data)) {
            while (events.size() < log.size()) {
                List<LoggedEvent> page = log.read(events.size(), PAGE, Long.MAX_VALUE);
                page.forEach(logged -> events.add(logged.event().orElseThrow()));
            }
        }
        return events;
    }

    private static SealedLog open(Path data) {
        return SealedLog.open(
                LogFolder.take(data.resolve("log")),
                MappedKeyIndex.open(data.resolve("keys.index")),
                new SigningKeyFile(data.resolve("log.key")).open(ORIGIN, false),
                ORIGIN,
                LogLimits.DEFAULT,
                InstantSource.system(),
                new Silent());
    }

    private static final class Silent implements LogListener {
        @Override
        public void appended(long size) {}

        @Override
        public void sealed(long size) {}

        @Override
        public void failed(RuntimeException cause) {
            throw cause;
        }

        @Override
        public void lost() {
            throw new IllegalStateException("the log is somebody else's");
        }
    }
}
