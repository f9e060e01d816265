package dev.gatehouse.audit.log.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.log.verify.LogVerification.Scope;
import dev.gatehouse.audit.log.verify.MemoryLog.Found;
import dev.gatehouse.audit.tlog.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A log beside what an older checkpoint says of it. */
class OlderCheckpointsTest extends ChangedLog {
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
}
