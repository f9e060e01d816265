package dev.gatehouse.audit.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlogProofTest {
    private static final int INDEX = 4;
    private static final String ORIGIN = "example.com/log/testdata";
    private static final ProofPolicy POLICY = new ProofPolicy(ORIGIN, TestLog.KEY);
    private static final Hash LEAF = MerkleHash.leaf(TestLog.entries().get(INDEX));

    private static TlogProof proof() {
        ProofBuilder proofs = new ProofBuilder(tile -> Optional.of(TestLog.tile(tile)), TestLog.SIZE);
        return TlogProof.of(proofs.inclusion(INDEX, TestLog.SIZE), TestLog.note(TestLog.SIZE));
    }

    private static TlogProof parse(String file) {
        return TlogProof.parse(file.getBytes(UTF_8));
    }

    @Test
    void isAFileThatProvesAnEntryByItself() {
        byte[] file = proof().bytes();

        ProofVerdict verdict = POLICY.check(TlogProof.parse(file), LEAF);

        assertThat(verdict).isEqualTo(ProofVerdict.PROVEN);
        assertThat(new String(file, UTF_8))
                .startsWith("c2sp.org/tlog-proof@v1\nindex 4\n")
                .endsWith("\n\n" + TestLog.note(TestLog.SIZE).format());
        assertThat(TlogProof.parse(file).bytes()).isEqualTo(file);
        assertThat(TlogProof.parse(file).extra()).isEmpty();
    }

    @Test
    void carriesExtraBytes() {
        byte[] file = proof().withExtra(new byte[] {1, 2}).bytes();

        TlogProof read = TlogProof.parse(file);

        assertThat(read.extra()).hasValueSatisfying(extra -> assertThat(extra).containsExactly(1, 2));
        assertThat(new String(file, UTF_8)).startsWith("c2sp.org/tlog-proof@v1\nextra AQI=\nindex 4\n");
        assertThat(POLICY.check(read, LEAF)).isEqualTo(ProofVerdict.PROVEN);
    }

    @Test
    void isOfATreeWithOneLeafWithoutHashes() {
        TlogProof proof = TlogProof.of(new InclusionProof(0, 1, List.of()), TestLog.note(1));

        TlogProof read = TlogProof.parse(proof.bytes());

        assertThat(read.inclusion()).isEqualTo(new InclusionProof(0, 1, List.of()));
        assertThat(POLICY.check(read, MerkleHash.leaf(TestLog.entries().getFirst())))
                .isEqualTo(ProofVerdict.PROVEN);
    }

    static Stream<UnaryOperator<String>> deviations() {
        return Stream.of(
                file -> "",
                file -> "\n\n",
                file -> file.substring(0, 40),
                file -> file.replace("@v1", "@v2"),
                file -> file.replace("index 4\n", ""),
                file -> file.replace("index 4", "index 04"),
                file -> file.replace("index 4", "index  4"),
                file -> file.replace("index 4", "index -4"),
                file -> file.replace("index 4", "Index 4"),
                file -> file.replace("index 4", "index 15"),
                file -> file.replace("index 4", "index abcd\nindex 4"),
                file -> file.replace("index 4", "index 4\nindex 4"),
                file -> file.replace("index 4", "index 4\nextra AQI="),
                file -> file.replace("index 4", "extra AQI=\nextra AQI=\nindex 4"),
                file -> file.replace("index 4", "extra \nindex 4"),
                file -> file.replace("index 4", "extra AQI\nindex 4"),
                file -> file.replace("index 4", "other\nindex 4"),
                file -> file.replace("index 4\n", "index 4\n\n"),
                file -> file.replace("index 4\n", "index 4\nAQI=\n"),
                file -> file.replaceFirst("=\n", "\n"),
                file -> file.replace("\n\n\u2014", "\n\u2014"),
                file -> file.replace("\n", "\r\n"),
                file -> file + "\n",
                file -> file + "more",
                file -> "\n" + file,
                file -> file.replace(ORIGIN + "\n15", ORIGIN + "\n015"));
    }

    @ParameterizedTest
    @MethodSource("deviations")
    void refusesWhatIsNotAProof(UnaryOperator<String> deviation) {
        String file = deviation.apply(proof().format());

        assertThatThrownBy(() -> parse(file)).isInstanceOf(InvalidFormat.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {62, 63})
    void takesUpTo63Hashes(int hashes) {
        String more = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n".repeat(hashes - 4);

        TlogProof read = parse(proof().format().replace("index 4\n", "index 4\n" + more));

        assertThat(read.inclusion().hashes()).hasSize(hashes);
        assertThat(POLICY.check(read, LEAF)).isEqualTo(ProofVerdict.NOT_INCLUDED);
    }

    @Test
    void refusesMoreHashes() {
        String more = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n".repeat(60);
        String file = proof().format().replace("index 4\n", "index 4\n" + more);

        assertThatThrownBy(() -> parse(file))
                .isInstanceOf(InvalidFormat.class)
                .hasMessage("proof file: more than 63 hashes");
    }

    @Test
    void refusesALargeFile() {
        byte[] file = new byte[TlogProof.MAX_BYTES + 1];

        assertThatThrownBy(() -> TlogProof.parse(file))
                .isInstanceOf(InvalidFormat.class)
                .hasMessage("proof file: 2097153 bytes, more than 2097152");
    }

    @Test
    void refusesAProofOfAnotherSizeThanTheCheckpoint() {
        InclusionProof inclusion = new InclusionProof(0, 1, List.of());
        SignedNote note = TestLog.note(2);

        assertThatThrownBy(() -> TlogProof.of(inclusion, note)).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void doesNotProveAnotherEntry() {
        Hash other = MerkleHash.leaf(TestLog.entries().get(INDEX + 1));

        ProofVerdict verdict = POLICY.check(proof(), other);

        assertThat(verdict).isEqualTo(ProofVerdict.NOT_INCLUDED);
    }

    @Test
    void doesNotProveWithARightRootAndAWrongSignature() {
        Checkpoint right = TestLog.checkpoint(TestLog.SIZE);
        NoteSignature ofAnotherSize = TestLog.note(14).signatures().getFirst();
        SignedNote note = new SignedNote(right.format(), List.of(ofAnotherSize));

        ProofVerdict verdict = POLICY.check(TlogProof.of(proof().inclusion(), note), LEAF);

        assertThat(verdict).isEqualTo(ProofVerdict.NOT_SIGNED);
    }

    @Test
    void doesNotProveWithAnotherLogsKey() {
        ProofPolicy other =
                new ProofPolicy(ORIGIN, SignedNoteTest.signer(1, ORIGIN).verifierKey());

        ProofVerdict verdict = other.check(proof(), LEAF);

        assertThat(verdict).isEqualTo(ProofVerdict.NOT_SIGNED);
    }

    @Test
    void doesNotProveForAnotherOriginOfTheSameKey() {
        ProofPolicy other = new ProofPolicy("example.com/other", TestLog.KEY);

        ProofVerdict verdict = other.check(proof(), LEAF);

        assertThat(verdict).isEqualTo(ProofVerdict.OTHER_ORIGIN);
    }
}
