package dev.gatehouse.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import dev.gatehouse.audit.tlog.MerkleHash;
import dev.gatehouse.audit.tlog.NoteSignature;
import dev.gatehouse.audit.tlog.SignedNote;
import java.util.List;
import org.junit.jupiter.api.Test;

class CosignaturesTest {
    private static final Ed25519Signer SIGNER = Ed25519Signer.generate("example.com/audit");
    private static final NoteSignature FIRST = new NoteSignature("one.example", 1, new byte[72]);
    private static final NoteSignature SECOND = new NoteSignature("two.example", 2, new byte[72]);

    private final Cosignatures cosignatures = new Cosignatures(2);

    private static SealedCheckpoint sealed(long size) {
        Checkpoint checkpoint = new Checkpoint("example.com/audit", size, MerkleHash.emptyRoot());
        return new SealedCheckpoint(SignedNote.sign(checkpoint.format(), SIGNER), checkpoint);
    }

    @Test
    void standBehindTheLogsSignature() {
        cosignatures.add(sealed(7), List.of(FIRST));

        SealedCheckpoint attached = cosignatures.attach(sealed(7));

        assertThat(attached.note()).isEqualTo(sealed(7).note().with(List.of(FIRST)));
        assertThat(attached.checkpoint()).isEqualTo(sealed(7).checkpoint());
    }

    @Test
    void areNotAttachedToAnotherCheckpoint() {
        cosignatures.add(sealed(7), List.of(FIRST, SECOND));

        assertThat(cosignatures.attach(sealed(8))).isEqualTo(sealed(8));
        assertThat(cosignatures.attach(sealed(6))).isEqualTo(sealed(6));
    }

    @Test
    void makeAWitnessedCheckpointWhenTheQuorumIsReached() {
        cosignatures.add(sealed(7), List.of(FIRST));
        assertThat(cosignatures.witnessed()).isEmpty();

        cosignatures.add(sealed(7), List.of(SECOND));

        assertThat(cosignatures.witnessed())
                .hasValueSatisfying(witnessed ->
                        assertThat(witnessed.note()).isEqualTo(sealed(7).note().with(List.of(FIRST, SECOND))));
    }

    @Test
    void keepTheWitnessedCheckpointUntilANewerOneIs() {
        cosignatures.add(sealed(7), List.of(FIRST, SECOND));

        cosignatures.add(sealed(8), List.of(FIRST));

        assertThat(cosignatures.witnessed())
                .hasValueSatisfying(
                        witnessed -> assertThat(witnessed.checkpoint().size()).isEqualTo(7));
        assertThat(cosignatures.attach(sealed(8)).note().signatures()).hasSize(2);
    }

    @Test
    void ofAnOlderCheckpointAreNotKept() {
        cosignatures.add(sealed(8), List.of(FIRST));

        cosignatures.add(sealed(7), List.of(FIRST, SECOND));

        assertThat(cosignatures.witnessed()).isEmpty();
        assertThat(cosignatures.attach(sealed(7))).isEqualTo(sealed(7));
    }

    @Test
    void changeNothingWhereThereAreNone() {
        cosignatures.add(sealed(7), List.of());

        assertThat(cosignatures.attach(sealed(7))).isEqualTo(sealed(7));
    }

    @Test
    void needAQuorumOfOneOrMore() {
        assertThatThrownBy(() -> new Cosignatures(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
