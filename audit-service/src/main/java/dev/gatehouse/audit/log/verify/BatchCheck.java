package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.LogEntry.ByteKey;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.MerkleHash;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Checks the events of a batch, each against what its entry commits to. Made for one batch, by one thread. */
final class BatchCheck {
    private static final byte ERASED = (byte) 0xFF;
    private static final byte VERSION = 1;
    private static final int KEY_AT = 11;
    private static final int COMMITMENT_AT = LogEntry.BYTES - Hash.BYTES;

    private final Batch batch;
    private final ByteBuffer rows;
    private final MessageDigest sha256 = Digests.sha256();
    private final byte[] hash = new byte[Hash.BYTES];
    private final BitSet erased = new BitSet();
    private final List<Erasure> erasures = new ArrayList<>();
    private final Hash[] leaves;
    private int at;

    private BatchCheck(Batch batch) {
        this.batch = batch;
        this.rows = ByteBuffer.wrap(batch.rows());
        this.leaves = new Hash[batch.count()];
    }

    /** Checks a batch, up to the first event that is not as it was sealed. */
    static CheckedBatch check(Batch batch) {
        return new BatchCheck(batch).checked();
    }

    private CheckedBatch checked() {
        for (int row = 0; row < batch.count(); row++) {
            Optional<String> wrong = check(row);
            if (wrong.isPresent()) {
                return result(row, Optional.of(new CheckedBatch.Fault(at, wrong.get())));
            }
            at += FrameTable.SALT_BYTES + length(row);
        }
        return result(batch.count(), Optional.empty());
    }

    private CheckedBatch result(int sound, Optional<CheckedBatch.Fault> fault) {
        return new CheckedBatch(batch, sound, leaves, erased, erasures, fault);
    }

    private int length(int row) {
        return rows.getInt(FrameTable.entryAt(row) + LogEntry.BYTES);
    }

    private Optional<String> check(int row) {
        int entry = FrameTable.entryAt(row);
        byte[] bytes = batch.rows();
        Optional<EventFormat> format = EventFormat.ofCode(Byte.toUnsignedInt(bytes[entry + 1]));
        if (bytes[entry] != VERSION
                || format.isEmpty()
                || DigestVerdict.ofCode(Byte.toUnsignedInt(bytes[entry + 2])).isEmpty()) {
            return Optional.of("an entry is of a version, format or verdict that is not known here");
        }
        leaves[row] = MerkleHash.leaf(bytes, entry, LogEntry.BYTES);
        if (isErased()) {
            erased.set(row);
            return zeroes(length(row))
                    ? Optional.empty()
                    : Optional.of("the payload is marked as erased, and bytes of it still stand there");
        }
        return format.get() == EventFormat.ERASURE ? erasure(row, entry) : payload(row, entry);
    }

    private boolean isErased() {
        for (int i = at; i < at + FrameTable.SALT_BYTES; i++) {
            if (batch.bytes()[i] != ERASED) {
                return false;
            }
        }
        return true;
    }

    private boolean zeroes(int length) {
        int bits = 0;
        int begin = at + FrameTable.SALT_BYTES;
        for (int i = begin; i < begin + length; i++) {
            bits |= batch.bytes()[i];
        }
        return bits == 0;
    }

    private Optional<String> payload(int row, int entry) {
        int end = at + FrameTable.SALT_BYTES + length(row);
        sha256.update(batch.bytes(), at, end - at);
        if (!Arrays.equals(
                digest(), 0, Hash.BYTES, batch.rows(), entry + COMMITMENT_AT, entry + COMMITMENT_AT + Hash.BYTES)) {
            return Optional.of("the payload is not what its entry commits to");
        }
        Optional<ByteKey> key = PayloadKey.of(batch.bytes(), at + FrameTable.SALT_BYTES, end, sha256);
        return key.isPresent() && key.get().equals(key(row))
                ? Optional.empty()
                : Optional.of("the entry's key is not the payload's");
    }

    private byte[] digest() {
        try {
            sha256.digest(hash, 0, hash.length);
            return hash;
        } catch (DigestException e) {
            throw new IllegalStateException("a hash has its size", e);
        }
    }

    private ByteKey key(int row) {
        int key = FrameTable.entryAt(row) + KEY_AT;
        return new ByteKey(rows.getLong(key), rows.getLong(key + Long.BYTES));
    }

    private Optional<String> erasure(int row, int entry) {
        Optional<String> wrong = payload(row, entry);
        if (wrong.isEmpty()) {
            int from = at + FrameTable.SALT_BYTES;
            Erasure.of(batch.bytes(), from, from + length(row), batch.first() + row)
                    .ifPresent(erasures::add);
        }
        return wrong;
    }

    /** Where an entry's key begins, in bytes from the entry's first. */
    static int keyAt() {
        return KEY_AT;
    }
}
