package dev.gatehouse.audit.bench;

import dev.gatehouse.audit.detect.DetectionLimits;
import dev.gatehouse.audit.detect.DetectionMetrics;
import dev.gatehouse.audit.detect.DetectionState;
import dev.gatehouse.audit.detect.Detections;
import dev.gatehouse.audit.detect.RuleCatalog;
import dev.gatehouse.audit.detect.ShippedRules;
import dev.gatehouse.audit.detect.StopSignal;
import dev.gatehouse.audit.detect.sigma.RuleSet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Prints how many real CloudTrail records a second one thread holds against the shipped rules, by the CPU time that it
 * takes: {@code DetectBench [folder of *.json.gz] [times]}.
 */
final class DetectBench {
    private static final int ROUNDS = 6;

    private DetectBench() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : "src/test/resources/cloudtrail");
        long times = args.length > 1 ? Long.parseLong(args[1]) : 60;
        RuleSet rules = RuleCatalog.of(ShippedRules.files(), Set.of()).active();
        RepeatingLog log = RepeatingLog.of(folder, times);
        System.out.printf(
                Locale.ROOT,
                "%d records of %d bytes on average, %d rules%n",
                log.records(),
                log.bytes() / log.records(),
                rules.rules().size());
        for (int round = 1; round <= ROUNDS; round++) {
            run("all rules", rules, log);
            run("no rules, JSON only", RuleSet.of(List.of()), log);
        }
    }

    private static void run(String name, RuleSet rules, RepeatingLog log) {
        Detections detections = new Detections(
                rules, log, log, new Nowhere(), DetectionLimits.DEFAULT, DetectionMetrics.NONE, new StopSignal());
        long before = log.appended();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long events = 0;
        for (int taken = detections.step(); taken > 0; taken = detections.step()) {
            events += taken;
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-20s %,10.0f events/s of CPU time, %d events, %d detections%n",
                name,
                events / seconds,
                events,
                log.appended() - before);
    }

    private static final class Nowhere implements DetectionState {
        @Override
        public Optional<Saved> load() {
            return Optional.empty();
        }

        @Override
        public void save(Saved state) {
            // The disk is not what is measured.
        }
    }
}
