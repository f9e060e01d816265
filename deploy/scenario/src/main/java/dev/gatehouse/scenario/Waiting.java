package dev.gatehouse.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks again and again, until there is something, or the time is over. A service that is away meanwhile is asked again, too. */
final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Duration patience;

    Waiting(Duration patience) {
        this.patience = patience;
    }

    /**
     * What there is.
     *
     * @param what is waited for, for the failure
     * @throws StepFailed there was nothing in time
     */
    <T> T until(String what, Supplier<Optional<T>> look) {
        long deadline = System.nanoTime() + patience.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            try {
                Optional<T> found = look.get();
                if (found.isPresent()) {
                    return found.get();
                }
                last = "";
            } catch (ServiceRefused e) {
                last = "; last: " + e.getMessage();
            }
            pause();
        }
        throw new StepFailed("waited " + patience.toSeconds() + " s for " + what + last);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("given up");
        }
    }
}
