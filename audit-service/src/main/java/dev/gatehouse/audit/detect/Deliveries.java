package dev.gatehouse.audit.detect;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.audit.detect.sigma.Level;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.LoggedEvent;
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
 * <p>A sink that is new begins at the log's end. Its place is saved after each detection: of what was sent, one at most is
 * sent again after a crash. For one thread.
 */
public final class Deliveries {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 500;
    private static final long BATCH_BYTES = 4L << 20;
    private static final Duration MAX_ASKED = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Settings settings;
    private final DetectionSink sink;
    private final LogReader reader;
    private final DeliveryState state;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final DetectionMetrics metrics;
    private long position;
    private long saved;
    private int failures;
    private Instant notBefore = Instant.EPOCH;

    /**
     * How one sink is served.
     *
     * @param name the sink's name, for metrics
     * @param from the least level that it gets
     * @param backoff how long it is left alone after a failure
     */
    public record Settings(String name, Level from, Backoff backoff) {}

    public Deliveries(
            Settings settings,
            DetectionSink sink,
            LogReader reader,
            DeliveryState state,
            InstantSource clock,
            RandomGenerator random,
            DetectionMetrics metrics) {
        this.settings = settings;
        this.sink = sink;
        this.reader = reader;
        this.state = state;
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
        this.position = state.load().orElseGet(reader::size);
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
        Duration left = Duration.between(clock.instant(), notBefore);
        if (left.isPositive()) {
            return left;
        }
        List<LoggedEvent> events = reader.read(position, BATCH, BATCH_BYTES);
        for (LoggedEvent event : events) {
            Optional<DetectionSink.Message> message = message(event);
            if (message.isPresent() && !isSettled(message.get())) {
                return Duration.between(clock.instant(), notBefore);
            }
            position = event.index() + 1;
            if (message.isPresent() || position - saved >= BATCH) {
                save();
            }
        }
        return events.isEmpty() ? PAUSE : Duration.ZERO;
    }

    private void save() {
        state.save(position);
        saved = position;
    }

    /** Goes on until the thread is interrupted. */
    public void run() throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Duration wait = step();
                if (failures == 0 && wait.isPositive()) {
                    reader.awaitMoreThan(position, wait.toMillis());
                } else {
                    Thread.sleep(wait);
                }
            } catch (RuntimeException e) {
                metrics.unavailable();
                Thread.sleep(PAUSE);
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
                yield settled();
            }
            case DetectionSink.Never never -> {
                metrics.passedOver(settings.name());
                yield settled();
            }
            case DetectionSink.Later(Optional<Duration> after) -> {
                metrics.retried(settings.name());
                yield failed(after.orElse(Duration.ZERO));
            }
        };
    }

    private boolean settled() {
        failures = 0;
        notBefore = Instant.EPOCH;
        return true;
    }

    private boolean failed(Duration asked) {
        failures++;
        Duration own = settings.backoff().after(failures, random);
        Duration wait = asked.compareTo(own) > 0 ? asked : own;
        notBefore = clock.instant().plus(wait.compareTo(MAX_ASKED) < 0 ? wait : MAX_ASKED);
        return false;
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
