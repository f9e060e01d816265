package dev.gatehouse.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.log.EventProof.Absent;
import dev.gatehouse.audit.log.EventProof.Proven;
import dev.gatehouse.audit.log.EventProof.Unsealed;
import dev.gatehouse.audit.tlog.ConsistencyProof;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import dev.gatehouse.audit.tlog.Frontier;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.MerkleHash;
import dev.gatehouse.audit.tlog.NoteSignature;
import dev.gatehouse.audit.tlog.NoteSigner;
import dev.gatehouse.audit.tlog.ProofPolicy;
import dev.gatehouse.audit.tlog.ProofVerdict;
import dev.gatehouse.audit.tlog.TlogProof;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventProofsTest {
    private static final String ORIGIN = "example.com/audit";
    private static final NoteSigner SIGNER = Ed25519Signer.generate(ORIGIN);
    private static final ProofPolicy POLICY = new ProofPolicy(ORIGIN, SIGNER.verifierKey());
    private static final Duration LONG = Duration.ofSeconds(60);

    private final FailingStorage storage = new FailingStorage();
    /** Seals at once what comes first, and what comes later only when it is closed. */
    private final SealedLog log = SealedLog.open(
            storage,
            new MemoryKeys(),
            SIGNER,
            ORIGIN,
            new LogLimits(100_000, 1_000, 10_000_000, 1_000, Duration.ZERO, Duration.ofHours(1), 10_000),
            InstantSource.fixed(TestEvents.NOW),
            new DeafListener());

    private final Cosignatures cosignatures = new Cosignatures(1);
    private final EventProofs proofs = new EventProofs(log, cosignatures, LONG);

    @AfterEach
    void close() {
        log.close();
    }

    private void append(int from, int to) {
        log.append(TestEvents.events(from, to)).toCompletableFuture().join();
    }

    private void seal(int events) throws InterruptedException {
        append(0, events);
        assertThat(log.awaitSealed(events - 1L, LONG.toMillis())).isEqualTo(events);
    }

    private static TlogProof file(EventProof proof) {
        assertThat(proof).isInstanceOf(Proven.class);
        return TlogProof.parse(((Proven) proof).file().bytes());
    }

    private static ProofExtra extra(TlogProof file) {
        return ProofExtra.decode(file.extra().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 299})
    void provesAnEventToAHolderOfItsBytes(int index) throws Exception {
        seal(300);

        TlogProof file = file(proofs.openProof(index));

        assertThat(file.inclusion().index()).isEqualTo(index);
        assertThat(extra(file).commitsTo(TestEvents.event(index).raw())).isTrue();
        assertThat(POLICY.check(file, extra(file).leafHash())).isEqualTo(ProofVerdict.PROVEN);
        List<byte[]> hashes =
                file.inclusion().hashes().stream().map(Hash::bytes).toList();
        assertThatCode(() -> InclusionProofVerifier.verify(
                        extra(file).leafHash().bytes(),
                        index,
                        file.checkpoint().size(),
                        hashes,
                        file.checkpoint().root().bytes()))
                .doesNotThrowAnyException();
    }

    @Test
    void tellsNothingOfTheEventToWhomMayNotReadIt() throws Exception {
        seal(3);

        TlogProof file = file(proofs.proof(1));

        assertThat(file.extra().orElseThrow())
                .isEqualTo(log.read(1).orElseThrow().entry().encode());
        assertThat(extra(file).opening()).isEmpty();
        assertThat(extra(file).commitsTo(TestEvents.event(1).raw())).isFalse();
        assertThat(POLICY.check(file, extra(file).leafHash())).isEqualTo(ProofVerdict.PROVEN);
    }

    @Test
    void doesNotProveOtherBytes() throws Exception {
        seal(3);

        ProofExtra extra = extra(file(proofs.openProof(1)));

        assertThat(extra.commitsTo(ByteSlice.of("raw bytes of 2"))).isFalse();
        assertThat(extra.commitsTo(ByteSlice.of(""))).isFalse();
    }

    @Test
    void provesAnErasedEventWithoutItsSalt() throws Exception {
        seal(3);
        TlogProof before = file(proofs.openProof(1));
        log.erase(List.of(1L));

        TlogProof file = file(proofs.openProof(1));

        assertThat(extra(file)).isEqualTo(extra(before).closed());
        assertThat(POLICY.check(file, extra(file).leafHash())).isEqualTo(ProofVerdict.PROVEN);
        assertThat(extra(before).commitsTo(TestEvents.event(1).raw())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 3, 4, Long.MIN_VALUE, Long.MAX_VALUE})
    void knowsNoEventBeyondTheLog(long index) throws Exception {
        seal(3);

        EventProof proof = proofs.proof(index);

        assertThat(proof).isEqualTo(new Absent());
    }

    @Test
    void saysThatADurableEventIsNotSealedInTime() throws Exception {
        seal(3);
        append(3, 5);
        EventProofs impatient = new EventProofs(log, cosignatures, Duration.ZERO);

        EventProof proof = impatient.proof(3);

        assertThat(proof).isEqualTo(new Unsealed());
        assertThat(impatient.proof(2)).isInstanceOf(Proven.class);
    }

    @Test
    void waitsUntilTheEventIsSealed() {
        append(0, 3);

        TlogProof file = file(proofs.proof(2));

        assertThat(POLICY.check(file, log.read(2).orElseThrow().leafHash())).isEqualTo(ProofVerdict.PROVEN);
    }

    @Test
    void carriesTheWitnessesCosignatures() throws Exception {
        seal(3);
        NoteSignature cosignature = new NoteSignature("witness.example", 7, new byte[72]);
        cosignatures.add(log.checkpoint().orElseThrow(), List.of(cosignature));

        TlogProof file = file(proofs.proof(1));

        assertThat(file.note().signatures()).hasSize(2).last().isEqualTo(cosignature);
        assertThat(POLICY.check(file, extra(file).leafHash())).isEqualTo(ProofVerdict.PROVEN);
    }

    @Test
    void givesOutNoProofThatDoesNotHold() throws Exception {
        seal(3);
        storage.tiles.computeIfPresent("tile/0/000.p/3", (path, bytes) -> new byte[bytes.length]);

        assertThatThrownBy(() -> proofs.proof(1)).isInstanceOf(MalformedLog.class);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,300", "1,300", "256,257", "299,300", "300,300"})
    void provesThatTheLogHasGrown(int from, int to) throws Exception {
        seal(300);

        ConsistencyProof proof = proofs.consistency(from, to).orElseThrow();

        assertThat(proof.verifies(root(from), root(to))).isTrue();
    }

    private Hash root(int size) {
        Frontier frontier = Frontier.empty();
        log.read(0, 300, Long.MAX_VALUE).stream()
                .limit(size)
                .forEach(event -> frontier.append(MerkleHash.leaf(event.entry().encode())));
        return frontier.root();
    }

    @ParameterizedTest
    @CsvSource({"-1,3", "2,1", "3,4", "4,4", "0,9223372036854775807", "-9223372036854775808,-1"})
    void hasNoProofBetweenOtherSizes(long from, long to) throws Exception {
        seal(3);

        assertThat(proofs.consistency(from, to)).isEmpty();
    }
}
