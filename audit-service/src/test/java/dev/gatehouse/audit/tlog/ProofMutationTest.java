package dev.gatehouse.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A proof that has been tampered with proves nothing. */
class ProofMutationTest {
    private static final List<Hash> LEAVES = TestLog.leaves(300);
    private static final MemoryTiles TILES = MemoryTiles.of(LEAVES);
    private static final ProofBuilder PROOFS = new ProofBuilder(TILES.quietly(), 300);
    private static final Hash STRANGER = MerkleHash.leaf(new byte[] {42});

    private static Hash root(long size) {
        return TestLog.frontier(LEAVES.subList(0, (int) size)).root();
    }

    private static Hash flipped(Hash hash, int bit) {
        byte[] bytes = hash.bytes();
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        return Hash.of(bytes);
    }

    /** Each list that differs from the hashes by a bit, a missing hash, one too many, or two in the wrong order. */
    private static List<List<Hash>> mutations(List<Hash> hashes) {
        List<List<Hash>> mutations = new ArrayList<>();
        for (int at = 0; at < hashes.size(); at++) {
            mutations.add(with(hashes, at, flipped(hashes.get(at), at * 37 % 256)));
            mutations.add(with(hashes, at, STRANGER));
            List<Hash> shorter = new ArrayList<>(hashes);
            shorter.remove(at);
            mutations.add(shorter);
        }
        for (int at = 0; at <= hashes.size(); at++) {
            List<Hash> longer = new ArrayList<>(hashes);
            longer.add(at, STRANGER);
            mutations.add(longer);
        }
        for (int at = 1; at < hashes.size(); at++) {
            List<Hash> swapped = with(hashes, at, hashes.get(at - 1));
            mutations.add(with(swapped, at - 1, hashes.get(at)));
        }
        return mutations;
    }

    private static List<Hash> with(List<Hash> hashes, int at, Hash hash) {
        List<Hash> changed = new ArrayList<>(hashes);
        changed.set(at, hash);
        return changed;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 2", "1, 2", "4, 5", "0, 8", "7, 8", "100, 257", "256, 257", "299, 300", "128, 300"})
    void noChangedHashesProveInclusion(long index, long size) {
        InclusionProof proof = PROOFS.inclusion(index, size);
        Hash leaf = LEAVES.get((int) index);

        List<List<Hash>> mutations = mutations(proof.hashes());

        assertThat(proof.verifies(leaf, root(size))).isTrue();
        assertThat(mutations)
                .isNotEmpty()
                .noneMatch(hashes -> new InclusionProof(index, size, hashes).verifies(leaf, root(size)));
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "4, 5", "100, 257", "256, 257", "128, 300"})
    void aRightProofProvesNoOtherLeafAndNoOtherRoot(long index, long size) {
        InclusionProof proof = PROOFS.inclusion(index, size);
        Hash leaf = LEAVES.get((int) index);

        assertThat(proof.verifies(STRANGER, root(size))).isFalse();
        assertThat(proof.verifies(flipped(leaf, 255), root(size))).isFalse();
        assertThat(proof.verifies(leaf, flipped(root(size), 0))).isFalse();
        assertThat(proof.verifies(leaf, root(size == 300 ? 299 : size + 1))).isFalse();
        assertThat(proof.verifies(root(size), leaf)).isFalse();
    }

    @Test
    void aRightProofIsOfOneIndexOnly() {
        InclusionProof proof = PROOFS.inclusion(100, 257);
        Hash leaf = LEAVES.get(100);

        List<Long> provenAt = LongStream.range(0, 257)
                .filter(index -> new InclusionProof(index, 257, proof.hashes()).verifies(leaf, root(257)))
                .boxed()
                .toList();

        assertThat(provenAt).containsExactly(100L);
    }

    @Test
    void aRightProofIsOfNoSizeWithAnotherWayUp() {
        InclusionProof proof = PROOFS.inclusion(5, 8);

        List<Long> provenIn = LongStream.rangeClosed(6, 300)
                .filter(size -> new InclusionProof(5, size, proof.hashes()).verifies(LEAVES.get(5), root(8)))
                .boxed()
                .toList();

        // In sizes 7 and 8 the way up from leaf 5 is the same. It is the checkpoint's signature that holds the size.
        assertThat(provenIn).containsExactly(7L, 8L);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "3, 4", "4, 7", "6, 8", "7, 8", "100, 257", "256, 257", "128, 300", "299, 300"})
    void noChangedHashesProveConsistency(long first, long second) {
        ConsistencyProof proof = PROOFS.consistency(first, second);

        List<List<Hash>> mutations = mutations(proof.hashes());

        assertThat(proof.verifies(root(first), root(second))).isTrue();
        assertThat(mutations)
                .isNotEmpty()
                .noneMatch(hashes -> new ConsistencyProof(first, second, hashes).verifies(root(first), root(second)));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "3, 4", "4, 7", "100, 257", "256, 257", "128, 300"})
    void consistencyIsOfItsTwoRootsOnly(long first, long second) {
        ConsistencyProof proof = PROOFS.consistency(first, second);

        assertThat(proof.verifies(root(second), root(first))).isFalse();
        assertThat(proof.verifies(flipped(root(first), 7), root(second))).isFalse();
        assertThat(proof.verifies(root(first), flipped(root(second), 7))).isFalse();
        assertThat(proof.verifies(root(second), root(second))).isFalse();
        assertThat(proof.verifies(root(first), root(first))).isFalse();
        assertThat(proof.verifies(STRANGER, STRANGER)).isFalse();
    }

    @Test
    void consistencyOfOneSizeIsOfEqualRootsWithoutHashes() {
        ConsistencyProof proof = PROOFS.consistency(7, 7);

        assertThat(proof.hashes()).isEmpty();
        assertThat(proof.verifies(root(7), root(7))).isTrue();
        assertThat(proof.verifies(root(7), STRANGER)).isFalse();
        assertThat(new ConsistencyProof(7, 7, List.of(root(7))).verifies(root(7), root(7)))
                .isFalse();
    }

    @Test
    void theEmptyTreeIsTheBeginningOfEachTree() {
        ConsistencyProof proof = PROOFS.consistency(0, 7);

        assertThat(proof.hashes()).isEmpty();
        assertThat(proof.verifies(MerkleHash.emptyRoot(), root(7))).isTrue();
        assertThat(proof.verifies(STRANGER, root(7))).isFalse();
        assertThat(new ConsistencyProof(0, 7, List.of(STRANGER)).verifies(MerkleHash.emptyRoot(), root(7)))
                .isFalse();
    }

    @Test
    void anEmptyProofIsNoneBetweenDifferentSizes() {
        assertThat(new ConsistencyProof(3, 7, List.of()).verifies(root(3), root(7)))
                .isFalse();
        assertThat(new ConsistencyProof(4, 7, List.of()).verifies(root(4), root(7)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "5, 5", "6, 5", "0, 0"})
    void refusesAnIndexOutsideTheTree(long index, long size) {
        assertThatThrownBy(() -> new InclusionProof(index, size, List.of())).isInstanceOf(InvalidFormat.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "6, 5"})
    void refusesATreeThatShrinks(long first, long second) {
        assertThatThrownBy(() -> new ConsistencyProof(first, second, List.of())).isInstanceOf(InvalidFormat.class);
    }
}
