package dev.gatehouse.audit.ingest;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.log.AppendResult;
import dev.gatehouse.audit.log.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Takes in events that are sent. What is no event is rejected alone: the others of its request are in the log, and it is
 * kept as a dead letter, or the report says that it is not. Safe for use by many threads.
 */
public final class Ingest {
    static final String SOURCE_NOT_ALLOWED = "source-not-allowed";

    private final EventLog log;
    private final EventReader reader;
    private final EventLimits limits;
    private final int batch;
    private final Rejects rejects;

    /**
     * @param batch events that are handed to the log together
     * @param rejects keeps what is rejected
     */
    public Ingest(EventLog log, EventReader reader, EventLimits limits, int batch, Rejects rejects) {
        this.log = log;
        this.reader = reader;
        this.limits = limits;
        this.batch = batch;
        this.rejects = rejects;
    }

    /**
     * Takes in one event. It does not block.
     *
     * @param event from {@link #event}
     * @return completes when it is durable; exceptionally with {@link dev.gatehouse.audit.log.LogUnavailable} where it may not be
     */
    public CompletionStage<AppendResult> one(Event event) {
        return log.append(List.of(event)).thenApply(List::getFirst);
    }

    /**
     * The event that somebody sends. It is not kept as a dead letter where it is none: who sent it is told, and has it.
     *
     * @throws InvalidEvent it is none, or may not be sent by this sender
     */
    public Event event(ByteSlice raw, Sender sender) {
        Event event = reader.read(raw);
        if (!sender.sources().allow(event.key().source())) {
            throw new InvalidEvent(SOURCE_NOT_ALLOWED, "the sender may not send events of this source");
        }
        return event;
    }

    /**
     * Takes in the elements of a JSON array; returns when all are durable.
     *
     * @throws InvalidEvent the body is no array, or has an event of a source that this sender may not send; those before
     *     are durable
     * @throws dev.gatehouse.audit.log.LogUnavailable some of them may not be durable; all may be sent again
     */
    public IngestReport array(byte[] body, Sender sender) {
        Collecting collecting = collecting(sender);
        int line = 0;
        try {
            for (ByteSlice element : JsonArray.elements(body, limits.maxEvents())) {
                collecting.add(++line, element);
            }
        } finally {
            collecting.finish();
        }
        return collecting.report();
    }

    /**
     * Takes in lines, each an event; empty ones are passed over. Returns when all are durable.
     *
     * @throws InvalidEvent there are too many lines, or an event of a source that this sender may not send; those before
     *     are durable
     * @throws IOException the stream can't be read to its end; what came before is durable
     * @throws dev.gatehouse.audit.log.LogUnavailable some of them may not be durable; all may be sent again
     */
    public IngestReport lines(InputStream body, Sender sender) throws IOException {
        Collecting collecting = collecting(sender);
        Lines lines = new Lines(body, limits.maxEventBytes());
        int number = 0;
        try {
            for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (++number > limits.maxEvents()) {
                    throw new InvalidEvent(
                            "too-many",
                            "the body has more than " + limits.maxEvents() + " lines; those before are in the log");
                }
                collecting.add(number, line.get());
            }
        } finally {
            collecting.finish();
        }
        return collecting.report();
    }

    private Collecting collecting(Sender sender) {
        return new Collecting(this, log, sender, batch, limits, rejects);
    }
}
