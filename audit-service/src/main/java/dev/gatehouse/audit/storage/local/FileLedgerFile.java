package dev.gatehouse.audit.storage.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.gatehouse.audit.ingest.file.FileLedger;
import dev.gatehouse.audit.ingest.file.FileRead;
import dev.gatehouse.audit.ingest.file.LedgerUnavailable;
import dev.gatehouse.audit.ingest.file.NamedFile;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.RefusedFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The ledger as a file of JSON lines for its owner's eyes only, which only grows, and an index of it in memory: some hundred
 * bytes for each file. One process may use the file.
 *
 * <p>A last line that a crash cut off is dropped when the file is opened; other lines that can't be read are passed over and
 * counted, and cost a second reading of their files.
 */
public final class FileLedgerFile implements FileLedger, AutoCloseable {
    private final FileChannel channel;
    private final LedgerIndex<FileRead> read = new LedgerIndex<>();
    private final LedgerIndex<RefusedFile> refused = new LedgerIndex<>();
    private final LedgerIndex<NamedFile> named = new LedgerIndex<>();
    private long end;
    private long damaged;

    /** @throws LedgerUnavailable the file can't be read, or its torn end can't be cut off */
    public FileLedgerFile(Path file) {
        this(file, Instant.MIN);
    }

    /**
     * Opens a file, and forgets its old lines first.
     *
     * @param from files that were read or refused before, and files that digests of before name, are forgotten
     * @throws LedgerUnavailable the file can't be read or compacted, or its torn end can't be cut off
     */
    public FileLedgerFile(Path file, Instant from) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                OwnerFiles.makeFolder(folder);
            }
            new LedgerCompaction(file, from).run();
            channel = OwnerFiles.open(file, CREATE, READ, WRITE);
            load();
            if (folder != null) {
                OwnerFiles.sync(folder);
            }
        } catch (IOException e) {
            throw new LedgerUnavailable("the ledger of files can't be opened", e);
        }
    }

    /** Lines that could not be read when the file was opened. */
    public synchronized long damaged() {
        return damaged;
    }

    private void load() throws IOException {
        // Not closed: that would close the channel.
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(0)));
        LedgerLines lines = new LedgerLines(in);
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            remember(line.get());
        }
        end = lines.end();
        channel.truncate(end);
    }

    private void remember(byte[] line) {
        LedgerLine.decode(line, 0, line.length).ifPresentOrElse(this::remember, () -> damaged++);
    }

    private void remember(LedgerLine line) {
        switch (line) {
            case LedgerLine.Read one ->
                read.add(one.file().location().fileName(), one.file().hour(), one.file());
            case LedgerLine.Refused one -> refused.add(one.file().location().fileName(), Optional.empty(), one.file());
            case LedgerLine.Named one ->
                named.add(one.file().file().fileName(), one.file().hour(), one.file());
        }
    }

    @Override
    public synchronized void add(FileRead file) {
        if (find(file.location(), file.sha256()).isEmpty()) {
            write(List.of(new LedgerLine.Read(file)));
        }
    }

    @Override
    public synchronized void addRefused(RefusedFile file) {
        boolean known = refusedAs(file.location().fileName()).stream()
                .anyMatch(one ->
                        one.location().equals(file.location()) && one.reason().equals(file.reason()));
        if (!known) {
            write(List.of(new LedgerLine.Refused(file)));
        }
    }

    @Override
    public synchronized void addNamed(List<NamedFile> files) {
        write(files.stream()
                .filter(file -> !named.has(file.file().fileName(), file))
                .map(LedgerLine.Named::new)
                .toList());
    }

    private void write(List<? extends LedgerLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lines.forEach(line -> bytes.writeBytes(line.encode()));
        try {
            // A write that failed may have left its beginning.
            channel.truncate(end);
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
            long at = end;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
            channel.force(false);
            end = at;
        } catch (IOException e) {
            throw new LedgerUnavailable("the ledger of files can't be written", e);
        }
        lines.forEach(this::remember);
    }

    @Override
    public synchronized Optional<FileRead> find(ObjectLocation location, String sha256) {
        return read.named(location.fileName()).stream()
                .filter(file ->
                        file.location().equals(location) && file.sha256().equals(sha256))
                .findFirst();
    }

    @Override
    public synchronized List<FileRead> readAs(String fileName) {
        return read.named(fileName);
    }

    @Override
    public synchronized List<RefusedFile> refusedAs(String fileName) {
        return refused.named(fileName);
    }

    @Override
    public synchronized List<NamedFile> namedAs(String fileName) {
        return named.named(fileName);
    }

    @Override
    public synchronized List<FileRead> readIn(Instant from, Instant to) {
        return read.in(from, to);
    }

    @Override
    public synchronized List<NamedFile> namedIn(Instant from, Instant to) {
        return named.in(from, to);
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LedgerUnavailable("the ledger of files can't be closed", e);
        }
    }
}
