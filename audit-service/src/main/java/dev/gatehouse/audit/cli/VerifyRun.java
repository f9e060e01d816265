package dev.gatehouse.audit.cli;

import dev.gatehouse.audit.log.verify.LogSource;
import dev.gatehouse.audit.log.verify.LogTrust;
import dev.gatehouse.audit.log.verify.LogVerification;
import dev.gatehouse.audit.log.verify.LogVerification.Scope;
import dev.gatehouse.audit.log.verify.Verdict;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One check of a log, by several threads.
 *
 * @param source the log
 * @param trust what is known of it
 * @param scope how much of it is read
 * @param progress hears how far it is
 */
record VerifyRun(LogSource source, LogTrust trust, Scope scope, Progress progress) {
    private static final long STEP_BYTES = 16 << 20;
    private static final int AHEAD = 4;

    Verdict run(int threads) {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads);
                LogVerification verification = LogVerification.of(source, trust, scope, workers, threads * AHEAD)) {
            Optional<Verdict> verdict = verification.advance(STEP_BYTES);
            while (verdict.isEmpty()) {
                progress.at(verification.verified(), verification.goal(), verification.bytes());
                verdict = verification.advance(STEP_BYTES);
            }
            progress.end(verification.verified(), verification.bytes());
            return verdict.get();
        }
    }
}
