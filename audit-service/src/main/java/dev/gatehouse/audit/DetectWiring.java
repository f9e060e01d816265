package dev.gatehouse.audit;

import dev.gatehouse.audit.access.LogSink;
import dev.gatehouse.audit.detect.Backoff;
import dev.gatehouse.audit.detect.Deliveries;
import dev.gatehouse.audit.detect.DetectionLimits;
import dev.gatehouse.audit.detect.Detections;
import dev.gatehouse.audit.detect.RuleCatalog;
import dev.gatehouse.audit.detect.RuleFile;
import dev.gatehouse.audit.detect.ShippedRules;
import dev.gatehouse.audit.detect.UndeliveredEvents;
import dev.gatehouse.audit.detect.sigma.InvalidRule;
import dev.gatehouse.audit.detect.sigma.Level;
import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.storage.local.DeliveryStateFile;
import dev.gatehouse.audit.storage.local.DetectionStateFile;
import dev.gatehouse.audit.storage.local.RuleFolder;
import dev.gatehouse.service.local.DataFolder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Puts detections together: the rules, the thread that follows the log, and one for each sink. */
public class DetectWiring {
    private static final String STATE = "state";

    @Produces
    @Singleton
    RuleCatalog rules(Settings settings) {
        DetectSettings.Detect detect = settings.detect();
        List<RuleFile> files = new ArrayList<>(ShippedRules.files());
        try {
            detect.rules().ifPresent(folder -> files.addAll(RuleFolder.read(folder)));
        } catch (InvalidRule | StorageFailed e) {
            throw new ReadinessFailure("gatehouse.detect.rules", String.valueOf(e.getMessage()));
        }
        String setting = detect.disabled().isPresent()
                ? "gatehouse.detect.rules, gatehouse.detect.disabled"
                : "gatehouse.detect.rules";
        try {
            return RuleCatalog.of(files, Set.copyOf(detect.disabled().orElse(List.of())));
        } catch (InvalidRule e) {
            throw new ReadinessFailure(setting, String.valueOf(e.getMessage()));
        }
    }

    /** What detections and their deliveries have in common. */
    private record Parts(
            DetectSettings.Detect settings,
            Path folder,
            SealedLog log,
            DetectMetrics metrics,
            Followers followers,
            AwsWiring aws) {}

    void start(
            @Observes StartupEvent event,
            Settings settings,
            RuleCatalog rules,
            DataFolder folder,
            SealedLog log,
            DetectMetrics metrics,
            InstantSource clock,
            Followers followers,
            AwsWiring aws) {
        if (!settings.detect().enabled()) {
            return;
        }
        Parts parts = new Parts(settings.detect(), folder.resolve("detect"), log, metrics, followers, aws);
        // All of them have their places before the first detection is made.
        Map<String, Deliveries> sinks = new HashMap<>();
        for (DetectSettings.Sink sink : Set.copyOf(settings.detect().sinks().orElse(List.of()))) {
            String name = sink.name().toLowerCase(Locale.ROOT);
            sinks.put(name, deliveries(name, sink, parts, clock));
        }
        Detections detections = detections(rules, parts);
        metrics.lag(() -> log.size() - detections.position());
        metrics.threads(followers::alive);
        followers.start("detections", detections::run);
        sinks.forEach((name, deliveries) -> {
            metrics.lag(name, () -> log.size() - deliveries.position());
            followers.start("sink-" + name, deliveries::run);
        });
    }

    void stop(@Observes ShutdownEvent event, Followers followers) {
        followers.stop();
    }

    private static Detections detections(RuleCatalog rules, Parts parts) {
        DetectSettings.Detect settings = parts.settings();
        DetectionLimits limits = Sinks.named(
                "max-groups, max-counted, lateness, batch-events, batch-bytes",
                () -> new DetectionLimits(
                        settings.maxGroups(),
                        settings.maxCounted(),
                        settings.lateness(),
                        settings.batchEvents(),
                        settings.batchBytes()));
        return opened(
                parts.folder().resolve(STATE),
                "all events are held against the rules again",
                () -> new Detections(
                        rules.active(),
                        parts.log(),
                        parts.log(),
                        new DetectionStateFile(parts.folder(), STATE),
                        limits,
                        parts.metrics(),
                        parts.followers().signal()));
    }

    private static Deliveries deliveries(String name, DetectSettings.Sink sink, Parts parts, InstantSource clock) {
        DetectSettings.Detect settings = parts.settings();
        Deliveries.Settings delivery = Sinks.named(
                "max-attempts, sink-level",
                () -> new Deliveries.Settings(
                        name, level(settings.sinkLevel()), Backoff.DEFAULT, settings.maxAttempts()));
        String place = "sink-" + name;
        return opened(
                parts.folder().resolve(place),
                "the sink gets what is found from now on",
                () -> new Deliveries(
                        delivery,
                        Sinks.make(sink, settings, clock, parts.aws()::sns),
                        parts.log(),
                        new DeliveryStateFile(parts.folder(), place),
                        new UndeliveredEvents(new LogSink(parts.log()), clock),
                        clock,
                        new SecureRandom(),
                        parts.metrics(),
                        parts.followers().signal()));
    }

    private static Level level(String word) {
        return Level.ofWord(word)
                .orElseThrow(() -> new IllegalArgumentException("sink-level must be a level of Sigma's"));
    }

    private static <T> T opened(Path file, String otherwise, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (MalformedLog | StorageFailed e) {
            throw new ReadinessFailure(
                    "gatehouse.data-dir", e.getMessage() + ". Where the file " + file + " is removed, " + otherwise);
        }
    }
}
