package dev.gatehouse.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written here is, byte for byte, what another implementation wrote. */
class TestDataTest {
    static Stream<Integer> sizes() {
        return IntStream.rangeClosed(1, TestLog.SIZE).boxed();
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void writesTheSameTiles(int size) {
        TreeWriter writer = TreeWriter.empty();
        TestLog.entries().subList(0, size).forEach(entry -> writer.append(MerkleHash.leaf(entry)));

        Map<TileId, byte[]> tiles = writer.drain();

        TileId only = new TileId(0, 0, size);
        assertThat(tiles).containsOnlyKeys(only);
        assertThat(tiles.get(only)).isEqualTo(TestLog.tile(only));
        assertThat(writer.root()).isEqualTo(TestLog.checkpoint(size).root());
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void writesTheSameBundles(int size) {
        byte[] theirs = TestLog.tile(new BundleId(0, size));

        byte[] ours = EntryBundle.encode(EntryBundle.decode(theirs));

        assertThat(ours).isEqualTo(theirs);
        assertThat(EntryBundle.decode(theirs)).hasSize(size);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void verifiesAndWritesTheSameCheckpoints(int size) {
        SignedNote note = TestLog.note(size);

        NoteVerdict verdict = NoteVerifier.open(note, List.of(TestLog.KEY));

        assertThat(verdict).isEqualTo(new NoteVerdict.Verified(List.of(TestLog.KEY)));
        assertThat(note.bytes()).isEqualTo(TestLog.file("testdata/checkpoint." + size));
        assertThat(TestLog.checkpoint(size).format()).isEqualTo(note.text());
        assertThat(TestLog.checkpoint(size).size()).isEqualTo(size);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void goesOnFromTheirTiles(int size) {
        TreeWriter writer = TreeWriter.load(size, tile -> Optional.of(TestLog.tile(tile)));
        Hash loaded = writer.root();

        TestLog.entries().subList(size, TestLog.SIZE).forEach(entry -> writer.append(MerkleHash.leaf(entry)));

        assertThat(loaded).isEqualTo(TestLog.checkpoint(size).root());
        assertThat(writer.root()).isEqualTo(TestLog.checkpoint(TestLog.SIZE).root());
    }
}
