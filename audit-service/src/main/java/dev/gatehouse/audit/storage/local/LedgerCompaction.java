package dev.gatehouse.audit.storage.local;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/** Forgets old lines of the ledger. The file is whole at any time: the shorter one takes the place of the longer. */
final class LedgerCompaction {
    private final Path file;
    private final Instant from;

    /** @param from lines of before are forgotten; those without a time, or that can't be read, are kept */
    LedgerCompaction(Path file, Instant from) {
        this.file = file;
        this.from = from;
    }

    /** Compacts where that makes the file shorter. The folder is to be synced afterwards. */
    void run() throws IOException {
        if (!Files.exists(file) || !holdsOldLines()) {
            return;
        }
        Path draft = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = OwnerFiles.open(draft, CREATE_NEW, WRITE)) {
            // Not closed: that would close the channel before it is forced.
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            copy(out);
            out.flush();
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean holdsOldLines() throws IOException {
        try (InputStream in = open()) {
            LedgerLines lines = new LedgerLines(in);
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!isKept(line.get())) {
                    return true;
                }
            }
            return false;
        }
    }

    private void copy(OutputStream out) throws IOException {
        try (InputStream in = open()) {
            LedgerLines lines = new LedgerLines(in);
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (isKept(line.get())) {
                    out.write(line.get());
                    out.write('\n');
                }
            }
        }
    }

    private InputStream open() throws IOException {
        return new BufferedInputStream(Channels.newInputStream(OwnerFiles.open(file, READ)));
    }

    private boolean isKept(byte[] line) {
        return LedgerLine.decode(line, 0, line.length)
                .flatMap(LedgerLine::time)
                .map(time -> !time.isBefore(from))
                .orElse(true);
    }
}
