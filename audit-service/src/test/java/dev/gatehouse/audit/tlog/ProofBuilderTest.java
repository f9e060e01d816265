package dev.gatehouse.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.merkle.InclusionProofVerifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofBuilderTest {
    private static final int LARGEST = 66_000;
    private static final List<Hash> LEAVES = TestLog.leaves(LARGEST);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 31, 33, 70, 255, 256, 257, 1000})
    void convincesSigstoreOfEachLeaf(int size) {
        MemoryTiles tiles = MemoryTiles.of(LEAVES.subList(0, size));
        ProofBuilder proofs = new ProofBuilder(tiles.quietly(), size);

        for (int index = 0; index < size; index++) {
            convincesSigstore(proofs.inclusion(index, size), tiles.root());
        }
    }

    @Test
    void convincesSigstoreOfEachLeafOfEachSmallTree() {
        MemoryTiles all = MemoryTiles.of(LEAVES.subList(0, 70));
        ProofBuilder proofs = new ProofBuilder(all.quietly(), 70);
        Frontier frontier = Frontier.empty();

        for (int size = 1; size <= 70; size++) {
            frontier.append(LEAVES.get(size - 1));
            for (int index = 0; index < size; index++) {
                convincesSigstore(proofs.inclusion(index, size), frontier.root());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"65535, 65536", "0, 65537", "65536, 65537", "65999, 66000", "40000, 66000"})
    void convincesSigstoreOfLeavesOfLargeTrees(int index, int size) {
        MemoryTiles tiles = MemoryTiles.of(LEAVES.subList(0, size));

        InclusionProof proof = tiles.proofs().inclusion(index, size);

        convincesSigstore(proof, tiles.root());
    }

    private static void convincesSigstore(InclusionProof proof, Hash root) {
        byte[] leaf = LEAVES.get((int) proof.index()).bytes();
        List<byte[]> hashes = proof.hashes().stream().map(Hash::bytes).toList();
        assertThatCode(() -> InclusionProofVerifier.verify(leaf, proof.index(), proof.size(), hashes, root.bytes()))
                .doesNotThrowAnyException();
        assertThat(proof.verifies(LEAVES.get((int) proof.index()), root)).isTrue();
    }

    @Test
    void provesConsistencyBetweenAllSmallTrees() {
        MemoryTiles tiles = MemoryTiles.of(LEAVES.subList(0, 70));
        ProofBuilder proofs = new ProofBuilder(tiles.quietly(), 70);
        List<Hash> roots = IntStream.rangeClosed(0, 70)
                .mapToObj(size -> TestLog.frontier(LEAVES.subList(0, size)).root())
                .toList();

        for (int second = 0; second <= 70; second++) {
            for (int first = 0; first <= second; first++) {
                ConsistencyProof proof = proofs.consistency(first, second);
                assertThat(proof.verifies(roots.get(first), roots.get(second)))
                        .as("%d to %d", first, second)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 66000", "65999, 66000", "33333, 66000", "1000, 65999", "255, 256"})
    void readsEachOfAFewTilesOnce(int index, int size) {
        MemoryTiles tiles = MemoryTiles.of(LEAVES);

        tiles.proofs().inclusion(index, size);

        assertThat(tiles.asked()).hasSizeLessThanOrEqualTo(3 * 3);
    }

    @ParameterizedTest
    @CsvSource({"1, 66000", "65999, 66000", "33333, 66000", "1000, 65999", "255, 256"})
    void readsEachOfAFewTilesOnceForConsistency(int first, int second) {
        MemoryTiles tiles = MemoryTiles.of(LEAVES);

        tiles.proofs().consistency(first, second);

        assertThat(tiles.asked()).hasSizeLessThanOrEqualTo(3 * 3);
    }

    @Test
    void readsAFullTileWhereThePartialOneIsGone() {
        MemoryTiles tiles = MemoryTiles.of(LEAVES.subList(0, 256));
        TileReader fullOnly = tile -> tile.full() ? tiles.quietly().read(tile) : Optional.empty();

        InclusionProof proof = new ProofBuilder(fullOnly, 100).inclusion(40, 100);

        convincesSigstore(proof, TestLog.frontier(LEAVES.subList(0, 100)).root());
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "5, 5", "0, 0", "0, 11", "6, 5"})
    void refusesALeafThatIsNotThere(long index, long size) {
        ProofBuilder proofs = MemoryTiles.of(LEAVES.subList(0, 10)).proofs();

        assertThatThrownBy(() -> proofs.inclusion(index, size)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "6, 5", "0, 11", "11, 11"})
    void refusesATreeThatIsNotThere(long first, long second) {
        ProofBuilder proofs = MemoryTiles.of(LEAVES.subList(0, 10)).proofs();

        assertThatThrownBy(() -> proofs.consistency(first, second)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhichTileIsMissing() {
        ProofBuilder proofs = new ProofBuilder(tile -> Optional.empty(), 300);

        assertThatThrownBy(() -> proofs.inclusion(0, 300))
                .isInstanceOf(BrokenTree.class)
                .hasMessageMatching("there is no tile/\\d/\\d{3}");
    }
}
