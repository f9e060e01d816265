package dev.gatehouse.scanner;

import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.response.DisableKeyStep;
import dev.gatehouse.scanner.response.FindingObjects;
import dev.gatehouse.scanner.response.NoticeChannel;
import dev.gatehouse.scanner.response.NotifyStep;
import dev.gatehouse.scanner.response.Quarantine;
import dev.gatehouse.scanner.response.QuarantineStep;
import dev.gatehouse.scanner.response.Resolution;
import dev.gatehouse.scanner.response.ResponseAudit;
import dev.gatehouse.scanner.response.RotateStep;
import dev.gatehouse.scanner.response.Rotations;
import dev.gatehouse.scanner.response.ScanVerifications;
import dev.gatehouse.scanner.response.VerifyStep;
import dev.gatehouse.scanner.response.local.FolderQuarantine;
import dev.gatehouse.scanner.response.local.QuarantineKey;
import dev.gatehouse.scanner.response.remote.HttpRotations;
import dev.gatehouse.scanner.response.remote.WebhookChannel;
import dev.gatehouse.scanner.response.remote.WebhookSecret;
import dev.gatehouse.scanner.response.remote.WebhookTarget;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.triage.TrackingLimits;
import dev.gatehouse.scanner.triage.Triage;
import dev.gatehouse.scanner.work.AllowedPlaces;
import dev.gatehouse.scanner.work.Rescans;
import dev.gatehouse.scanner.work.ScanState;
import dev.gatehouse.scanner.work.Scans;
import dev.gatehouse.service.local.DataFolder;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts together what responses do: quarantine, rotate, notify, verify. */
public class ResponseActionWiring {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    @Produces
    @Singleton
    Rescans rescans(Scans scans, Targets targets, AllowedPlaces allowed, Sources sources) {
        return new Rescans(scans, targets.all(), allowed, sources.all());
    }

    @Produces
    @Singleton
    ResponseActions responseActions(
            Settings settings,
            DataFolder folder,
            AwsResponseWiring aws,
            FingerprintKey key,
            FindingStore findings,
            TrackingLimits limits,
            ScanState state,
            Scans scans,
            Rescans rescans,
            ResponseAudit audit,
            InstantSource clock) {
        FindingObjects objects = new FindingObjects(state);
        List<Quarantine> quarantines = new ArrayList<>(aws.quarantines());
        quarantines.add(folders(settings.response(), folder));
        QuarantineStep quarantine = new QuarantineStep(objects, quarantines);
        List<NoticeChannel> channels = new ArrayList<>(aws.channels());
        webhook(settings.response(), clock).ifPresent(channels::add);
        Resolution resolution = new Resolution(findings, new Triage(findings, limits, clock), audit);
        return new ResponseActions(List.of(
                quarantine,
                new DisableKeyStep(aws.keys(), key),
                rotate(settings.response()),
                new NotifyStep(objects, channels),
                new VerifyStep(objects, quarantine, new ScanVerifications(scans, rescans), resolution)));
    }

    private static Quarantine folders(ResponseSettings.Response response, DataFolder folder) {
        return Made.named("gatehouse.response.quarantine-dir, .quarantine-key-file", () -> {
            QuarantineKey key = QuarantineKey.loadOrCreate(
                    response.quarantineKeyFile().orElseGet(() -> folder.resolve("quarantine.key")), new SecureRandom());
            Path kept = response.quarantineDir().orElseGet(() -> folder.resolve("quarantine"));
            try {
                return new FolderQuarantine(kept, key, new SecureRandom());
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "the folder " + kept + " can't be made: " + e.getClass().getSimpleName(), e);
            }
        });
    }

    private static RotateStep rotate(ResponseSettings.Response response) {
        if (response.rotationPause().compareTo(FIRST_LOOK) < 0) {
            throw new ReadinessFailure("gatehouse.response.rotation-pause", "must be 1s or more");
        }
        Optional<Rotations> rotations = response.configUrl().map(url -> rotations(url, response));
        return new RotateStep(rotations, FIRST_LOOK, response.rotationPause());
    }

    private static Rotations rotations(URI url, ResponseSettings.Response response) {
        Path file = response.configTokenFile()
                .orElseThrow(() -> new ReadinessFailure(
                        "gatehouse.response.config-token-file",
                        "is not set, and gatehouse.response.config-url is: a token is needed"));
        return Made.named(
                "gatehouse.response.config-url",
                () -> new HttpRotations(url, response.plainHttp(), new TokenFile(file), TIMEOUT));
    }

    private static Optional<NoticeChannel> webhook(ResponseSettings.Response response, InstantSource clock) {
        return response.webhookUrl().map(url -> {
            Path file = response.webhookSecretFile()
                    .orElseThrow(() -> new ReadinessFailure(
                            "gatehouse.response.webhook-secret-file",
                            "is not set, and gatehouse.response.webhook-url is: notices are signed"));
            return Made.named(
                    "gatehouse.response.webhook-url, .webhook-secret-file",
                    () -> new WebhookChannel(new WebhookTarget(url), WebhookSecret.read(file), TIMEOUT, clock));
        });
    }
}
