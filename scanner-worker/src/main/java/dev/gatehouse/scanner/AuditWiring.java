package dev.gatehouse.scanner;

import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.client.audit.send.AuditSender;
import dev.gatehouse.client.audit.send.HttpEventReceiver;
import dev.gatehouse.client.audit.send.Pause;
import dev.gatehouse.client.audit.send.SenderSettings;
import dev.gatehouse.client.audit.send.SenderState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/** Puts together what sends audit events on. */
public class AuditWiring {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Produces
    @Singleton
    @Typed(AuditDelivery.class)
    AuditDelivery delivery(AuditOutbox outbox, Settings settings, InstantSource clock) {
        return settings.audit()
                .url()
                .map(url -> delivery(outbox, url, settings.audit(), clock))
                .orElseGet(AuditDelivery::off);
    }

    void start(@Observes StartupEvent started, AuditDelivery delivery, MeterRegistry registry, InstantSource clock) {
        delivery.sender().ifPresent(sender -> register(registry, sender, clock));
        delivery.start();
    }

    void stop(@Observes ShutdownEvent stopping, AuditDelivery delivery) {
        delivery.close();
    }

    private static AuditDelivery delivery(AuditOutbox outbox, URI url, Settings.Audit audit, InstantSource clock) {
        Path file = audit.tokenFile()
                .orElseThrow(() -> new ReadinessFailure(
                        "gatehouse.audit.token-file", "is not set, and gatehouse.audit.url is: a token is needed"));
        HttpEventReceiver receiver = receiver(url, audit, new TokenFile(file), clock);
        return AuditDelivery.by(
                new AuditSender(
                        outbox,
                        receiver,
                        SenderSettings.DEFAULT,
                        new AuditLog(),
                        clock,
                        new SecureRandom(),
                        Pause.SLEEP),
                receiver);
    }

    private static HttpEventReceiver receiver(URI url, Settings.Audit audit, TokenFile token, InstantSource clock) {
        try {
            return new HttpEventReceiver(url, audit.plainHttp(), audit.gzip(), token, TIMEOUT, clock);
        } catch (IllegalArgumentException e) {
            throw new ReadinessFailure("gatehouse.audit.url", String.valueOf(e.getMessage()));
        }
    }

    private static void register(MeterRegistry registry, AuditSender sender, InstantSource clock) {
        FunctionCounter.builder("gatehouse.audit.sent.events", sender, AuditSender::sentEvents)
                .description("Audit events that audit-service has")
                .register(registry);
        FunctionCounter.builder("gatehouse.audit.rejected.events", sender, AuditSender::rejectedEvents)
                .description("Audit events that audit-service rejected, and keeps aside")
                .register(registry);
        FunctionCounter.builder("gatehouse.audit.send.failures", sender, AuditSender::failedAttempts)
                .description("Requests to audit-service after which their events still wait")
                .register(registry);
        Gauge.builder("gatehouse.audit.away", sender, s -> s.state() instanceof SenderState.Away ? 1 : 0)
                .description("1 while audit-service is away")
                .register(registry);
        Gauge.builder("gatehouse.audit.refused", sender, s -> s.state() instanceof SenderState.Refused ? 1 : 0)
                .description("1 while audit-service refuses what is sent, and an operator must look")
                .register(registry);
        Gauge.builder("gatehouse.audit.oldest.age", sender, s -> age(s, clock))
                .baseUnit("seconds")
                .description("How long ago the oldest audit event happened that is not sent")
                .register(registry);
    }

    private static double age(AuditSender sender, InstantSource clock) {
        return sender.oldestUnsent()
                .map(oldest ->
                        Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1_000.0))
                .orElse(0.0);
    }
}
