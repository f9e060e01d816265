package dev.gatehouse.audit.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Storage in memory that fails where it is told to: before anything is kept, after, or halfway. */
final class FailingStorage implements LogStorage {
    /** When a write fails. */
    enum Moment {
        BEFORE,
        HALFWAY,
        AFTER
    }

    /** What is written. */
    enum Kind {
        FRAME,
        TILE,
        CHECKPOINT,
        ERASURE
    }

    final Map<Long, byte[]> segments = new TreeMap<>();
    final Map<String, byte[]> tiles = new ConcurrentHashMap<>();
    Optional<byte[]> checkpoint = Optional.empty();
    boolean leased = true;
    boolean oneFrameASegment;
    /** What was done to the payloads besides appending, in order. */
    final List<String> repairs = new CopyOnWriteArrayList<>();

    private Optional<Kind> failing = Optional.empty();
    private Moment moment = Moment.BEFORE;
    private int after;
    private int failures;

    /** The next but {@code skip} writes of a kind fail, once. */
    synchronized void fail(Kind kind, Moment when, int skip) {
        failing = Optional.of(kind);
        moment = when;
        after = skip;
    }

    synchronized int failures() {
        return failures;
    }

    private synchronized Optional<Moment> failure(Kind kind) {
        if (failing.isEmpty() || failing.get() != kind || after-- > 0) {
            return Optional.empty();
        }
        failing = Optional.empty();
        failures++;
        return Optional.of(moment);
    }

    private static StorageFailed failed() {
        return new StorageFailed("told to fail");
    }

    @Override
    public PayloadStore payloads() {
        return new PayloadStore() {
            @Override
            public List<Segment> list() {
                synchronized (segments) {
                    List<Segment> list = new ArrayList<>();
                    segments.forEach((first, bytes) -> list.add(new Segment(first, bytes.length)));
                    return list;
                }
            }

            @Override
            public void append(long segment, long offset, ByteBuffer frame) {
                Optional<Moment> failure = failure(Kind.FRAME);
                if (failure.equals(Optional.of(Moment.BEFORE))) {
                    throw failed();
                }
                byte[] bytes = new byte
                        [failure.equals(Optional.of(Moment.HALFWAY)) ? frame.remaining() / 2 : frame.remaining()];
                frame.get(bytes);
                synchronized (segments) {
                    byte[] there = segments.getOrDefault(segment, new byte[0]);
                    if (there.length != offset) {
                        throw new StorageConflict("the segment has grown");
                    }
                    byte[] both = Arrays.copyOf(there, there.length + bytes.length);
                    System.arraycopy(bytes, 0, both, there.length, bytes.length);
                    segments.put(segment, both);
                }
                if (failure.isPresent()) {
                    throw failed();
                }
            }

            @Override
            public ByteBuffer read(long segment, long offset, int length) {
                synchronized (segments) {
                    byte[] bytes = segments.getOrDefault(segment, new byte[0]);
                    int start = (int) Math.min(offset, bytes.length);
                    return ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + length)));
                }
            }

            @Override
            public void truncate(long segment, long size) {
                synchronized (segments) {
                    if (size == 0) {
                        segments.remove(segment);
                    } else {
                        segments.computeIfPresent(segment, (first, bytes) -> Arrays.copyOf(bytes, (int) size));
                    }
                }
            }

            @Override
            public void settle() {
                repairs.add("settle");
            }

            @Override
            public void overwrite(long segment, long offset, ByteBuffer bytes) {
                repairs.add("overwrite " + segment + " from " + offset + ", " + bytes.remaining() + " bytes");
                Optional<Moment> failure = failure(Kind.ERASURE);
                if (failure.equals(Optional.of(Moment.BEFORE))) {
                    throw failed();
                }
                int length = failure.equals(Optional.of(Moment.HALFWAY)) ? bytes.remaining() / 2 : bytes.remaining();
                synchronized (segments) {
                    byte[] there = segments.getOrDefault(segment, new byte[0]);
                    bytes.get(there, (int) offset, length);
                }
                if (failure.isPresent()) {
                    throw failed();
                }
            }

            @Override
            public boolean oneFrameASegment() {
                return oneFrameASegment;
            }
        };
    }

    @Override
    public TileStore tiles() {
        return new TileStore() {
            @Override
            public Optional<byte[]> get(String path) {
                return Optional.ofNullable(tiles.get(path));
            }

            @Override
            public void put(String path, byte[] bytes) {
                Optional<Moment> failure = failure(Kind.TILE);
                if (failure.isEmpty() || failure.get() == Moment.AFTER) {
                    byte[] there = tiles.putIfAbsent(path, bytes.clone());
                    if (there != null && !Arrays.equals(there, bytes)) {
                        throw new StorageConflict("another tile stands there");
                    }
                }
                if (failure.isPresent()) {
                    throw failed();
                }
            }

            @Override
            public void delete(String path) {
                tiles.remove(path);
            }
        };
    }

    @Override
    public CheckpointStore checkpoints() {
        return new CheckpointStore() {
            @Override
            public Optional<byte[]> read() {
                return checkpoint;
            }

            @Override
            public void replace(Optional<byte[]> expected, byte[] fresh) {
                Optional<Moment> failure = failure(Kind.CHECKPOINT);
                if (!Arrays.equals(checkpoint.orElse(new byte[0]), expected.orElse(new byte[0]))) {
                    throw new StorageConflict("another checkpoint stands there");
                }
                if (failure.isEmpty() || failure.get() == Moment.AFTER) {
                    checkpoint = Optional.of(fresh.clone());
                }
                if (failure.isPresent()) {
                    throw failed();
                }
            }
        };
    }

    @Override
    public void requireLease() {
        if (!leased) {
            throw new StorageConflict("the lease is gone");
        }
    }

    @Override
    public void close() {}
}
