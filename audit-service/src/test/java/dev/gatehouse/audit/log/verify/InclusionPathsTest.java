package dev.gatehouse.audit.log.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.tlog.BrokenTree;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.MerkleHash;
import dev.gatehouse.audit.tlog.ProofBuilder;
import dev.gatehouse.audit.tlog.TileId;
import dev.gatehouse.audit.tlog.TreeWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proofs are those of the tile log's own builder. */
class InclusionPathsTest {
    private final Map<TileId, byte[]> tiles = new HashMap<>();

    private Hash grow(int size) {
        TreeWriter tree = TreeWriter.empty();
        for (int i = 0; i < size; i++) {
            tree.append(MerkleHash.leaf(("entry " + i).getBytes(StandardCharsets.UTF_8)));
        }
        tiles.putAll(tree.drain());
        return tree.root();
    }

    private Optional<byte[]> tile(TileId id) {
        return Optional.ofNullable(tiles.get(id));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 255, 256, 257, 511, 512, 700, 65_536, 66_000})
    void areThoseOfTheBuilder(int size) {
        grow(size);
        InclusionPaths paths = new InclusionPaths(this::tile, size);
        ProofBuilder builder = new ProofBuilder(this::tile, size);

        for (long index = 0; index < size; index += Math.max(1, size / 97)) {
            assertThat(paths.of(index)).isEqualTo(builder.inclusion(index, size));
        }
    }

    @Test
    void areOfATreeThatHasGrownSince() {
        grow(300);
        Hash root = grow(300);
        grow(600);
        tiles.remove(new TileId(0, 1, 44));

        var proof = new InclusionPaths(this::tile, 300).of(299);

        assertThat(proof.verifies(MerkleHash.leaf("entry 299".getBytes(StandardCharsets.UTF_8)), root))
                .isTrue();
    }

    @Test
    void aTileIsMissing() {
        grow(600);
        tiles.remove(new TileId(0, 1, 256));

        assertThatThrownBy(() -> new InclusionPaths(this::tile, 600).of(300))
                .isInstanceOf(BrokenTree.class)
                .hasMessageContaining("tile/0/001");
    }
}
