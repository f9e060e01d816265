package dev.gatehouse.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 1234067, 112, tile/0/x001/x234/067.p/112",
        "63, 999, 255, tile/63/999.p/255",
        "7, 1000, 1, tile/7/x001/000.p/1",
        "0, 9223372036854775807, 256, tile/0/x009/x223/x372/x036/x854/x775/807"
    })
    void namesATile(int level, long index, int width, String path) {
        TileId tile = new TileId(level, index, width);

        assertThat(tile.path()).isEqualTo(path);
        assertThat(TilePath.parse(path)).contains(tile);
    }

    @Test
    void namesABundle() {
        BundleId bundle = new BundleId(1_234_067, 8);

        assertThat(bundle.path()).isEqualTo("tile/entries/x001/x234/067.p/8");
        assertThat(TilePath.parse(bundle.path())).contains(bundle);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "checkpoint",
                "tile/0",
                "tile/0/",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "tile/00/000",
                "tile/01/000",
                "tile/64/000",
                "tile/100/000",
                "tile/-1/000",
                "tile/entry/000",
                "tile/0/x000/000",
                "tile/0/x000/x001/000",
                "tile/0/001/000",
                "tile/0/x001",
                "tile/0/x001/x000",
                "tile/0/X001/000",
                "tile/0/000.p",
                "tile/0/000.p/",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/999",
                "tile/0/000.p/1 ",
                "tile/0/000.p/1\n",
                "tile/0/000/",
                "/tile/0/000",
                "tile/0/../000",
                "tile/0/x009/x223/x372/x036/x854/x775/808",
                "tile/0/x001/x000/x000/x000/x000/x000/x000/000",
                "tile/0/\u0660\u0660\u0660"
            })
    void isNotWrittenInAnotherWay(String path) {
        assertThat(TilePath.parse(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 1", "64, 0, 1", "0, -1, 1", "0, 0, 0", "0, 0, 257"})
    void refusesATileThatCannotBe(int level, long index, int width) {
        assertThatThrownBy(() -> new TileId(level, index, width)).isInstanceOf(IllegalArgumentException.class);
    }
}
