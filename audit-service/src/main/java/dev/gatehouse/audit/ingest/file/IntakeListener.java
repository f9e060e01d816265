package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.EventFormat;
import java.time.Duration;

/** Told of what comes in, to be counted. What it is told is no secret: words, numbers and times. */
public interface IntakeListener {
    /** Listens to nothing. */
    IntakeListener NONE = new IntakeListener() {
        @Override
        public void taken(ObjectKind kind, long bytes, int appended, int duplicates) {}

        @Override
        public void known(ObjectKind kind) {}

        @Override
        public void deferred(ObjectKind kind) {}

        @Override
        public void skipped(String problem) {}

        @Override
        public void deadLetters(String reason, int count) {}

        @Override
        public void lag(EventFormat format, Duration lag) {}
    };

    /**
     * A file was read, and its events are durable.
     *
     * @param bytes inflated bytes
     * @param appended events that are new in the log
     * @param duplicates events that were in the log before
     */
    void taken(ObjectKind kind, long bytes, int appended, int duplicates);

    /** A file came that had been read before. */
    void known(ObjectKind kind);

    /** A file can't be checked now, and waits. */
    void deferred(ObjectKind kind);

    /** A file came that is none of those that are read here. */
    void skipped(String problem);

    /** Dead letters were kept. */
    void deadLetters(String reason, int count);

    /** An event that is new in the log came this long after it happened; negative where clocks differ. */
    void lag(EventFormat format, Duration lag);
}
