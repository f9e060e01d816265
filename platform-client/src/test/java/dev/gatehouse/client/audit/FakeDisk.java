package dev.gatehouse.client.audit;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A disk in memory, with a page cache in front of it. It fails where it is told to, before or after the operation took
 * effect, and can lose its power.
 */
final class FakeDisk implements OutboxFiles {
    /** What can fail. */
    enum Op {
        CREATE,
        OPEN,
        WRITE,
        TRUNCATE,
        FORCE,
        SYNC,
        RENAME,
        DELETE
    }

    /** Whether the operation has an effect though it fails. Halfway is before, but for a write. */
    enum Effect {
        NONE,
        HALF,
        WHOLE
    }

    /** The nth operation of a kind fails, counted from when it was planted. */
    record Fault(Op op, int nth, Effect effect) {}

    private Map<String, FakeFile> cached = new TreeMap<>();
    private Map<String, FakeFile> durable = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<Op, Integer> counts = new EnumMap<>(Op.class);
    private int operations;
    private int operationsWithPower = Integer.MAX_VALUE;
    private Runnable beforeForce = () -> {};

    /** Counts from here on, and lets these operations fail. */
    synchronized void plant(List<Fault> planted) {
        faults.clear();
        faults.addAll(planted);
        counts.clear();
    }

    synchronized int count(Op op) {
        return counts.getOrDefault(op, 0);
    }

    /** Lets all operations fail but so many first ones. */
    synchronized void cutPowerAfter(int operations) {
        this.operationsWithPower = operations;
    }

    synchronized int operations() {
        return operations;
    }

    synchronized int unmetFaults() {
        return (int) faults.stream().filter(f -> count(f.op()) < f.nth()).count();
    }

    synchronized void beforeForce(Runnable action) {
        this.beforeForce = action;
    }

    /** The same disk in another process: the page cache is still there. */
    synchronized FakeDisk afterProcessCrash() {
        FakeDisk next = new FakeDisk();
        cached.forEach((name, file) -> next.cached.put(name, file.copy()));
        durable.forEach((name, file) -> {
            FakeFile twin = file == cached.get(name) ? next.cached.get(name) : file.copy();
            next.durable.put(name, twin == null ? file.copy() : twin);
        });
        return next;
    }

    /** The same disk after a power cut, with as much as this of what was not forced. */
    synchronized FakeDisk afterPowerCut(FakeFile.Kept kept) {
        FakeDisk next = new FakeDisk();
        (kept == FakeFile.Kept.NOTHING ? durable : cached).forEach((name, file) -> {
            FakeFile survivor = file.afterPowerCut(kept);
            next.cached.put(name, survivor);
            next.durable.put(name, survivor);
        });
        return next;
    }

    /** A file's bytes, to look at. */
    synchronized byte[] bytes(String name) throws IOException {
        return file(name).bytes();
    }

    /** Puts a file there, durably. */
    synchronized void put(String name, byte[] bytes) {
        FakeFile file = FakeFile.durable(bytes);
        cached.put(name, file);
        durable.put(name, file);
    }

    @Override
    public Path path(String name) {
        return Path.of("/outbox", name);
    }

    @Override
    public synchronized List<String> names() {
        return List.copyOf(cached.keySet());
    }

    @Override
    public synchronized long size(String name) throws IOException {
        return file(name).bytes().length;
    }

    @Override
    public synchronized InputStream read(String name, long offset) throws IOException {
        byte[] bytes = file(name).bytes();
        return new ByteArrayInputStream(Arrays.copyOfRange(bytes, (int) offset, bytes.length));
    }

    @Override
    public synchronized Writable create(String name) throws IOException {
        perform(Op.CREATE, () -> {
            FakeFile there = cached.computeIfAbsent(name, absent -> new FakeFile());
            there.truncate(0);
        });
        return new Handle(file(name));
    }

    @Override
    public synchronized Writable open(String name) throws IOException {
        perform(Op.OPEN, () -> {});
        return new Handle(file(name));
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        FakeFile file = file(from);
        perform(Op.RENAME, () -> {
            cached.remove(from);
            cached.put(to, file);
        });
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        perform(Op.DELETE, () -> cached.remove(name));
    }

    @Override
    public synchronized void sync() throws IOException {
        perform(Op.SYNC, () -> durable = new TreeMap<>(cached));
    }

    @Override
    public void close() {}

    private FakeFile file(String name) throws IOException {
        FakeFile file = cached.get(name);
        if (file == null) {
            throw new FileNotFoundException(name);
        }
        return file;
    }

    private void perform(Op op, Runnable effect) throws IOException {
        perform(op, () -> {}, effect, () -> {});
    }

    /** Does the whole effect, or fails with what the planted fault leaves of it. */
    private void perform(Op op, Runnable half, Runnable whole, Runnable none) throws IOException {
        operations++;
        if (operations > operationsWithPower) {
            throw new IOException("no power");
        }
        int nth = counts.merge(op, 1, Integer::sum);
        for (Fault fault : faults) {
            if (fault.op() == op && fault.nth() == nth) {
                switch (fault.effect()) {
                    case NONE -> none.run();
                    case HALF -> half.run();
                    case WHOLE -> whole.run();
                }
                throw new IOException("planted: " + fault);
            }
        }
        whole.run();
    }

    private final class Handle implements Writable {
        private final FakeFile file;

        private Handle(FakeFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            byte[] all = new byte[bytes.remaining()];
            bytes.get(all);
            byte[] half = Arrays.copyOf(all, all.length / 2);
            synchronized (FakeDisk.this) {
                perform(Op.WRITE, () -> file.write(half, offset), () -> file.write(all, offset), () -> {});
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (FakeDisk.this) {
                perform(Op.TRUNCATE, () -> file.truncate(size));
            }
        }

        @Override
        public void force() throws IOException {
            Runnable before;
            synchronized (FakeDisk.this) {
                before = beforeForce;
            }
            before.run();
            synchronized (FakeDisk.this) {
                // A flush that fails leaves the pages clean, as Linux does: flushing again would not write them.
                perform(Op.FORCE, file::loseDirtyPages, file::force, file::loseDirtyPages);
            }
        }

        @Override
        public void close() {}
    }
}
