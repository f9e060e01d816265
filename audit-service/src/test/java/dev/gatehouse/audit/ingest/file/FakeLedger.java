package dev.gatehouse.audit.ingest.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ledger in memory, which fails when it is told to. */
public final class FakeLedger implements FileLedger {
    public final List<FileRead> read = new ArrayList<>();
    public final List<NamedFile> named = new ArrayList<>();
    public final List<RefusedFile> refused = new ArrayList<>();
    public boolean failsBefore;
    public boolean failsAfter;

    @Override
    public void add(FileRead file) {
        fail(failsBefore);
        if (find(file.location(), file.sha256()).isEmpty()) {
            read.add(file);
        }
        fail(failsAfter);
    }

    @Override
    public void addRefused(RefusedFile file) {
        fail(failsBefore);
        if (refused.stream()
                .noneMatch(one ->
                        one.location().equals(file.location()) && one.reason().equals(file.reason()))) {
            refused.add(file);
        }
        fail(failsAfter);
    }

    @Override
    public List<RefusedFile> refusedAs(String fileName) {
        return refused.stream()
                .filter(file -> file.location().fileName().equals(fileName))
                .toList();
    }

    @Override
    public void addNamed(List<NamedFile> files) {
        fail(failsBefore);
        files.stream().filter(file -> !named.contains(file)).forEach(named::add);
        fail(failsAfter);
    }

    private static void fail(boolean fails) {
        if (fails) {
            throw new LedgerUnavailable("no disk", new IllegalStateException());
        }
    }

    @Override
    public Optional<FileRead> find(ObjectLocation location, String sha256) {
        return read.stream()
                .filter(file ->
                        file.location().equals(location) && file.sha256().equals(sha256))
                .findFirst();
    }

    @Override
    public List<FileRead> readAs(String fileName) {
        return read.stream()
                .filter(file -> file.location().fileName().equals(fileName))
                .toList();
    }

    @Override
    public List<NamedFile> namedAs(String fileName) {
        return named.stream()
                .filter(file -> file.file().fileName().equals(fileName))
                .toList();
    }

    @Override
    public List<FileRead> readIn(Instant from, Instant to) {
        return read.stream().filter(file -> within(file.hour(), from, to)).toList();
    }

    @Override
    public List<NamedFile> namedIn(Instant from, Instant to) {
        return named.stream().filter(file -> within(file.hour(), from, to)).toList();
    }

    private static boolean within(Optional<FileHour> hour, Instant from, Instant to) {
        return hour.isPresent()
                && !hour.get().hour().isBefore(from)
                && hour.get().hour().isBefore(to);
    }
}
