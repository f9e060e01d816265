package dev.gatehouse.audit.log.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.storage.local.LogFolderSource;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import dev.gatehouse.audit.tlog.InvalidFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs as the service writes them are sound, whatever their size, and while they are written. */
class LogVerificationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 1",
        "2, 1",
        "9, 2",
        "255, 50",
        "256, 64",
        "257, 100",
        "511, 511",
        "512, 100",
        "513, 7",
        "1000, 999",
        "65536, 10000",
        "65800, 9999"
    })
    void findsEachSizeSound(int size, int atOnce) throws Exception {
        MemoryLog.write(folder, size, atOnce);
        MemoryLog log = MemoryLog.read(folder);

        Verdict verdict = LogVerification.verify(new LogFolderSource(folder), MemoryLog.TRUST);

        long bytes = log.segments.values().stream()
                .mapToLong(segment -> segment.length)
                .sum();
        assertThat(verdict).isEqualTo(new Verdict.Sound(size, log.checkpoint().root(), 0, bytes));
    }

    @Test
    void stepsComeToTheSameVerdict() throws Exception {
        MemoryLog.write(folder, 700, 10);
        MemoryLog log = MemoryLog.read(folder);
        int steps = 0;
        Optional<Verdict> verdict = Optional.empty();

        try (LogVerification verification = LogVerification.of(log, MemoryLog.TRUST)) {
            while (verdict.isEmpty()) {
                verdict = verification.advance(1_000);
                steps++;
            }
        }

        assertThat(verdict).contains(log.verify());
        assertThat(steps).isGreaterThan(50);
    }

    @Test
    void whatCameAfterTheCheckpointIsNotLookedAt() throws Exception {
        MemoryLog.write(folder, 300, 10);
        byte[] older = MemoryLog.read(folder).path("checkpoint");
        MemoryLog.write(folder, 600, 10);
        MemoryLog log = MemoryLog.read(folder);
        log.files.put("checkpoint", older);
        log.segment(log.find(300).segment())[log.find(300).frame()] ^= 1;

        Verdict verdict = log.verify();

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Sound.class, sound -> assertThat(sound.size()).isEqualTo(300));
    }

    @Test
    void aLogIsSoundWhileItGrows() throws Exception {
        try (SealedLog log = MemoryLog.open(folder)) {
            log.append(List.of(MemoryLog.event(0))).toCompletableFuture().join();
            log.awaitSealed(0, 10_000);
            for (int i = 1; i < 40; i++) {
                List<Event> events = IntStream.range(i * 20, i * 20 + 20)
                        .mapToObj(MemoryLog::event)
                        .toList();
                var appended = log.append(events).toCompletableFuture();

                Verdict verdict = LogVerification.verify(new LogFolderSource(folder), MemoryLog.TRUST);

                appended.join();
                assertThat(verdict).isInstanceOf(Verdict.Sound.class);
            }
        }
    }

    @Test
    void anErasedEventThatALaterOneNamesIsSound() throws Exception {
        MemoryLog.write(folder, 30, 10);
        erase(folder, 12, 1_000);

        Verdict verdict = MemoryLog.read(folder).verify();

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Sound.class, sound -> assertThat(sound.erased()).isEqualTo(1));
    }

    private static void erase(Path folder, long index, int number) throws InterruptedException {
        try (SealedLog log = MemoryLog.open(folder)) {
            long size = log.size();
            log.append(List.of(MemoryLog.erasure(number, index)))
                    .toCompletableFuture()
                    .join();
            log.awaitSealed(size, 10_000);
            log.erase(List.of(index));
        }
    }

    @Test
    void anEventErasedMeanwhileIsExplainedByANewerCheckpoint() throws Exception {
        MemoryLog.write(folder, 30, 10);
        byte[] older = MemoryLog.read(folder).path("checkpoint");
        erase(folder, 12, 1_000);
        MemoryLog log = MemoryLog.read(folder);
        byte[] newer = log.path("checkpoint");
        LogSource growing = new GrowingLog(log, older, newer);

        Verdict verdict = LogVerification.verify(growing, MemoryLog.TRUST);

        assertThat(verdict).isEqualTo(log.verify());
        assertThat(verdict).isInstanceOf(Verdict.Sound.class);
    }

    @Test
    void theLogStillBeginsWithWhatAnOlderCheckpointCovers() throws Exception {
        MemoryLog.write(folder, 300, 10);
        byte[] older = MemoryLog.read(folder).path("checkpoint");
        MemoryLog.write(folder, 600, 10);

        Verdict verdict = LogVerification.verify(new LogFolderSource(folder), MemoryLog.TRUST.withSince(older));

        assertThat(verdict).isInstanceOf(Verdict.Sound.class);
    }

    @Test
    void refusesAnOlderCheckpointOfAnotherKey() throws Exception {
        MemoryLog.write(folder, 3, 1);
        byte[] older = MemoryLog.read(folder).path("checkpoint");
        LogTrust other = LogTrust.of(Ed25519Signer.generate(MemoryLog.ORIGIN).verifierKey());

        assertThatThrownBy(() -> other.withSince(older))
                .isInstanceOf(InvalidFormat.class)
                .hasMessageContaining("not signed by the key");
    }
}
