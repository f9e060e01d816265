package dev.gatehouse.audit.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is made here is what Go's x/mod makes, and what another implementation of witnesses signs is believed here; the
 * vectors' README says how they were made.
 */
class GoVectorsTest {
    private static final List<Hash> LEAVES = TestLog.leaves(70_000);
    private static final MemoryTiles TILES = new MemoryTiles();
    private static final Map<Long, Hash> ROOTS = new HashMap<>();

    /** A line of a file of vectors. */
    record Vector(List<String> words) {
        String word(int at) {
            return words.get(at);
        }

        long number(int at) {
            return Long.parseLong(words.get(at));
        }

        List<Hash> hashes(int from) {
            return words.stream()
                    .skip(from)
                    .map(word -> Base64Text.hash(word).orElseThrow())
                    .toList();
        }

        @Override
        public String toString() {
            return String.join(" ", words.subList(0, 3));
        }
    }

    private static Stream<Vector> lines(String file) {
        return new String(TestLog.file("go/" + file), UTF_8).lines().map(line -> new Vector(List.of(line.split(" "))));
    }

    private static List<Vector> proofs(String kind) {
        return lines("proofs.txt").filter(line -> line.word(0).equals(kind)).toList();
    }

    @BeforeAll
    static void growsToEachSize() {
        for (Vector root : proofs("root")) {
            TILES.grow(LEAVES.subList(0, (int) root.number(1)));
            ROOTS.put(root.number(1), root.hashes(2).getFirst());
        }
    }

    private static Hash rootOf(long size) {
        return Optional.ofNullable(ROOTS.get(size)).orElseThrow();
    }

    @Test
    void hasTheSameRoots() {
        Frontier frontier = Frontier.empty();

        Map<Long, Hash> roots = new HashMap<>();
        for (Hash leaf : LEAVES) {
            frontier.append(leaf);
            if (ROOTS.containsKey(frontier.size())) {
                roots.put(frontier.size(), frontier.root());
            }
        }

        assertThat(roots).isEqualTo(ROOTS).hasSize(34);
    }

    @Test
    void provesInclusionInTheSameWay() {
        assertThat(proofs("inclusion")).hasSizeGreaterThan(200).allSatisfy(vector -> {
            long size = vector.number(1);
            InclusionProof theirs = new InclusionProof(vector.number(2), size, vector.hashes(3));

            InclusionProof ours = new ProofBuilder(TILES.quietly(), size).inclusion(vector.number(2), size);
            InclusionProof later = new ProofBuilder(TILES.quietly(), 70_000).inclusion(vector.number(2), size);

            assertThat(ours).isEqualTo(theirs).isEqualTo(later);
            assertThat(theirs.verifies(LEAVES.get((int) vector.number(2)), rootOf(size)))
                    .isTrue();
        });
    }

    @Test
    void provesConsistencyInTheSameWay() {
        assertThat(proofs("consistency")).hasSizeGreaterThan(300).allSatisfy(vector -> {
            long first = vector.number(1);
            long second = vector.number(2);
            ConsistencyProof theirs = new ConsistencyProof(first, second, vector.hashes(3));
            Hash firstRoot = TestLog.frontier(LEAVES.subList(0, (int) first)).root();

            ConsistencyProof ours = new ProofBuilder(TILES.quietly(), second).consistency(first, second);

            assertThat(ours).isEqualTo(theirs);
            assertThat(theirs.verifies(firstRoot, rootOf(second))).isTrue();
        });
    }

    @Test
    void writesTheSameTiles() {
        Map<String, List<Vector>> bySizes =
                lines("tiles.txt").collect(Collectors.groupingBy(line -> line.word(0) + " " + line.word(1)));

        assertThat(bySizes).hasSize(13).allSatisfy((sizes, tiles) -> {
            List<TileId> ours =
                    Tiles.of(tiles.getFirst().number(0), tiles.getFirst().number(1));
            List<String> hashes = ours.stream().map(GoVectorsTest::pathAndHash).toList();

            assertThat(hashes)
                    .containsExactlyElementsOf(tiles.stream()
                            .map(tile -> tile.word(2) + " " + tile.word(3))
                            .toList());
        });
    }

    private static String pathAndHash(TileId tile) {
        TileReader tiles = tile.full() ? TILES.quietly() : MemoryTiles.of(LEAVES.subList(0, leavesOf(tile)));
        MessageDigest sha256 = MerkleHash.sha256();
        return tile.path() + " "
                + Base64Text.encode(sha256.digest(tiles.read(tile).orElseThrow()));
    }

    /** The leaves of the smallest tree that has a tile. */
    private static int leavesOf(TileId tile) {
        return (int) (tile.index() * 256 + tile.width()) << (8 * tile.level());
    }

    @Test
    void readsAndWritesTheSameKeys() {
        assertThat(lines("keys.txt")).hasSize(20).allSatisfy(line -> {
            Ed25519Signer signer = Ed25519Signer.parse(line.word(0));

            assertThat(signer.privateKeyText()).isEqualTo(line.word(0));
            assertThat(signer.verifierKey().format()).isEqualTo(line.word(1));
            assertThat(VerifierKey.parse(line.word(1))).isEqualTo(signer.verifierKey());
        });
    }

    static Stream<String> notes() {
        return Stream.of("0-1", "0-2", "0-20", "1-1", "1-2", "1-20", "2-1", "2-2", "2-20");
    }

    @ParameterizedTest
    @MethodSource("notes")
    void signsTheSameNotes(String name) {
        byte[] theirs = TestLog.file("go/note-" + name + ".txt");
        SignedNote note = SignedNote.parse(theirs);
        NoteSigner[] signers = signers().limit(note.signatures().size()).toArray(NoteSigner[]::new);

        SignedNote ours = SignedNote.sign(note.text(), signers);

        assertThat(ours.bytes()).isEqualTo(theirs);
    }

    @ParameterizedTest
    @CsvSource({"0-1, 1", "0-20, 20", "1-2, 2", "2-20, 20"})
    void verifiesTheirNotes(String name, int signatures) {
        SignedNote note = SignedNote.parse(TestLog.file("go/note-" + name + ".txt"));
        List<VerifierKey> keys = signers().map(NoteSigner::verifierKey).toList();

        NoteVerdict verdict = NoteVerifier.open(note, keys);

        assertThat(verdict).isEqualTo(new NoteVerdict.Verified(keys.subList(0, signatures)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "extended"})
    void believesTheirWitnesses(String name) {
        SignedNote note = SignedNote.parse(TestLog.file("go/cosigned-" + name + ".txt"));
        List<VerifierKey> witnesses = lines("cosigners.txt")
                .map(line -> VerifierKey.parse(line.word(0)))
                .toList();
        VerifierKey log = signers().findFirst().orElseThrow().verifierKey();

        ProofVerdict verdict = new ProofPolicy("vectors.example/log", log, witnesses, 3).check(note);

        assertThat(witnesses).hasSize(3);
        assertThat(verdict).isEqualTo(ProofVerdict.PROVEN);
    }

    @Test
    void doesNotBelieveTheirWitnessesForAnotherText() {
        SignedNote plain = SignedNote.parse(TestLog.file("go/cosigned-plain.txt"));
        SignedNote extended = SignedNote.parse(TestLog.file("go/cosigned-extended.txt"));
        List<VerifierKey> witnesses = lines("cosigners.txt")
                .map(line -> VerifierKey.parse(line.word(0)))
                .toList();

        SignedNote swapped = new SignedNote(plain.text(), extended.signatures());

        assertThat(witnesses)
                .allSatisfy(key ->
                        assertThat(NoteVerifier.open(swapped, List.of(key))).isInstanceOf(NoteVerdict.Rejected.class));
    }

    private static Stream<NoteSigner> signers() {
        return lines("keys.txt").map(line -> Ed25519Signer.parse(line.word(0)));
    }
}
