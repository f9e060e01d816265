package dev.gatehouse.audit.log;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.tlog.NoteSigner;
import dev.gatehouse.audit.tlog.TileId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * One log of audit events: durable when acknowledged, sealed soon after. It has two threads: one appends frames of events
 * to payload segments, which is the commit point; the other writes tiles and signs checkpoints of what is durable.
 *
 * <p>After a crash it goes on where it was: acknowledged events are there, those that were not may be, and none is there
 * twice. Where what is stored does not hold, it refuses to open and says why.
 */
public final class SealedLog implements ErasableLog, AutoCloseable {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final long JOIN_MILLIS = 30_000;
    private static final String CLOSED = "the log is closed";
    private static final long LOOK_AROUND_MILLIS = 200;
    private static final Duration LONGEST_REST = Duration.ofMillis(500);

    private final LogStorage storage;
    private final KeyIndex keys;
    private final LogLimits limits;
    private final InstantSource clock;
    private final LogListener listener;
    private final SecureRandom random = new SecureRandom();
    private final Published published = new Published();
    private final Growth growth = new Growth();
    private final Growth sealedGrowth = new Growth();
    private final Segments segments;
    private final WaitingRoom waiting;
    private final Sequencer sequencer;
    private final Sealer sealer;
    private final WaitingRoom rest = new WaitingRoom(0);
    private final Thread writing;
    private final Thread sealing;
    private volatile boolean closing;

    private SealedLog(
            LogStorage storage,
            KeyIndex keys,
            NoteSigner signer,
            String origin,
            LogLimits limits,
            InstantSource clock,
            LogListener listener) {
        this.storage = storage;
        this.keys = keys;
        this.limits = limits;
        this.clock = clock;
        this.listener = listener;
        this.segments = new Segments(storage.payloads(), limits.segmentBytes());
        this.waiting = new WaitingRoom(limits.maxWaiting());
        this.sequencer = new Sequencer(storage, segments, keys, waiting, limits, published::size, new Telling());
        this.sealer = new Sealer(storage, segments, signer, origin, published);
        this.writing = new Thread(sequencer, "log-writer");
        this.sealing = new Thread(this::sealOnAndOn, "log-sealer");
    }

    /**
     * Opens a log, and completes what a crash left undone.
     *
     * @param storage where it is kept; closed with the log
     * @param keys its index of keys; closed with the log
     * @param origin its name, the first line of each checkpoint
     * @throws MalformedLog what is stored does not hold
     * @throws StorageFailed the storage does not answer
     */
    public static SealedLog open(
            LogStorage storage,
            KeyIndex keys,
            NoteSigner signer,
            String origin,
            LogLimits limits,
            InstantSource clock,
            LogListener listener) {
        SealedLog log = new SealedLog(storage, keys, signer, origin, limits, clock, listener);
        log.sealer.open();
        log.sequencer.recover();
        log.sealer.seal();
        log.growth.reached(log.segments.size());
        log.sealedGrowth.reached(log.published.size());
        log.writing.start();
        log.sealing.start();
        return log;
    }

    private final class Telling implements LogListener {
        @Override
        public void appended(long size) {
            growth.reached(size);
            listener.appended(size);
        }

        @Override
        public void sealed(long size) {
            sealedGrowth.reached(size);
            listener.sealed(size);
        }

        @Override
        public void failed(RuntimeException cause) {
            listener.failed(cause);
        }

        @Override
        public void lost() {
            listener.lost();
        }
    }

    @Override
    public CompletionStage<List<AppendResult>> append(List<Event> events) {
        if (events.isEmpty() || events.size() > limits.maxBatch()) {
            throw new IllegalArgumentException("1 to " + limits.maxBatch() + " events are appended at a time");
        }
        Instant received = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] salts = new byte[Frame.SALT_BYTES * events.size()];
        random.nextBytes(salts);
        List<Prepared> prepared = new ArrayList<>(events.size());
        for (Event event : events) {
            requireSize(event);
            prepared.add(Prepared.of(event, salt(salts, prepared.size()), received));
        }
        Submission submission = Submission.of(prepared);
        waiting.enter(submission);
        return submission.future();
    }

    private static byte[] salt(byte[] salts, int place) {
        byte[] salt = new byte[Frame.SALT_BYTES];
        System.arraycopy(salts, place * Frame.SALT_BYTES, salt, 0, Frame.SALT_BYTES);
        return salt;
    }

    private void requireSize(Event event) {
        if (event.raw().length() > limits.maxEventBytes()) {
            throw new IllegalArgumentException("an event has at most " + limits.maxEventBytes() + " bytes");
        }
    }

    @Override
    public long size() {
        return segments.size();
    }

    @Override
    public List<LoggedEvent> read(long from, int maxEvents, long maxBytes) {
        return segments.read(from, maxEvents, maxBytes);
    }

    /** Events from an index on, as {@link #read(long, int, long)}, with what an offline verifier needs of them. */
    public List<SealedEvent> sealed(long from, int maxEvents, long maxBytes) {
        return segments.sealed(from, maxEvents, maxBytes);
    }

    @Override
    public long awaitMoreThan(long size, long millis) throws InterruptedException {
        return growth.awaitMoreThan(size, millis);
    }

    /** The newest checkpoint; empty only while the log is being opened for the first time. */
    public Optional<SealedCheckpoint> checkpoint() {
        return published.newest();
    }

    /**
     * Waits until a checkpoint covers more than {@code size} events, or a while has passed.
     *
     * @return how many the newest covers
     */
    public long awaitSealed(long size, long millis) throws InterruptedException {
        return sealedGrowth.awaitMoreThan(size, millis);
    }

    /** What a proof of an event tells of it; the index is below {@link #size}. */
    ProofExtra disclose(long index) {
        return segments.disclose(index);
    }

    /** A tile of hashes. */
    public Optional<byte[]> tile(TileId tile) {
        return storage.tiles().get(tile.path());
    }

    /** What the log is kept in, to be read beside it and never to be written. */
    public LogStorage stored() {
        return storage;
    }

    /** Whatever stands at a path of the tile log's layout. */
    public Optional<byte[]> file(String path) {
        return storage.tiles().get(path);
    }

    @Override
    public OptionalLong find(EventKey key) {
        OptionalLong index = keys.find(LogEntry.ByteKey.of(key, Sha256.get()));
        return index.isPresent() && index.getAsLong() < size() ? index : OptionalLong.empty();
    }

    @Override
    public List<LogEntry> entries(long from) {
        return from < size()
                ? segments.entries(from).stream().map(LogEntry::decode).toList()
                : List.of();
    }

    @Override
    public void erase(List<Long> ascending) {
        storage.requireLease();
        segments.erase(ascending);
    }

    /** Nobody interrupts this thread: an interrupt would close the file that it writes. */
    private void sealOnAndOn() {
        boolean sure = true;
        try {
            while (!closing) {
                long sealed = published.size();
                if (!sure || growth.awaitMoreThan(sealed, LOOK_AROUND_MILLIS) > sealed) {
                    long started = System.nanoTime();
                    sure = sealed(sure);
                    rest.pause(sure ? untilNext(Duration.ofNanos(System.nanoTime() - started)) : BETWEEN_ATTEMPTS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sealing takes a fifth of the time at most: where the disk is slow, checkpoints are fewer, and appending goes on. */
    private Duration untilNext(Duration took) {
        Duration share = took.multipliedBy(4);
        Duration pause = share.compareTo(LONGEST_REST) < 0 ? share : LONGEST_REST;
        return pause.compareTo(limits.commitInterval()) > 0 ? pause : limits.commitInterval();
    }

    private boolean sealed(boolean sure) {
        Telling telling = new Telling();
        try {
            if (!sure) {
                sealer.open();
            }
            sealer.seal();
            telling.sealed(published.size());
            return true;
        } catch (StorageConflict e) {
            waiting.close(LogUnavailable.TAKEN_OVER);
            telling.lost();
            closing = true;
            return false;
        } catch (RuntimeException e) {
            telling.failed(e);
            return false;
        }
    }

    /** Makes durable and seals what waits, and lets another writer have the log. */
    @Override
    public void close() {
        waiting.close(CLOSED);
        try {
            writing.join(JOIN_MILLIS);
            closing = true;
            rest.close(CLOSED);
            sealing.join(JOIN_MILLIS);
            sealLast();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sealer.close();
        keys.close();
        storage.close();
    }

    private void sealLast() {
        try {
            sealer.seal();
        } catch (RuntimeException e) {
            listener.failed(e); // The next start seals them.
        }
    }
}
