package dev.gatehouse.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilesTest {
    @Test
    void areThoseOfTheSpecificationsExample() {
        List<TileId> tiles = Tiles.of(0, 70_000);

        Stream<TileId> full = LongStream.range(0, 273).mapToObj(index -> new TileId(0, index, 256));
        Stream<TileId> rest =
                Stream.of(new TileId(0, 273, 112), new TileId(1, 0, 256), new TileId(1, 1, 17), new TileId(2, 0, 1));
        assertThat(tiles).containsExactlyElementsOf(Stream.concat(full, rest).toList());
    }

    @Test
    void beginALevelWithTheFirstFullTileBelow() {
        List<TileId> tiles = Tiles.of(0, 256);

        assertThat(tiles).containsExactly(new TileId(0, 0, 256), new TileId(1, 0, 1));
    }

    @Test
    void leaveALevelOutThatHasNotChanged() {
        List<TileId> tiles = Tiles.of(256, 257);

        assertThat(tiles).containsExactly(new TileId(0, 1, 1));
    }

    @Test
    void completeATileThatWasPartial() {
        List<TileId> tiles = Tiles.of(300, 512);

        assertThat(tiles).containsExactly(new TileId(0, 1, 256), new TileId(1, 0, 2));
    }

    @Test
    void areOfEightLevelsInTheLargestTree() {
        List<TileId> tiles = Tiles.of(Long.MAX_VALUE - 1, Long.MAX_VALUE);

        assertThat(tiles).containsExactly(new TileId(0, Long.MAX_VALUE / 256, 255));
    }

    @Test
    void areNoneOfATreeThatDoesNotGrow() {
        List<TileId> tiles = Tiles.of(300, 300);

        assertThat(tiles).isEmpty();
    }

    @Test
    void haveABundleForEachTileOfLeaves() {
        List<BundleId> bundles = Tiles.bundles(250, 513);

        assertThat(bundles).containsExactly(new BundleId(0, 256), new BundleId(1, 256), new BundleId(2, 1));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "2, 1"})
    void refuseATreeThatShrinks(long before, long after) {
        assertThatThrownBy(() -> Tiles.of(before, after)).isInstanceOf(IllegalArgumentException.class);
    }
}
