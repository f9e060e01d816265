package dev.gatehouse.audit.log.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.log.verify.LogVerification.Scope;
import dev.gatehouse.audit.log.verify.MemoryLog.Found;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import dev.gatehouse.audit.tlog.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is changed in a log is found, and the first place of it is told. */
class BrokenLogTest {
    private static final int SIZE = 700;

    @TempDir
    private static Path folder;

    private static MemoryLog sound = new MemoryLog();
    private MemoryLog log = new MemoryLog();

    @BeforeAll
    static void writeOnce() throws IOException {
        MemoryLog.write(folder, SIZE, 9);
        sound = MemoryLog.read(folder);
    }

    @BeforeEach
    void takeACopy() {
        log = sound.copy();
    }

    private void broken(Place place, String what) {
        Verdict.Broken expected = new Verdict.Broken(place, what);
        assertThat(log.verify()).isEqualTo(expected);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            assertThat(verify(MemoryLog.TRUST, Scope.WHOLE, threads)).isEqualTo(expected);
        }
    }

    private Verdict verify(LogTrust trust, Scope scope, ExecutorService threads) {
        try (LogVerification verification = LogVerification.of(log, trust, scope, threads, 4)) {
            Optional<Verdict> verdict = Optional.empty();
            while (verdict.isEmpty()) {
                verdict = verification.advance(100_000);
            }
            return verdict.get();
        }
    }

    @Test
    void theLogThatIsChangedHereIsSound() {
        assertThat(log.verify()).isInstanceOf(Verdict.Sound.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 9, 255, 256, 350, 699})
    void aBitOfAPayload(int index) {
        Found found = log.find(index);
        log.flip(found.segment(), found.salt() + 16 + found.payload() - 1);

        broken(found.place(index), "the payload is not what its entry commits to");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 350, 699})
    void aBitOfASalt(int index) {
        Found found = log.find(index);
        log.flip(found.segment(), found.salt() + 7);

        broken(found.place(index), "the payload is not what its entry commits to");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 12, 13, 30, 60, 61})
    void aBitOfAFramesTable(int at) {
        Found found = log.find(350);
        log.flip(found.segment(), found.rowAt() + at);

        broken(found.framePlace(350), "a frame's checksum is wrong");
    }

    @ParameterizedTest
    @CsvSource({
        "0, no frame begins here",
        "11, a frame begins with event",
        "14, a frame",
        "23, a frame",
        "24, a frame's checksum"
    })
    void aBitOfAFramesHead(int at, String what) {
        Found found = log.find(350);
        log.flip(found.segment(), found.frame() + at);

        Verdict verdict = log.verify();

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.place()).isEqualTo(found.framePlace(350));
            assertThat(broken.what()).startsWith(what);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0, 'an entry is of a version, format or verdict that is not known here'",
        "27, the payload is not what its entry commits to",
        "11, the entry's key is not the payload's",
    })
    void aBitOfAnEntryUnderARightChecksum(int at, String what) {
        Found found = log.find(350);
        log.flip(found.segment(), found.rowAt() + at);
        log.fixChecksum(found.segment(), found.frame());

        broken(found.place(350), what);
    }

    @Test
    void aTimeUnderARightChecksum() {
        Found found = log.find(350);
        log.flip(found.segment(), found.rowAt() + 10);
        log.fixChecksum(found.segment(), found.frame());

        broken(new Place.InTile("tile/entries/001"), "byte " + (94 * 61 + 2 + 10) + " is not as computed, in entry 94");
    }

    @Test
    void twoPayloadsInEachOthersPlace() {
        Found found = log.find(351);
        Found next = log.find(352);
        byte[] bytes = log.segment(found.segment());
        byte[] one = Arrays.copyOfRange(bytes, found.salt(), found.salt() + 16 + found.payload());
        System.arraycopy(bytes, next.salt(), bytes, found.salt(), one.length);
        System.arraycopy(one, 0, bytes, next.salt(), one.length);

        broken(found.place(351), "the payload is not what its entry commits to");
    }

    @Test
    void aSegmentThatIsMissing() {
        long segment = log.find(350).segment();
        log.segments.remove(segment);

        broken(new Place.InSegment(segment, 0, segment), "the next segment does not begin with this event");
    }

    @Test
    void theFirstSegmentIsMissing() {
        log.segments.remove(0L);

        broken(new Place.InSegment(0, 0, 0), "the next segment does not begin with this event");
    }

    @Test
    void aFrameIsMissing() {
        Found found = log.find(350);
        Found next = log.find(350 - found.row() + 9);
        byte[] bytes = log.segment(found.segment());
        byte[] without = new byte[bytes.length - (next.frame() - found.frame())];
        System.arraycopy(bytes, 0, without, 0, found.frame());
        System.arraycopy(bytes, next.frame(), without, found.frame(), bytes.length - next.frame());
        log.segments.put(found.segment(), without);

        broken(
                found.framePlace(350),
                "a frame begins with event " + (350 - found.row() + 9) + " instead of " + (350 - found.row()));
    }

    @Test
    void theLastSegmentIsCutOff() {
        long last = log.segments.lastKey();
        Found found = log.find(SIZE - 1);
        log.cutSegment(last, log.segment(last).length - 1);

        broken(found.framePlace(SIZE - 1), "a frame is cut off");
    }

    @ParameterizedTest
    @CsvSource({
        "tile/0/000, hash",
        "tile/0/001, hash",
        "tile/0/002.p/188, hash",
        "tile/1/000.p/2, hash",
        "tile/entries/000, entry",
        "tile/entries/002.p/188, entry"
    })
    void aBitOfATile(String path, String item) {
        log.path(path)[40] ^= 1;

        broken(new Place.InTile(path), "byte 40 is not as computed, in " + item + (item.equals("hash") ? " 1" : " 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/0/002.p/188", "tile/1/000.p/2", "tile/entries/001"})
    void aTileThatIsMissing(String path) {
        log.files.remove(path);

        broken(new Place.InTile(path), "it is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/0/002.p/188", "tile/entries/001"})
    void bytesAfterATile(String path) {
        byte[] bytes = log.path(path);
        log.files.put(path, Arrays.copyOf(bytes, bytes.length + 1));

        broken(new Place.InTile(path), "bytes follow its last " + (path.contains("entries") ? "entry" : "hash"));
    }

    @Test
    void aTileThatIsCutOff() {
        log.files.put("tile/0/001", Arrays.copyOf(log.path("tile/0/001"), 33));

        broken(new Place.InTile("tile/0/001"), "it ends inside hash 1");
    }

    @Test
    void theFirstOfTwoFaultsIsTold() {
        log.path("tile/0/000")[0] ^= 1;
        Found found = log.find(600);
        log.flip(found.segment(), found.salt());

        broken(new Place.InTile("tile/0/000"), "byte 0 is not as computed, in hash 0");
    }

    @Test
    void anotherRootThatIsSigned() {
        log.sign(MemoryLog.ORIGIN, SIZE, Hash.of(new byte[32]), MemoryLog.SIGNER);

        broken(new Place.InCheckpoint(), "its root is not that of the events stored");
    }

    @Test
    void aCheckpointOfMoreEventsThanThereAre() {
        log.sign(MemoryLog.ORIGIN, SIZE + 1, log.checkpoint().root(), MemoryLog.SIGNER);

        broken(new Place.InSegment(SIZE, 0, SIZE), "the next segment does not begin with this event");
    }

    @Test
    void aCheckpointOfAnotherKey() {
        Ed25519Signer other = Ed25519Signer.generate(MemoryLog.ORIGIN);
        log.sign(MemoryLog.ORIGIN, SIZE, log.checkpoint().root(), other);

        broken(new Place.InCheckpoint(), "it is not signed by the key " + MemoryLog.SIGNER.verifierKey());
    }

    @Test
    void aCheckpointOfAnotherLog() {
        log.sign("example.com/other", SIZE, log.checkpoint().root(), MemoryLog.SIGNER);

        broken(new Place.InCheckpoint(), "it is of another log than " + MemoryLog.ORIGIN);
    }

    @Test
    void aCheckpointThatIsMissing() {
        log.files.remove("checkpoint");

        broken(new Place.InCheckpoint(), "it is missing");
    }

    @Test
    void anErasedPayloadThatNoEventNames() {
        Found found = log.find(350);
        Arrays.fill(log.segment(found.segment()), found.salt(), found.salt() + 16, (byte) 0xFF);
        Arrays.fill(log.segment(found.segment()), found.salt() + 16, found.salt() + 16 + found.payload(), (byte) 0);

        broken(found.place(350), "the payload was erased, and no later event says so");
    }

    @Test
    void anErasedPayloadThatStillStandsThere() {
        Found found = log.find(350);
        Arrays.fill(log.segment(found.segment()), found.salt(), found.salt() + 16, (byte) 0xFF);

        broken(found.place(350), "the payload is marked as erased, and bytes of it still stand there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"details\":{\"index\":4}}",
                "{\"details\":{\"ranges\":[[4,4]]}}",
                "{\"details\":{\"ranges\":[[1,2],[3,9]]}}"
            })
    void whatAnErasureNamesMayBeErased(String raw, @TempDir Path other) throws Exception {
        erasing(other, raw, EventFormat.ERASURE);

        assertThat(log.verify())
                .isInstanceOfSatisfying(
                        Verdict.Sound.class,
                        verdict -> assertThat(verdict.erased()).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"details\":{\"index\":5}}",
                "{\"details\":{\"index\":\"4\"}}",
                "{\"details\":{\"index\":4.0}}",
                "{\"details\":{\"ranges\":[[5,9]]}}",
                "{\"details\":{\"ranges\":[[0,3]]}}",
                "{\"details\":{\"ranges\":[[4]]}}",
                "{\"details\":{\"ranges\":[[0,30]]}}",
                "{\"details\":{\"index\":4,\"ranges\":[[4,4]]}}",
                "{\"index\":4}",
                "not JSON",
                ""
            })
    void whatNoErasureNamesMayNotBeErased(String raw, @TempDir Path other) throws Exception {
        erasing(other, raw, EventFormat.ERASURE);

        broken(log.find(4).place(4), "the payload was erased, and no later event says so");
    }

    @Test
    void anotherEventIsNoErasure(@TempDir Path other) throws Exception {
        erasing(other, "{\"details\":{\"index\":4}}", EventFormat.GATEHOUSE);

        broken(log.find(4).place(4), "the payload was erased, and no later event says so");
    }

    /** A log of ten events and one more, in which the event 4 is erased. */
    private void erasing(Path other, String raw, EventFormat format) throws IOException {
        MemoryLog.write(other, 10, 5);
        try (SealedLog writing = MemoryLog.open(other)) {
            writing.append(List.of(MemoryLog.event(10, format, raw)))
                    .toCompletableFuture()
                    .join();
            writing.erase(List.of(4L));
        }
        log = MemoryLog.read(other);
    }

    @Test
    void aKeyThatIsThereTwice(@TempDir Path other) throws Exception {
        MemoryLog.write(other, 5, 5);
        MemoryLog twice = MemoryLog.read(other);
        log = twoLogsInOne(twice);

        broken(log.find(5).place(5), "its key is that of an earlier event");
    }

    /** The same events once more, as a writer without an index of keys would append them. */
    private static MemoryLog twoLogsInOne(MemoryLog once) {
        MemoryLog twice = once.copy();
        byte[] again = once.segment(0).clone();
        ByteBuffer.wrap(again).putLong(4, 5);
        twice.segments.put(5L, again);
        twice.fixChecksum(5, 0);
        twice.sealAnew();
        return twice;
    }

    @Test
    void anotherBeginningThanAnOlderCheckpointCovers() throws IOException {
        log.sign(MemoryLog.ORIGIN, 300, Hash.of(new byte[32]), MemoryLog.SIGNER);
        LogTrust trust = MemoryLog.TRUST.withSince(log.path("checkpoint"));
        log.files.put("checkpoint", sound.path("checkpoint"));

        for (Scope scope : Scope.values()) {
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                assertThat(verify(trust, scope, threads))
                        .isEqualTo(new Verdict.Broken(
                                new Place.InOlderLog(300), "the root is not the one that the older checkpoint has"));
            }
        }
    }

    @Test
    void aLogThatIsShorterThanAnOlderCheckpoint() {
        log.sign(MemoryLog.ORIGIN, SIZE + 1, Hash.of(new byte[32]), MemoryLog.SIGNER);
        LogTrust trust = MemoryLog.TRUST.withSince(log.path("checkpoint"));
        log.files.put("checkpoint", sound.path("checkpoint"));

        Verdict verdict = LogVerification.verify(log, trust);

        assertThat(verdict)
                .isEqualTo(new Verdict.Broken(
                        new Place.InCheckpoint(), "it covers 700 events, and an older checkpoint 701"));
    }

    @ParameterizedTest
    @CsvSource({"299, true", "300, false", "699, false"})
    void onlyWhatIsNewIsReadInFull(int index, boolean passes) throws IOException {
        LogTrust trust = MemoryLog.TRUST.withSince(sealedAt(300));
        Found found = log.find(index);
        log.flip(found.segment(), found.salt());

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            assertThat(verify(trust, Scope.NEW_PAYLOADS, threads) instanceof Verdict.Sound)
                    .isEqualTo(passes);
            assertThat(verify(trust, Scope.WHOLE, threads)).isInstanceOf(Verdict.Broken.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 512, 699, 700})
    void eachOlderSizeComesToTheSameRoot(int size) throws IOException {
        LogTrust trust = MemoryLog.TRUST.withSince(sealedAt(size));

        for (Scope scope : Scope.values()) {
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                assertThat(verify(trust, scope, threads))
                        .isInstanceOfSatisfying(
                                Verdict.Sound.class,
                                verdict -> assertThat(verdict.root())
                                        .isEqualTo(sound.checkpoint().root()));
            }
        }
    }

    /** A checkpoint of the log as it was when it had so many events. */
    private byte[] sealedAt(int size) {
        MemoryLog older = sound.copy();
        older.sign(MemoryLog.ORIGIN, size, older.rootOf(size), MemoryLog.SIGNER);
        return older.path("checkpoint");
    }

    @Test
    void aBundleThatIsOtherThanTheTilesIsFoundWithoutPayloads() {
        LogTrust trust = MemoryLog.TRUST.withSince(sealedAt(300));
        log.path("tile/entries/000")[100] ^= 1;

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            assertThat(verify(trust, Scope.NEW_PAYLOADS, threads)).isInstanceOf(Verdict.Broken.class);
        }
    }

    @Test
    void eachBitOfASmallLogMatters(@TempDir Path other) throws Exception {
        MemoryLog.write(other, 3, 3);
        MemoryLog small = MemoryLog.read(other);
        log = small;
        TreeMap<Long, byte[]> segments = small.segments;
        int survived = 0;
        for (byte[] bytes : segments.values()) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= 4;
                survived += small.verify() instanceof Verdict.Sound ? 1 : 0;
                bytes[i] ^= 4;
            }
        }
        for (byte[] bytes : small.files.values()) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= 4;
                survived += small.verify() instanceof Verdict.Sound ? 1 : 0;
                bytes[i] ^= 4;
            }
        }

        assertThat(survived).isZero();
        assertThat(small.verify()).isInstanceOf(Verdict.Sound.class);
    }
}
