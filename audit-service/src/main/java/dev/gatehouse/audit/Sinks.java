package dev.gatehouse.audit;

import dev.gatehouse.audit.detect.DetectionSink;
import dev.gatehouse.audit.detect.webhook.WebhookSecret;
import dev.gatehouse.audit.detect.webhook.WebhookSink;
import dev.gatehouse.audit.detect.webhook.WebhookTarget;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes what detections are sent to; where the settings don't allow it, the setting is named. */
final class Sinks {
    private static final String PREFIX = "gatehouse.detect.";
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Sinks() {}

    static DetectionSink make(
            DetectSettings.Sink sink,
            DetectSettings.Detect settings,
            InstantSource clock,
            Supplier<DetectionSink> sns) {
        return switch (sink) {
            case LOG -> new LoggedDetections();
            case WEBHOOK -> webhook(settings.webhook(), clock);
            case SNS -> sns.get();
        };
    }

    private static WebhookSink webhook(DetectSettings.Webhook settings, InstantSource clock) {
        URI url = required("webhook.url", settings.url());
        Path file = required("webhook.secret-file", settings.secretFile());
        Duration timeout = settings.timeout();
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw failure("webhook.timeout", "must be more than nothing and at most 10s");
        }
        requireSecret(file);
        return new WebhookSink(
                named("webhook.url", () -> new WebhookTarget(url)),
                named("webhook.secret-file", () -> WebhookSecret.read(file)),
                timeout,
                clock);
    }

    private static void requireSecret(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
                throw failure("webhook.secret-file", "others may read the file; chmod 0600 " + file);
            }
        } catch (IOException e) {
            throw failure(
                    "webhook.secret-file",
                    "the file " + file + " can't be read: " + e.getClass().getSimpleName());
        }
    }

    private static <T> T required(String setting, Optional<T> value) {
        return value.orElseThrow(() -> failure(setting, "is not set, and gatehouse.detect.sinks has webhook"));
    }

    static <T> T named(String setting, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw failure(setting, String.valueOf(e.getMessage()));
        }
    }

    private static ReadinessFailure failure(String setting, String problem) {
        return new ReadinessFailure(PREFIX + setting, problem);
    }
}
