package dev.gatehouse.audit.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.audit.log.SealedCheckpoint;
import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import dev.gatehouse.audit.tlog.MerkleHash;
import dev.gatehouse.audit.tlog.ProofPolicy;
import dev.gatehouse.audit.tlog.SignedNote;
import dev.gatehouse.audit.tlog.TileId;
import dev.gatehouse.audit.tlog.TreeWriter;
import dev.gatehouse.audit.tlog.VerifierKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A log in memory that grows when it is told to. */
final class TestPublishedLog implements PublishedLog {
    static final String ORIGIN = "audit.example/log";

    private final Ed25519Signer signer = Ed25519Signer.generate(ORIGIN);
    private final TreeWriter tree = TreeWriter.empty();
    private final Map<TileId, byte[]> tiles = new ConcurrentHashMap<>();
    private volatile Optional<SealedCheckpoint> newest = Optional.empty();

    /** Adds leaves until there are so many, and publishes a checkpoint. */
    SealedCheckpoint grow(long size) {
        while (tree.size() < size) {
            tree.append(MerkleHash.leaf(("entry " + tree.size()).getBytes(UTF_8)));
        }
        tiles.putAll(tree.drain());
        Checkpoint checkpoint = new Checkpoint(ORIGIN, size, tree.root());
        SealedCheckpoint sealed = new SealedCheckpoint(SignedNote.sign(checkpoint.format(), signer), checkpoint);
        newest = Optional.of(sealed);
        return sealed;
    }

    void loseTiles() {
        tiles.clear();
    }

    VerifierKey key() {
        return signer.verifierKey();
    }

    SignedNote sign(Checkpoint checkpoint) {
        return SignedNote.sign(checkpoint.format(), signer);
    }

    ProofPolicy policy(List<VerifierKey> witnesses, int quorum) {
        return new ProofPolicy(ORIGIN, key(), witnesses, quorum);
    }

    @Override
    public Optional<SealedCheckpoint> checkpoint() {
        return newest;
    }

    @Override
    public Optional<byte[]> tile(TileId tile) {
        return Optional.ofNullable(tiles.get(tile));
    }
}
