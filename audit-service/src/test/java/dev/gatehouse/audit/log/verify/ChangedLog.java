package dev.gatehouse.audit.log.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.log.verify.LogVerification.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A log that a test changes: each test has a copy of its own. */
abstract class ChangedLog {
    static final int SIZE = 700;

    @TempDir
    private static Path folder;

    static MemoryLog sound = new MemoryLog();
    MemoryLog log = new MemoryLog();

    @BeforeAll
    static void writeOnce() throws IOException {
        MemoryLog.write(folder, SIZE, 9);
        sound = MemoryLog.read(folder);
    }

    @BeforeEach
    void takeACopy() {
        log = sound.copy();
    }

    final void broken(Place place, String what) {
        Verdict.Broken expected = new Verdict.Broken(place, what);
        assertThat(log.verify()).isEqualTo(expected);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            assertThat(verify(MemoryLog.TRUST, Scope.WHOLE, threads)).isEqualTo(expected);
        }
    }

    final Verdict verify(LogTrust trust, Scope scope, ExecutorService threads) {
        try (LogVerification verification = LogVerification.of(log, trust, scope, threads, 4)) {
            Optional<Verdict> verdict = Optional.empty();
            while (verdict.isEmpty()) {
                verdict = verification.advance(100_000);
            }
            return verdict.get();
        }
    }
}
