package dev.gatehouse.audit.detect;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.audit.detect.sigma.Level;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.log.MalformedLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Sends the log's detections to one sink, at least once and in order. The log is the queue: a sink that is slow or dead
 * holds up nobody but itself, and has a place in the log from which it goes on, however long that takes.
 *
 * <p>A detection that a sink did not take for a number of times is passed over and put on record, and so is one that it
 * refuses. The count is kept in memory: after a restart it begins anew. The waits go by the sink and not by the
 * detection, so that a sink that was away for long loses few.
 *
 * <p>A sink that is new begins at the log's end. Its place is saved after each detection: of what was sent, one at most is
 * sent again after a crash. For one thread.
 */
public final class Deliveries {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 500;
    /** Events without a detection after which the place is saved: to look at them again costs little. */
    private static final int UNSAVED = 20_000;

    private static final long BATCH_BYTES = 4L << 20;
    private static final Duration MAX_ASKED = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long LOOK_AROUND_MILLIS = 250;

    private final Settings settings;
    private final DetectionSink sink;
    private final LogReader reader;
    private final DeliveryState state;
    private final Undelivered undelivered;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final DetectionMetrics metrics;
    private final StopSignal stop;
    private volatile long position;
    private long saved;
    private int failures;
    private int attempts;
    private Instant notBefore = Instant.EPOCH;

    /**
     * How one sink is served.
     *
     * @param name the sink's name, for metrics
     * @param from the least level that it gets
     * @param backoff how long it is left alone after a failure
     * @param maxAttempts how often one detection is sent before it is passed over
     */
    public record Settings(String name, Level from, Backoff backoff, int maxAttempts) {
        public Settings {
            if (maxAttempts < 1) {
                throw new IllegalArgumentException("a detection must be sent once at least");
            }
        }
    }

    /** @throws MalformedLog the place is in a longer log */
    public Deliveries(
            Settings settings,
            DetectionSink sink,
            LogReader reader,
            DeliveryState state,
            Undelivered undelivered,
            InstantSource clock,
            RandomGenerator random,
            DetectionMetrics metrics,
            StopSignal stop) {
        this.settings = settings;
        this.sink = sink;
        this.reader = reader;
        this.state = state;
        this.undelivered = undelivered;
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
        this.stop = stop;
        this.position = state.load().orElseGet(reader::size);
        if (position > reader.size()) {
            throw new MalformedLog("the place of the sink " + settings.name() + " is in a longer log");
        }
        save(); // or a sink that is new would begin at a later end after a crash
    }

    /** The index of the first event that was not seen to. */
    public long position() {
        return position;
    }

    /**
     * Sends what there is, up to a batch or the first failure.
     *
     * @return how long to wait before the next call; zero where there is more to do. Where there is nothing more to
     *     send, waiting for the log to grow is as good
     */
    public Duration step() {
        if (isToWait()) {
            return Duration.between(clock.instant(), notBefore);
        }
        List<LoggedEvent> events = reader.read(position, BATCH, BATCH_BYTES);
        for (LoggedEvent event : events) {
            if (stop.isGiven() || isToWait() || !isDone(event)) {
                return isToWait() ? Duration.between(clock.instant(), notBefore) : Duration.ZERO;
            }
        }
        return events.isEmpty() ? PAUSE : Duration.ZERO;
    }

    private boolean isToWait() {
        return clock.instant().isBefore(notBefore);
    }

    /** Sees to one event; false where it must be seen to again. */
    private boolean isDone(LoggedEvent event) {
        Optional<DetectionSink.Message> message = message(event);
        if (message.isPresent() && !isSettled(message.get())) {
            return false;
        }
        position = event.index() + 1;
        if (message.isPresent() || position - saved >= UNSAVED) {
            save();
        }
        return true;
    }

    private void save() {
        state.save(position);
        saved = position;
    }

    /** Goes on until the signal is given. */
    public void run() throws InterruptedException {
        while (!stop.isGiven()) {
            try {
                Duration wait = step();
                if (failures == 0 && wait.isPositive()) {
                    reader.awaitMoreThan(position, LOOK_AROUND_MILLIS);
                } else {
                    stop.pause(wait);
                }
            } catch (RuntimeException e) {
                metrics.unavailable(e);
                stop.pause(PAUSE);
            }
        }
    }

    /** What is to be sent of an event; empty where that is nothing. */
    private Optional<DetectionSink.Message> message(LoggedEvent logged) {
        return logged.event()
                .filter(event -> event.format() == EventFormat.DETECTION && isWanted(event.raw()))
                .map(event -> new DetectionSink.Message(event.key().uid(), event.time(), event.raw()));
    }

    /** Sends one; false where it must be sent again. */
    private boolean isSettled(DetectionSink.Message message) {
        return switch (sink.deliver(message)) {
            case DetectionSink.Delivered delivered -> {
                metrics.delivered(settings.name());
                failures = 0;
                yield settled();
            }
            case DetectionSink.Never never -> {
                failures = 0;
                yield passedOver(message, Undelivered.Reason.REFUSED);
            }
            case DetectionSink.Later(Optional<Duration> after) -> {
                metrics.retried(settings.name());
                failed(after.orElse(Duration.ZERO));
                yield attempts >= settings.maxAttempts() && passedOver(message, Undelivered.Reason.GIVEN_UP);
            }
        };
    }

    private boolean passedOver(DetectionSink.Message message, Undelivered.Reason reason) {
        undelivered.record(settings.name(), message, reason);
        metrics.passedOver(settings.name());
        return settled();
    }

    private boolean settled() {
        attempts = 0;
        return true;
    }

    private void failed(Duration asked) {
        attempts++;
        failures++;
        Duration own = settings.backoff().after(failures, random);
        Duration wait = asked.compareTo(own) > 0 ? asked : own;
        notBefore = clock.instant().plus(wait.compareTo(MAX_ASKED) < 0 ? wait : MAX_ASKED);
    }

    /** What can't be read is sent: better one too many. */
    private boolean isWanted(ByteSlice json) {
        try {
            String level = JSON.readTree(json.array(), json.offset(), json.length())
                    .path("rule")
                    .path("level")
                    .asText();
            return Level.ofWord(level)
                    .map(is -> is.compareTo(settings.from()) >= 0)
                    .orElse(true);
        } catch (IOException e) {
            return true;
        }
    }
}
