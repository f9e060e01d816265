package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.LogLimits;
import dev.gatehouse.audit.log.LogListener;
import dev.gatehouse.audit.log.PayloadStore.Segment;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.storage.local.LogFolder;
import dev.gatehouse.audit.storage.local.MappedKeyIndex;
import dev.gatehouse.audit.tlog.BundleId;
import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import dev.gatehouse.audit.tlog.EntryBundle;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.MerkleHash;
import dev.gatehouse.audit.tlog.SignedNote;
import dev.gatehouse.audit.tlog.TreeWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** A log that {@link SealedLog} has written, held in memory to be damaged. */
final class MemoryLog implements LogSource {
    static final String ORIGIN = "example.com/audit";
    static final Ed25519Signer SIGNER = Ed25519Signer.generate(ORIGIN);
    static final LogTrust TRUST = LogTrust.of(SIGNER.verifierKey());
    static final LogLimits LIMITS =
            new LogLimits(100_000, 10_000, 50_000_000, 1_000, Duration.ZERO, Duration.ofMillis(1), 10_000);

    private static final int HEAD = 28;
    private static final int ROW = 63;

    final TreeMap<Long, byte[]> segments = new TreeMap<>();
    final Map<String, byte[]> files = new TreeMap<>();

    static Event event(int number) {
        return event(number, EventFormat.GATEHOUSE, "{\"number\":" + number + "}");
    }

    static Event event(int number, EventFormat format, String raw) {
        return event(number, format, raw.getBytes(StandardCharsets.UTF_8));
    }

    static Event event(int number, EventFormat format, byte[] raw) {
        return new Event(
                new EventKey("test", "uid-" + number),
                Instant.ofEpochSecond(number),
                format,
                DigestVerdict.NOT_APPLICABLE,
                Optional.empty(),
                ByteSlice.of(raw));
    }

    /** An erasure of the event at an index. */
    static Event erasure(int number, long index) {
        return event(number, EventFormat.ERASURE, "{\"action\":\"event:erase\",\"details\":{\"index\":" + index + "}}");
    }

    static SealedLog open(Path folder) {
        return open(folder, LIMITS);
    }

    static SealedLog open(Path folder, LogLimits limits) {
        return SealedLog.open(
                LogFolder.take(folder),
                MappedKeyIndex.open(folder.resolve("keys")),
                SIGNER,
                ORIGIN,
                limits,
                () -> Instant.EPOCH,
                new Quiet());
    }

    /** Writes a log of so many events, some at a time. */
    static void write(Path folder, int size, int atOnce) {
        try (SealedLog log = open(folder)) {
            for (int i = 0; i < size; i += atOnce) {
                List<Event> events = new ArrayList<>();
                for (int j = i; j < Math.min(size, i + atOnce); j++) {
                    events.add(event(j));
                }
                log.append(events).toCompletableFuture().join();
            }
        }
    }

    /** The log that stands in a folder. */
    static MemoryLog read(Path folder) throws IOException {
        MemoryLog log = new MemoryLog();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString();
                if (path.startsWith("payload/")) {
                    log.segments.put(Long.parseLong(path.substring(8)), Files.readAllBytes(file));
                } else if (!path.equals("keys") && !path.equals("lock")) {
                    log.files.put(path, Files.readAllBytes(file));
                }
            }
        }
        return log;
    }

    MemoryLog copy() {
        MemoryLog copy = new MemoryLog();
        segments.forEach((first, bytes) -> copy.segments.put(first, bytes.clone()));
        files.forEach((path, bytes) -> copy.files.put(path, bytes.clone()));
        return copy;
    }

    /** Where the frame with an event begins. */
    record Found(long segment, int frame, int row, int salt, int payload) {
        int rowAt() {
            return frame + HEAD + ROW * row;
        }

        Place place(long index) {
            return new Place.InSegment(segment, salt, index);
        }

        Place framePlace(long index) {
            return new Place.InSegment(segment, frame, index - row);
        }
    }

    /** Where an event stands. */
    Found find(long index) {
        Map.Entry<Long, byte[]> segment = segments.floorEntry(index);
        ByteBuffer bytes = ByteBuffer.wrap(segment.getValue());
        int frame = 0;
        while (bytes.getLong(frame + 4) + bytes.getInt(frame + 12) <= index) {
            frame += HEAD + ROW * bytes.getInt(frame + 12) + (int) bytes.getLong(frame + 16);
        }
        int row = (int) (index - bytes.getLong(frame + 4));
        int salt = frame + HEAD + ROW * bytes.getInt(frame + 12);
        for (int i = 0; i < row; i++) {
            salt += 16 + bytes.getInt(frame + HEAD + ROW * i + 59);
        }
        return new Found(segment.getKey(), frame, row, salt, bytes.getInt(frame + HEAD + ROW * row + 59));
    }

    byte[] segment(long first) {
        return Optional.ofNullable(segments.get(first)).orElseThrow();
    }

    /** Makes a frame's checksum that of its head and table. */
    void fixChecksum(long segment, int frame) {
        ByteBuffer bytes = ByteBuffer.wrap(segment(segment));
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), frame, 24);
        crc.update(bytes.array(), frame + HEAD, ROW * bytes.getInt(frame + 12));
        bytes.putInt(frame + 24, (int) crc.getValue());
    }

    void flip(long segment, int at) {
        segment(segment)[at] ^= 1;
    }

    void cutSegment(long first, int bytes) {
        segments.put(first, Arrays.copyOf(segment(first), bytes));
    }

    byte[] path(String path) {
        return Optional.ofNullable(files.get(path)).orElseThrow();
    }

    void sign(String origin, long size, Hash root, Ed25519Signer signer) {
        files.put(
                "checkpoint",
                SignedNote.sign(new Checkpoint(origin, size, root).format(), signer)
                        .bytes());
    }

    private List<byte[]> entries() {
        List<byte[]> entries = new ArrayList<>();
        segments.forEach((first, bytes) -> {
            long index = first;
            while (index < Long.MAX_VALUE && index - first < count(bytes)) {
                Found found = find(index++);
                entries.add(Arrays.copyOfRange(bytes, found.rowAt(), found.rowAt() + 59));
            }
        });
        return entries;
    }

    private static long count(byte[] segment) {
        ByteBuffer bytes = ByteBuffer.wrap(segment);
        long count = 0;
        for (int frame = 0; frame < segment.length; ) {
            count += bytes.getInt(frame + 12);
            frame += HEAD + ROW * bytes.getInt(frame + 12) + (int) bytes.getLong(frame + 16);
        }
        return count;
    }

    /** The root of the log as it was when it had so many events. */
    Hash rootOf(int size) {
        TreeWriter tree = TreeWriter.empty();
        entries().subList(0, size).forEach(entry -> tree.append(MerkleHash.leaf(entry)));
        return tree.root();
    }

    /** Writes tiles, bundles and checkpoint of the segments as they are; there are fewer than 256 events. */
    void sealAnew() {
        files.clear();
        TreeWriter tree = TreeWriter.empty();
        List<byte[]> entries = entries();
        entries.forEach(entry -> tree.append(MerkleHash.leaf(entry)));
        tree.drain().forEach((tile, bytes) -> files.put(tile.path(), bytes));
        files.put(new BundleId(0, entries.size()).path(), EntryBundle.encode(entries));
        sign(ORIGIN, entries.size(), tree.root(), SIGNER);
    }

    Checkpoint checkpoint() {
        return Checkpoint.parse(SignedNote.parse(path("checkpoint")).text());
    }

    Verdict verify() {
        return LogVerification.verify(this, TRUST);
    }

    @Override
    public Optional<byte[]> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public List<Segment> segments() {
        List<Segment> list = new ArrayList<>();
        segments.forEach((first, bytes) -> list.add(new Segment(first, bytes.length)));
        return list;
    }

    @Override
    public ByteBuffer read(long segment, long offset, int length) {
        byte[] bytes = segment(segment);
        int from = (int) Math.min(offset, bytes.length);
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length)));
    }

    private static final class Quiet implements LogListener {
        @Override
        public void appended(long size) {}

        @Override
        public void sealed(long size) {}

        @Override
        public void failed(RuntimeException cause) {
            throw new AssertionError("the storage failed", cause);
        }

        @Override
        public void lost() {}
    }
}
