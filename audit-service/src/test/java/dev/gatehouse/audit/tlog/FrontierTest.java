package dev.gatehouse.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontierTest {
    private static final List<Hash> LEAVES = TestLog.leaves(300);

    @Test
    void hasTheHashOfNothingAsItsFirstRoot() {
        Hash root = Frontier.empty().root();

        assertThat(root.base64()).isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    @Test
    void hasTheRootThatTheDefinitionGives() {
        for (int size = 1; size <= 70; size++) {
            Hash root = TestLog.frontier(LEAVES.subList(0, size)).root();

            assertThat(root).as("size %d", size).isEqualTo(defined(LEAVES.subList(0, size)));
        }
    }

    /** MTH of RFC 6962, as it is written there. */
    private static Hash defined(List<Hash> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return MerkleHash.node(defined(leaves.subList(0, k)), defined(leaves.subList(k, leaves.size())));
    }

    @Test
    void hasANodeForEachBitOfTheSize() {
        List<Hash> nodes = TestLog.frontier(LEAVES.subList(0, 7)).nodes();

        assertThat(nodes).containsExactly(defined(LEAVES.subList(0, 4)), defined(LEAVES.subList(4, 6)), LEAVES.get(6));
    }

    @Test
    void goesOnFromItsNodes() {
        Frontier before = TestLog.frontier(LEAVES.subList(0, 107));
        Frontier after = Frontier.of(107, before.nodes());

        LEAVES.subList(107, 300).forEach(after::append);

        assertThat(after.root()).isEqualTo(TestLog.frontier(LEAVES).root());
        assertThat(after.size()).isEqualTo(300);
    }

    @Test
    void doesNotGrowWithItsCopy() {
        Frontier frontier = TestLog.frontier(LEAVES.subList(0, 5));
        Hash root = frontier.root();

        frontier.copy().append(LEAVES.get(5));

        assertThat(frontier.root()).isEqualTo(root);
        assertThat(frontier.size()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 1", "3, 1", "3, 3", "4, 2"})
    void refusesAnotherNumberOfNodes(long size, int nodes) {
        assertThatThrownBy(() -> Frontier.of(size, LEAVES.subList(0, nodes)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hashesALeafInsideAnArray() {
        Hash leaf = MerkleHash.leaf(new byte[] {9, 1, 2, 9}, 1, 2);

        assertThat(leaf).isEqualTo(MerkleHash.leaf(new byte[] {1, 2}));
    }

    @Test
    void goesOnAfterALeafThatIsNotInItsArray() {
        assertThatThrownBy(() -> MerkleHash.leaf(new byte[2], 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(MerkleHash.leaf(new byte[0]).bytes())
                .isEqualTo(MerkleHash.sha256().digest(new byte[1]));
    }
}
