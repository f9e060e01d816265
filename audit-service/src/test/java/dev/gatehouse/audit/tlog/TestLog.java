package dev.gatehouse.audit.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The tile log of sizes 0 to 15 in the test's resources, which nobody here wrote. */
final class TestLog {
    static final int SIZE = 15;
    static final VerifierKey KEY =
            VerifierKey.parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");

    private TestLog() {}

    static byte[] file(String path) {
        try (InputStream stream = TestLog.class.getResourceAsStream("/tlog/" + path)) {
            if (stream == null) {
                throw new IllegalArgumentException("no resource " + path);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SignedNote note(int size) {
        return SignedNote.parse(file("testdata/checkpoint." + size));
    }

    static Checkpoint checkpoint(int size) {
        return Checkpoint.parse(note(size).text());
    }

    static byte[] tile(TilePath tile) {
        return file("testdata/" + tile.path());
    }

    static List<byte[]> entries() {
        return EntryBundle.decode(tile(new BundleId(0, SIZE)));
    }

    /** Leaves that are told apart by their number. */
    static List<Hash> leaves(int size) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(MerkleHash.leaf(("entry " + i).getBytes(UTF_8)));
        }
        return leaves;
    }

    static Frontier frontier(List<Hash> leaves) {
        Frontier frontier = Frontier.empty();
        leaves.forEach(frontier::append);
        return frontier;
    }
}
