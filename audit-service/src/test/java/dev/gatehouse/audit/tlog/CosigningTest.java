package dev.gatehouse.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.tlog.Cosigned.Ahead;
import dev.gatehouse.audit.tlog.Cosigned.Refusal;
import dev.gatehouse.audit.tlog.Cosigned.Refused;
import dev.gatehouse.audit.tlog.Cosigned.Signed;
import dev.gatehouse.audit.tlog.Cosigned.Unavailable;
import dev.gatehouse.audit.tlog.WitnessAnswer.Answered;
import dev.gatehouse.audit.tlog.WitnessAnswer.Unreachable;
import dev.gatehouse.audit.tlog.http.HttpWitnessTransport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CosigningTest {
    private static final String ORIGIN = "audit.example/log";
    private static final long SECONDS = 1_679_315_147;
    private static final Ed25519Signer LOG = SignedNoteTest.signer(1, ORIGIN);
    private static final List<Hash> LEAVES = TestLog.leaves(300);
    private static final ProofBuilder PROOFS =
            new ProofBuilder(MemoryTiles.of(LEAVES).quietly(), LEAVES.size());

    private final HttpClient client = HttpClient.newHttpClient();
    private final Cosigning cosigning = new Cosigning(new HttpWitnessTransport(client, Duration.ofSeconds(30)), PROOFS);
    private TestWitness server;

    @BeforeEach
    void startsAWitness() throws IOException {
        server = new TestWitness(
                "witness.example/w1", ORIGIN, LOG.verifierKey(), InstantSource.fixed(Instant.ofEpochSecond(SECONDS)));
    }

    @AfterEach
    void stopsTheWitness() {
        server.close();
        client.close();
    }

    private static Checkpoint checkpoint(int size) {
        return new Checkpoint(
                ORIGIN, size, TestLog.frontier(LEAVES.subList(0, size)).root());
    }

    private static SignedNote note(int size) {
        return SignedNote.sign(checkpoint(size).format(), LOG);
    }

    @Test
    void addsACosignatureThatAPolicyCanAskFor() {
        Witness witness = server.witness();
        ProofPolicy policy = new ProofPolicy(ORIGIN, LOG.verifierKey(), List.of(witness.key()), 1);

        Cosigned cosigned = cosigning.ask(witness, note(100), 0);

        assertThat(cosigned).isInstanceOfSatisfying(Signed.class, signed -> {
            SignedNote both = note(100).with(List.of(signed.cosignature()));
            assertThat(policy.check(SignedNote.parse(both.bytes()))).isEqualTo(ProofVerdict.PROVEN);
            assertThat(policy.check(note(100))).isEqualTo(ProofVerdict.TOO_FEW_WITNESSES);
            assertThat(Cosignature.read(signed.cosignature().bytes()))
                    .hasValueSatisfying(made -> assertThat(made.seconds()).isEqualTo(SECONDS));
        });
    }

    @Test
    void goesOnFromTheSizeThatTheWitnessHasSeen() {
        cosigning.ask(server.witness(), note(100), 0);

        Cosigned cosigned = cosigning.ask(server.witness(), note(257), 100);

        assertThat(cosigned).isInstanceOf(Signed.class);
        assertThat(server.olds()).containsExactly(0L, 100L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 99, 101, 257})
    void asksAgainWithTheSizeThatTheWitnessNames(int lastSeen) {
        cosigning.ask(server.witness(), note(100), 0);

        Cosigned cosigned = cosigning.ask(server.witness(), note(257), lastSeen);

        assertThat(cosigned).isInstanceOf(Signed.class);
        assertThat(server.olds()).containsExactly(0L, (long) lastSeen, 100L);
    }

    @Test
    void isCosignedAgainAtTheSameSize() {
        cosigning.ask(server.witness(), note(100), 0);

        Cosigned cosigned = cosigning.ask(server.witness(), note(100), 100);

        assertThat(cosigned).isInstanceOf(Signed.class);
    }

    @Test
    void saysThatTheWitnessHasSeenALargerTree() {
        server.remember(200, checkpoint(200).root());

        Cosigned cosigned = cosigning.ask(server.witness(), note(100), 0);

        assertThat(cosigned).isEqualTo(new Ahead(200));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100})
    void saysThatTheWitnessHasSeenAnotherTreeOfTheSameSize(long lastSeen) {
        server.remember(100, checkpoint(101).root());

        Cosigned cosigned = cosigning.ask(server.witness(), note(100), lastSeen);

        assertThat(cosigned).isEqualTo(new Ahead(100));
    }

    @Test
    void doesNotAskForATreeThatHasShrunk() {
        Cosigned cosigned = cosigning.ask(server.witness(), note(100), 101);

        assertThat(cosigned).isEqualTo(new Ahead(101));
        assertThat(server.olds()).isEmpty();
    }

    @Test
    void isRefusedWhereTheWitnessHasSeenAnotherTree() {
        server.remember(50, checkpoint(51).root());

        Cosigned cosigned = cosigning.ask(server.witness(), note(100), 50);

        assertThat(cosigned).isEqualTo(new Refused(Refusal.INCONSISTENT));
    }

    @Test
    void isRefusedWithAKeyThatTheWitnessDoesNotTrust() {
        SignedNote note = SignedNote.sign(checkpoint(100).format(), SignedNoteTest.signer(2, ORIGIN));

        Cosigned cosigned = cosigning.ask(server.witness(), note, 0);

        assertThat(cosigned).isEqualTo(new Refused(Refusal.UNTRUSTED_KEY));
    }

    @Test
    void isRefusedForALogThatTheWitnessDoesNotKnow() {
        Checkpoint other =
                new Checkpoint("other.example/log", 100, checkpoint(100).root());

        Cosigned cosigned = cosigning.ask(server.witness(), SignedNote.sign(other.format(), LOG), 0);

        assertThat(cosigned).isEqualTo(new Refused(Refusal.UNKNOWN_LOG));
    }

    @Test
    void doesNotTakeACosignatureOfAnotherKey() {
        VerifierKey other = VerifierKey.of(
                "witness.example/w1",
                SignatureType.COSIGNATURE,
                SignedNoteTest.signer(98, "x").verifierKey().publicKey());

        Cosigned cosigned = cosigning.ask(new Witness(other, server.witness().submission()), note(100), 0);

        assertThat(cosigned).isEqualTo(new Refused(Refusal.WRONG_COSIGNATURE));
    }

    @Test
    void saysThatNobodyAnswers() {
        Witness witness = server.witness();
        server.close();

        Cosigned cosigned = cosigning.ask(witness, note(100), 0);

        assertThat(cosigned).isEqualTo(new Unavailable("no answer that can be read"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "403, UNTRUSTED_KEY",
        "404, UNKNOWN_LOG",
        "422, INCONSISTENT",
        "409, INCONSISTENT",
        "200, WRONG_COSIGNATURE"
    })
    void tellsRefusalsApart(int status, Refusal refusal) {
        Cosigning scripted = new Cosigning((witness, request) -> new Answered(status, "garbage"), PROOFS);

        Cosigned cosigned = scripted.ask(server.witness(), note(100), 0);

        assertThat(cosigned).isEqualTo(new Refused(refusal));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 301, 429, 500, 503})
    void triesAgainLaterAfterAnotherStatus(int status) {
        Cosigning scripted = new Cosigning((witness, request) -> new Answered(status, "garbage"), PROOFS);

        Cosigned cosigned = scripted.ask(server.witness(), note(100), 0);

        assertThat(cosigned).isEqualTo(new Unavailable("status " + status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "07\n", "-7\n", "7\n\n", "7 \n", "9223372036854775808\n"})
    void takesNoSizeInAnotherForm(String body) {
        List<byte[]> requests = new ArrayList<>();
        Cosigning scripted = new Cosigning(
                (witness, request) -> {
                    requests.add(request);
                    return new Answered(409, body);
                },
                PROOFS);

        Cosigned cosigned = scripted.ask(server.witness(), note(100), 0);

        assertThat(cosigned).isEqualTo(new Refused(Refusal.INCONSISTENT));
        assertThat(requests).hasSize(1);
    }

    @Test
    void asksNoThirdTime() {
        List<Long> sizes = new ArrayList<>(List.of(7L, 8L));
        Cosigning scripted = new Cosigning((witness, request) -> new Answered(409, sizes.removeFirst() + "\n"), PROOFS);

        Cosigned cosigned = scripted.ask(server.witness(), note(100), 0);

        assertThat(cosigned).isEqualTo(new Unavailable("the witness has moved to size 8 meanwhile"));
        assertThat(sizes).isEmpty();
    }

    @Test
    void passesOnThatAWitnessIsUnreachable() {
        Cosigning scripted = new Cosigning((witness, request) -> new Unreachable("why"), PROOFS);

        Cosigned cosigned = scripted.ask(server.witness(), note(100), 0);

        assertThat(cosigned).isEqualTo(new Unavailable("why"));
    }

    @Test
    void letsNoCosignatureStandForAnotherTimeOrText() {
        Ed25519Signer signer = SignedNoteTest.signer(99, "w");
        VerifierKey key = VerifierKey.of(
                "w", SignatureType.COSIGNATURE, signer.verifierKey().publicKey());
        byte[] right = TestWitness.cosignature(signer, key, 7, note(100).text()).bytes();
        byte[] otherTime = right.clone();
        otherTime[7] = 8;

        assertThat(key.verifies(note(100).text(), key.signature(right))).isTrue();
        assertThat(key.verifies(note(100).text(), key.signature(otherTime))).isFalse();
        assertThat(key.verifies(note(101).text(), key.signature(right))).isFalse();
    }

    static Stream<Long> impossibleTimes() {
        return Stream.of(0L, -1L, Long.MIN_VALUE);
    }

    @ParameterizedTest
    @MethodSource("impossibleTimes")
    void takesNoCosignatureOfATimeThatCannotBe(long seconds) {
        Ed25519Signer signer = SignedNoteTest.signer(99, "w");
        VerifierKey key = VerifierKey.of(
                "w", SignatureType.COSIGNATURE, signer.verifierKey().publicKey());
        NoteSignature signature =
                TestWitness.cosignature(signer, key, seconds, note(100).text());

        assertThat(key.verifies(note(100).text(), signature)).isFalse();
    }

    @Test
    void takesNoLogsKeyForAWitness() {
        URI submission = URI.create("http://localhost");

        assertThatThrownBy(() -> new Witness(LOG.verifierKey(), submission))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
