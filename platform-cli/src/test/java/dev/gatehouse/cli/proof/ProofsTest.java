package dev.gatehouse.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints and proofs, of all small trees. */
class ProofsTest {
    private static final int LARGEST = 34;
    private static final byte[] OPENING = new byte[17];

    private final TestLog log = new TestLog("example.com/log").grow(LARGEST);
    private final LogKey key = LogKey.parse(log.vkey());

    private Checkpoint checkpoint(int size) {
        return Checkpoint.verified(log.checkpoint(size), key);
    }

    @Test
    void eachLeafOfEachTreeIsProven() {
        for (int size = 1; size <= LARGEST; size++) {
            Checkpoint checkpoint = checkpoint(size);
            for (int index = 0; index < size; index++) {
                List<Digest> path = log.path(index, 0, size);

                assertThat(Proofs.includes(log.leaf(index), index, path, checkpoint))
                        .isTrue();
                assertThat(Proofs.includes(log.leaf(index), size, path, checkpoint))
                        .isFalse();
                assertThat(Proofs.includes(log.leaf((index + 1) % LARGEST), index, path, checkpoint))
                        .isFalse();
                assertThat(Proofs.includes(log.leaf(index), index, longer(path), checkpoint))
                        .isFalse();
            }
        }
    }

    @Test
    void eachTreeBeginsWithEachEarlierOne() {
        for (int to = 0; to <= LARGEST; to++) {
            for (int from = 0; from <= to; from++) {
                List<Digest> proof = log.extension(from, to);
                Checkpoint earlier = checkpoint(from);
                Checkpoint later = checkpoint(to);

                assertThat(Proofs.extend(earlier, later, proof)).isTrue();
                assertThat(Proofs.extend(earlier, later, longer(proof))).isFalse();
                assertThat(Proofs.extend(other(earlier), later, proof)).isFalse();
                if (from > 0 && from < to) {
                    assertThat(Proofs.extend(earlier, other(later), proof)).isFalse();
                    assertThat(Proofs.extend(later, earlier, proof)).isFalse();
                    assertThat(Proofs.extend(earlier, later, List.of())).isFalse();
                }
            }
        }
    }

    private List<Digest> longer(List<Digest> proof) {
        List<Digest> longer = new ArrayList<>(proof);
        longer.add(log.leaf(0));
        return Collections.unmodifiableList(longer);
    }

    private static Checkpoint other(Checkpoint checkpoint) {
        return new Checkpoint(checkpoint.origin(), checkpoint.size(), Digest.sha256(new byte[] {1, 2, 3}));
    }

    /** From the documentation of golang.org/x/mod/sumdb/note, whose text is no checkpoint. */
    @Test
    void aNoteThatOthersSignedIsSigned() {
        LogKey neumann = LogKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        String note = """
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """;

        assertThatThrownBy(() -> Checkpoint.verified(note.getBytes(StandardCharsets.UTF_8), neumann))
                .isInstanceOf(InvalidProof.class)
                .hasMessage("the checkpoint has no origin, size and root");
        assertThatThrownBy(
                        () -> Checkpoint.verified(note.replace("your", "my").getBytes(StandardCharsets.UTF_8), neumann))
                .hasMessage("the checkpoint is not signed by the key of PeterNeumann");
    }

    @Test
    void aCheckpointOfAnotherKeyIsRefused() {
        TestLog other = new TestLog("example.com/log").grow(3);

        assertThatThrownBy(() -> Checkpoint.verified(other.checkpoint(3), key))
                .hasMessage("the checkpoint is not signed by the key of example.com/log");
    }

    @Test
    void aProofFileIsOfItsEventAlone() {
        TestLog named = new TestLog("example.com/log")
                .grow(4)
                .add(OPENING, new byte[] {42})
                .grow(3);

        ProofFile proof = ProofFile.verified(named.proof(4, 8, OPENING), LogKey.parse(named.vkey()));

        assertThat(proof.index()).isEqualTo(4);
        assertThat(proof.extra().opens()).isTrue();
        assertThat(proof.extra().commitsTo(new byte[] {42})).isTrue();
        assertThat(proof.extra().commitsTo(new byte[] {43})).isFalse();
    }

    @Test
    void aChangedProofFileIsRefused() {
        String file = new String(log.proof(5, 20, OPENING), StandardCharsets.UTF_8);

        for (String changed : List.of(
                file.replace("index 5", "index 6"),
                file.replace("index 5", "index 05"),
                file.replace("@v1", "@v2"),
                file.replace("\n20\n", "\n21\n"),
                file.replaceFirst("extra A", "extra B"),
                file.substring(0, file.indexOf("\n\n")))) {
            assertThatThrownBy(() -> ProofFile.verified(changed.getBytes(StandardCharsets.UTF_8), key))
                    .isInstanceOf(InvalidProof.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "name+00000000",
                "name+00000000+AAAA",
                "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void whatIsNoKeyIsRefused(String text) {
        assertThatThrownBy(() -> LogKey.parse(text)).isInstanceOf(InvalidProof.class);
    }
}
