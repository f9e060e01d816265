package dev.gatehouse.scanner;

import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.client.audit.EventIds;
import dev.gatehouse.client.audit.OutboxDamaged;
import dev.gatehouse.client.audit.OutboxLimits;
import dev.gatehouse.scanner.access.Capabilities;
import dev.gatehouse.scanner.access.Gatekeeper;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.AuthenticationLimits;
import dev.gatehouse.service.access.AwsCredentials;
import dev.gatehouse.service.access.BearerAuthenticator;
import dev.gatehouse.service.access.CredentialForm;
import dev.gatehouse.service.access.JwtCredentials;
import dev.gatehouse.service.access.PolicySet;
import dev.gatehouse.service.access.PresignedRules;
import dev.gatehouse.service.access.RateLimits;
import dev.gatehouse.service.access.StsHosts;
import dev.gatehouse.service.access.TokenCredentials;
import dev.gatehouse.service.access.TokenService;
import dev.gatehouse.service.access.TokenStore;
import dev.gatehouse.service.access.aws.HttpCallerIdentityClient;
import dev.gatehouse.service.access.limit.BucketRateLimits;
import dev.gatehouse.service.access.oidc.HttpKeySetSource;
import dev.gatehouse.service.access.oidc.JoseJwtVerifier;
import dev.gatehouse.service.access.oidc.JwtIssuer;
import dev.gatehouse.service.document.BoundedYaml;
import dev.gatehouse.service.document.InvalidDocument;
import dev.gatehouse.service.local.DataFolder;
import dev.gatehouse.service.local.FileTokenStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts together who may do what, and the record of it. */
public class AccessWiring {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration MAX_PRESIGNED = Duration.ofMinutes(15);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final String REGIONAL = "sts.*.amazonaws.com";

    @Produces
    @Singleton
    AuditOutbox outbox(DataFolder folder, Settings settings) {
        OutboxLimits limits = limits(settings);
        try {
            return AuditOutbox.open(folder.resolve("audit-outbox"), limits);
        } catch (OutboxDamaged | AuditUnavailable e) {
            throw new ReadinessFailure("gatehouse.data-dir", String.valueOf(e.getMessage()));
        }
    }

    private static OutboxLimits limits(Settings settings) {
        OutboxLimits ordinary = OutboxLimits.DEFAULT;
        return Made.named(
                "gatehouse.audit.max-bytes",
                () -> new OutboxLimits(
                        settings.audit().maxBytes(),
                        ordinary.segmentBytes(),
                        ordinary.maxEventBytes(),
                        ordinary.maxQueuedBytes(),
                        ordinary.maxWait()));
    }

    void close(@Disposes AuditOutbox outbox) {
        outbox.close();
    }

    @Produces
    @Singleton
    AuditTrail auditTrail(AuditOutbox outbox, Settings settings, InstantSource clock) {
        boolean required = settings.audit().required().orElse(settings.mode() == Settings.Mode.SERVER);
        return new AuditTrail("scanner-worker", outbox, required, new EventIds(clock, new SecureRandom())::next, clock);
    }

    @Produces
    @Singleton
    Gatekeeper gatekeeper(AuditTrail trail) {
        return new Gatekeeper(trail);
    }

    @Produces
    @Singleton
    TokenStore tokenStore(DataFolder folder) {
        return FileTokenStore.open(folder.resolve("tokens"));
    }

    @Produces
    @Singleton
    PolicySet policies(Settings settings) {
        byte[] text =
                Documents.read("gatehouse.access.policies", settings.access().policies(), "policies.yaml");
        PolicySet policies;
        try {
            policies = PolicySet.of(
                    new BoundedYaml(new BoundedYaml.Limits(1 << 20, 32)).read(text), Capabilities.VOCABULARY);
        } catch (InvalidDocument e) {
            throw new ReadinessFailure("gatehouse.access.policies", String.valueOf(e.getMessage()));
        }
        List<ReadinessCheck.Finding> findings = new ReadinessCheck(settings, setting -> false).policies(policies);
        if (!findings.isEmpty()) {
            throw new ReadinessFailure(findings);
        }
        return policies;
    }

    @Produces
    @Singleton
    BearerAuthenticator authenticator(TokenStore tokens, PolicySet policies, Settings settings, InstantSource clock) {
        AuthenticationLimits ordinary = AuthenticationLimits.DEFAULT;
        return new BearerAuthenticator(
                forms(tokens, settings, clock),
                () -> policies,
                new AuthenticationLimits(
                        settings.access().rememberFor(),
                        ordinary.outageGrace(),
                        ordinary.refusedFor(),
                        ordinary.maxAccepted(),
                        ordinary.maxRefused()),
                clock);
    }

    @Produces
    @Singleton
    TokenService tokenService(
            TokenStore tokens,
            PolicySet policies,
            BearerAuthenticator authenticator,
            Settings settings,
            InstantSource clock) {
        return new TokenService(
                tokens,
                () -> policies,
                new SecureRandom(),
                clock,
                settings.access().maxTokenTtl(),
                authenticator::revoked);
    }

    @Produces
    @Singleton
    RateLimits rateLimits(Settings settings, InstantSource clock) {
        Settings.Access access = settings.access();
        return new BucketRateLimits(
                Made.named(
                        "gatehouse.access.rate-per-second, gatehouse.access.burst",
                        () -> BucketRateLimits.Rate.perSecond(access.ratePerSecond(), access.burst())),
                Made.named(
                        "gatehouse.access.failures-per-minute",
                        () -> new BucketRateLimits.Rate(
                                access.failuresPerMinute(), access.failuresPerMinute(), Duration.ofMinutes(1))),
                clock);
    }

    private static List<CredentialForm> forms(TokenStore tokens, Settings settings, InstantSource clock) {
        List<CredentialForm> forms = new ArrayList<>();
        forms.add(new TokenCredentials(tokens, clock));
        settings.access()
                .serverId()
                .ifPresent(serverId -> forms.add(new AwsCredentials(
                        new PresignedRules(hosts(settings.access().stsHosts()), MAX_PRESIGNED, SKEW),
                        new HttpCallerIdentityClient(serverId, settings.access().stsEndpoint(), TIMEOUT),
                        clock)));
        if (!settings.access().issuers().isEmpty()) {
            forms.add(new JwtCredentials(new JoseJwtVerifier(issuers(settings), clock)));
        }
        return forms;
    }

    private static StsHosts hosts(List<String> configured) {
        Set<String> named = new HashSet<>(configured);
        boolean regional = named.remove(REGIONAL);
        return new StsHosts(named, regional);
    }

    private static List<JwtIssuer> issuers(Settings settings) {
        boolean plainLoopback = settings.mode() == Settings.Mode.LOCAL;
        return settings.access().issuers().stream()
                .map(issuer -> new JwtIssuer(
                        issuer.issuer(),
                        issuer.audience(),
                        new HttpKeySetSource(issuer.jwksUri(), plainLoopback, TIMEOUT)))
                .toList();
    }
}
