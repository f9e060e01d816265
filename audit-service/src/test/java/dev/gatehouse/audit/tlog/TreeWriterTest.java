package dev.gatehouse.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeWriterTest {
    private static final int SIZE = 70_000;
    private static final List<Hash> LEAVES = TestLog.leaves(SIZE);

    private final TreeWriter writer = TreeWriter.empty();

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, SIZE})
    void drainsTheTilesThatATreeOfThisSizeHas(int size) {
        LEAVES.subList(0, size).forEach(writer::append);

        Map<TileId, byte[]> tiles = writer.drain();

        assertThat(tiles.keySet()).containsExactlyInAnyOrderElementsOf(Tiles.of(0, size));
        assertThat(tiles.entrySet())
                .allMatch(tile -> tile.getValue().length == tile.getKey().bytes());
        assertThat(writer.root())
                .isEqualTo(TestLog.frontier(LEAVES.subList(0, size)).root());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 255, 256, 257, 1000, 65_536})
    void drainsOnlyWhatHasChanged(int step) {
        int before = SIZE - step;
        LEAVES.subList(0, before).forEach(writer::append);
        writer.drain();
        LEAVES.subList(before, SIZE).forEach(writer::append);

        Map<TileId, byte[]> changed = writer.drain();

        assertThat(changed.keySet()).containsExactlyInAnyOrderElementsOf(Tiles.of(before, SIZE));
    }

    @Test
    void drainsNothingTwice() {
        LEAVES.subList(0, 300).forEach(writer::append);
        writer.drain();

        Map<TileId, byte[]> changed = writer.drain();

        assertThat(changed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 600, 65_535, 65_536, 65_537, 69_999})
    void goesOnFromItsTilesAsIfItHadNeverStopped(int size) {
        LEAVES.subList(0, size).forEach(writer::append);
        Map<TileId, byte[]> tiles = new HashMap<>(writer.drain());
        TreeWriter loaded = TreeWriter.load(size, tile -> Optional.ofNullable(tiles.get(tile)));
        LEAVES.subList(size, SIZE).forEach(writer::append);
        LEAVES.subList(size, SIZE).forEach(loaded::append);

        Map<TileId, byte[]> drained = loaded.drain();

        assertThat(loaded.root()).isEqualTo(writer.root());
        assertThat(loaded.size()).isEqualTo(SIZE);
        assertThat(texts(drained)).isEqualTo(texts(writer.drain()));
    }

    /** The tiles in a form that can be compared. */
    private static Map<TileId, String> texts(Map<TileId, byte[]> tiles) {
        return tiles.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, tile -> Base64Text.encode(tile.getValue())));
    }

    @Test
    void goesOnFromAFullTileWhereThePartialOneIsGone() {
        LEAVES.subList(0, 256).forEach(writer::append);
        Map<TileId, byte[]> tiles = new HashMap<>(writer.drain());

        TreeWriter loaded = TreeWriter.load(200, tile -> Optional.ofNullable(tiles.get(tile)));

        assertThat(loaded.root())
                .isEqualTo(TestLog.frontier(LEAVES.subList(0, 200)).root());
    }

    @Test
    void refusesAMissingTile() {
        TileReader nothing = tile -> Optional.empty();

        assertThatThrownBy(() -> TreeWriter.load(5, nothing))
                .isInstanceOf(BrokenTree.class)
                .hasMessage("there is no tile/0/000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 159, 161, 8192})
    void refusesATileOfAnotherSize(int bytes) {
        TileReader odd = tile -> Optional.of(new byte[bytes]);

        assertThatThrownBy(() -> TreeWriter.load(5, odd))
                .isInstanceOf(BrokenTree.class)
                .hasMessage("tile/0/000.p/5 has " + bytes + " bytes, not 160");
    }
}
