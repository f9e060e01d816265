package dev.gatehouse.scanner;

import dev.gatehouse.scanner.engine.Scanner;
import dev.gatehouse.scanner.managed.ConfigServiceSource;
import dev.gatehouse.scanner.managed.Detection;
import dev.gatehouse.scanner.managed.FingerprintSource;
import dev.gatehouse.scanner.managed.ManagedDetection;
import dev.gatehouse.scanner.rule.LoadedRules;
import dev.gatehouse.scanner.source.ReadLimits;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Puts together what fetches the platform's own secrets' fingerprints. */
public class ManagedWiring {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Produces
    @Singleton
    Detections detections(Settings settings, Scanner scanner, LoadedRules rules, InstantSource clock) {
        ReadLimits limits = limits(settings.scan());
        // Where more of an archive is opened than before, it is another scan.
        String version = rules.rules().version().text() + "/" + limits.archiveDepth() + "/" + limits.archiveBytes()
                + "/" + limits.archiveEntries();
        ScanSettings.Managed managed = settings.managed();
        return new Detections(
                new ManagedDetection(new Detection(scanner, version), clock),
                managed.url().map(url -> source(url, managed)),
                limits);
    }

    private static ReadLimits limits(ScanSettings.Scan scan) {
        return Made.named(
                "gatehouse.scan.max-object-bytes, .archive-depth, .archive-bytes, .archive-entries",
                () -> new ReadLimits(
                        scan.maxObjectBytes(), scan.archiveDepth(), scan.archiveBytes(), scan.archiveEntries()));
    }

    private static FingerprintSource source(URI url, ScanSettings.Managed managed) {
        Path file = managed.tokenFile()
                .orElseThrow(() -> new ReadinessFailure(
                        "gatehouse.managed.token-file", "is not set, and gatehouse.managed.url is: a token is needed"));
        return Made.named(
                "gatehouse.managed.url",
                () -> new ConfigServiceSource(url, managed.plainHttp(), new TokenFile(file), TIMEOUT));
    }

    void register(@Observes StartupEvent started, Detections detections, MeterRegistry registry, InstantSource clock) {
        if (detections.source().isEmpty()) {
            return;
        }
        ManagedDetection managed = detections.managed();
        Gauge.builder("gatehouse.managed.values", managed, m -> m.state().values())
                .description("Values of the platform's own secrets that are looked for")
                .register(registry);
        Gauge.builder("gatehouse.managed.missing", managed, m -> m.state().missing())
                .description("Secrets and values that config-service could not hand over")
                .register(registry);
        Gauge.builder("gatehouse.managed.age", managed, m -> age(m, clock))
                .baseUnit("seconds")
                .description("How long ago config-service confirmed them; NaN where it never did")
                .register(registry);
        FunctionCounter.builder("gatehouse.managed.failures", managed, ManagedDetection::failures)
                .description("Attempts to fetch them that failed")
                .register(registry);
    }

    private static double age(ManagedDetection managed, InstantSource clock) {
        return managed.state()
                .confirmed()
                .map(at -> Duration.between(at, clock.instant()).toMillis() / 1_000.0)
                .orElse(Double.NaN);
    }
}
