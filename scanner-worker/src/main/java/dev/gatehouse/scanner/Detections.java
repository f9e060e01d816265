package dev.gatehouse.scanner;

import dev.gatehouse.scanner.managed.Detection;
import dev.gatehouse.scanner.managed.FingerprintSource;
import dev.gatehouse.scanner.managed.ManagedDetection;
import dev.gatehouse.scanner.source.ReadLimits;
import dev.gatehouse.scanner.source.UnpackingScanner;
import dev.gatehouse.scanner.work.Detector;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the workers look for at present.
 *
 * @param managed rules and managed values
 * @param source who hands managed values over; empty where none are looked for
 * @param limits how much of an object is read
 */
record Detections(ManagedDetection managed, Optional<FingerprintSource> source, ReadLimits limits) {
    /** Whether work may begin: what is scanned before the first answer would be scanned again after it. */
    boolean isSettled() {
        return source.isEmpty() || managed.isSettled();
    }

    /** Asks for managed values now, where some are looked for; when nobody answers, those of before stay. */
    void refresh() {
        if (source.isEmpty()) {
            return;
        }
        try {
            managed.refresh(source.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread's own: with buffers that are made anew when what is looked for has changed. */
    Supplier<Detector> detector() {
        return new Supplier<>() {
            private Detection last = managed.get();
            private Detector detector = made(last);

            @Override
            public Detector get() {
                Detection now = managed.get();
                if (!now.equals(last)) {
                    detector = made(now);
                    last = now;
                }
                return detector;
            }
        };
    }

    private Detector made(Detection detection) {
        return new Detector(new UnpackingScanner(detection.scanner(), limits), detection.version());
    }
}
