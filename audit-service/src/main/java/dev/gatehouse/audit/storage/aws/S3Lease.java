package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.log.StorageFailed;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A shard's lease: an object that says who may write, and until when. It keeps writers from getting in each other's way;
 * that no index is given twice is the payload objects' doing, and holds without it.
 *
 * <p>The holder counts from before it asked, by a clock that nobody sets; others go by the time in the object.
 */
final class S3Lease {
    private static final String NAME = "lease";

    private final S3Folder folder;
    private final LeaseTerms terms;
    private final LeaseClocks clocks;
    private final String token;
    private String etag;
    private volatile long untilNanos;
    private volatile boolean lost;

    private S3Lease(S3Folder folder, LeaseTerms terms, LeaseClocks clocks, Held held) {
        this.folder = folder;
        this.terms = terms;
        this.clocks = clocks;
        this.token = held.token();
        this.etag = held.etag();
        this.untilNanos = held.untilNanos();
    }

    private record Held(String token, String etag, long untilNanos) {}

    /** Takes the lease; empty where another has it, or was quicker. */
    static Optional<S3Lease> take(S3Folder folder, LeaseTerms terms, LeaseClocks clocks) {
        Optional<S3Folder.Found> there = folder.get(NAME);
        Instant now = clocks.wall().instant();
        if (there.map(found -> LeaseNote.decode(found.bytes().array()).expires().plus(terms.margin()))
                .filter(free -> !free.isBefore(now))
                .isPresent()) {
            return Optional.empty();
        }
        String token = UUID.randomUUID().toString();
        long until = until(terms, clocks);
        ByteBuffer note = note(terms, token, now);
        try {
            String etag = there.isEmpty()
                    ? folder.create(NAME, note, request -> {})
                    : folder.replace(NAME, there.get().etag(), note, request -> {});
            return Optional.of(new S3Lease(folder, terms, clocks, new Held(token, etag, until)));
        } catch (StorageConflict e) {
            return Optional.empty();
        }
    }

    /** What tells this taking of the lease from every other. */
    String token() {
        return token;
    }

    private static long until(LeaseTerms terms, LeaseClocks clocks) {
        return clocks.nanos().getAsLong()
                + terms.duration().minus(terms.margin()).toNanos();
    }

    private static ByteBuffer note(LeaseTerms terms, String token, Instant now) {
        LeaseNote note = new LeaseNote(terms.owner(), token, now.plus(terms.duration()));
        return ByteBuffer.wrap(note.encode());
    }

    /**
     * Renews it.
     *
     * @throws StorageConflict it has run out, or another has it: for good
     * @throws StorageFailed it may not be renewed; trying again is right
     */
    synchronized void renew() {
        require();
        long until = until(terms, clocks);
        ByteBuffer note = note(terms, token, clocks.wall().instant());
        try {
            etag = folder.replace(NAME, etag, note, request -> {});
        } catch (StorageConflict e) {
            replaceOwn(note);
        }
        untilNanos = until;
    }

    /** A renewal whose answer was lost has changed the ETag. */
    private void replaceOwn(ByteBuffer note) {
        Optional<S3Folder.Found> there = folder.get(NAME);
        try {
            S3Folder.Found own = there.filter(found ->
                            LeaseNote.decode(found.bytes().array()).token().equals(token))
                    .orElseThrow(() -> new StorageConflict("another has taken the lease"));
            etag = folder.replace(NAME, own.etag(), note, request -> {});
        } catch (StorageConflict e) {
            lost = true;
            throw e;
        }
    }

    /** @throws StorageConflict it has run out, or another has it */
    void require() {
        if (lost) {
            throw new StorageConflict("the lease is gone");
        }
        if (clocks.nanos().getAsLong() - untilNanos >= 0) {
            throw new StorageConflict("the lease has run out");
        }
    }

    /** Lets another take it at once. Where that fails, it runs out by itself. */
    synchronized void release() {
        boolean held = !lost;
        lost = true;
        if (held) {
            try {
                folder.replace(NAME, etag, ByteBuffer.wrap(LeaseNote.free().encode()), request -> {});
            } catch (StorageFailed e) {
                return;
            }
        }
    }
}
