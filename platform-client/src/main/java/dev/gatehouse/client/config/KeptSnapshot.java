package dev.gatehouse.client.config;

import dev.gatehouse.client.disk.Opened;
import dev.gatehouse.client.disk.SealedFile;
import dev.gatehouse.client.event.ClientEvent;
import dev.gatehouse.client.event.ClientEvents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The snapshot on disk, for a start while the service is away.
 *
 * <p>What is sealed: the time of the last confirmation in milliseconds (8 bytes), the tag (as {@link DataOutputStream#writeUTF}), the
 * body's length (4 bytes), the body as it was delivered.
 */
final class KeptSnapshot {
    private final SnapshotId id;
    private final Optional<SealedFile> file;
    private final ClientEvents events;

    /** @param file empty where nothing is to be kept */
    KeptSnapshot(SnapshotId id, Optional<SealedFile> file, ClientEvents events) {
        this.id = id;
        this.file = file;
        this.events = events;
    }

    /** The name of the file, and what its seal is for. */
    static String fileName(SnapshotId id) {
        return "config." + id.environment() + "." + id.application() + ".sealed";
    }

    static String label(SnapshotId id) {
        return "config " + id;
    }

    /** A snapshot and when it was confirmed. */
    record Kept(ConfigSnapshot snapshot, Instant confirmedAt) {}

    /** What was kept last; empty where nothing was, or it is not what it should be. */
    Optional<Kept> load() {
        return file.flatMap(there -> switch (there.open()) {
            case Opened.Absent() -> Optional.empty();
            case Opened.Refused(String why) -> refused(there, why);
            case Opened.Content content -> read(there, content.bytes());
        });
    }

    /** Keeps a snapshot; a failure is told and changes nothing else. */
    void save(ConfigSnapshot snapshot, Instant confirmedAt) {
        file.ifPresent(target -> {
            byte[] content = bytes(snapshot, confirmedAt);
            try {
                target.seal(content);
            } catch (IOException e) {
                events.tell(new ClientEvent.FileNotWritten(target.path(), e.toString()));
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        });
    }

    private Optional<Kept> read(SealedFile sealed, byte[] content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            Instant confirmedAt = Instant.ofEpochMilli(in.readLong());
            String etag = in.readUTF();
            byte[] body = in.readNBytes(in.readInt());
            Optional<Kept> kept = SnapshotJson.read(id, etag, body).map(snapshot -> new Kept(snapshot, confirmedAt));
            return kept.isPresent() ? kept : refused(sealed, "it holds no snapshot of " + id);
        } catch (IOException | IllegalArgumentException e) {
            return refused(sealed, "it holds no snapshot of " + id);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private Optional<Kept> refused(SealedFile sealed, String why) {
        events.tell(new ClientEvent.FileRefused(sealed.path(), why));
        return Optional.empty();
    }

    private static byte[] bytes(ConfigSnapshot snapshot, Instant confirmedAt) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(confirmedAt.toEpochMilli());
            out.writeUTF(snapshot.etag().orElse(""));
            out.writeInt(snapshot.body().length);
            out.write(snapshot.body());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
