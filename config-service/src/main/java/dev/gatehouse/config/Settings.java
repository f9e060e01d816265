package dev.gatehouse.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The service's settings, {@code gatehouse.*}; as environment variables {@code GATEHOUSE_*}. Each has a default, or a
 * readiness check that refuses to start without it and names it.
 */
@ConfigMapping(prefix = "gatehouse")
public interface Settings {
    /** Where the service runs. */
    enum Mode {
        /** One machine, loopback, for trying out and for tests: placeholder secrets, no TLS. */
        LOCAL,
        /** Anything else: every readiness check applies. */
        SERVER
    }

    /** Which stores stand behind the ports. */
    enum Backend {
        EMBEDDED,
        AWS
    }

    @WithDefault("server")
    Mode mode();

    /** Where the API listens. */
    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("8480")
    int port();

    /** Where health and metrics are. */
    Management management();

    @WithDefault("embedded")
    Backend store();

    /** What the service keeps on disk: store, keys, audit outbox. Mode 0700, and this process's alone. */
    @WithDefault(".gatehouse/config-service")
    Path dataDir();

    /** The contract of the hierarchy; the one in the executable where absent. */
    Optional<Path> hierarchy();

    /** The secrets template; the one in the executable where absent. */
    Optional<Path> secretsTemplate();

    Tls tls();

    Access access();

    Cache cache();

    Watching watch();

    Audit audit();

    Reconcile reconcile();

    LastKnownGood lastKnownGood();

    Embedded embedded();

    Fingerprints fingerprints();

    Aws aws();

    /** The listener of health and metrics, which no load balancer forwards. */
    interface Management {
        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("8481")
        int port();
    }

    /** Transport security. */
    interface Tls {
        /** Declares that a proxy in front ends TLS, and that nothing else reaches this service. */
        @WithDefault("false")
        boolean terminatedByProxy();
    }

    /** Who may do what. */
    interface Access {
        /** The policies; in local mode those in the executable where absent. */
        Optional<Path> policies();

        /** Where an administrator's token is written, once, while there is no token at all. */
        Optional<Path> bootstrapTokenFile();

        /** The longest life of a token. */
        @WithDefault("90d")
        Duration maxTokenTtl();

        /** How long an authentication is remembered; a token revoked elsewhere works this long. */
        @WithDefault("30s")
        Duration rememberFor();

        /** Requests a second of one principal, over time. */
        @WithDefault("2000")
        int ratePerSecond();

        /** Requests at once of one principal. */
        @WithDefault("4000")
        int burst();

        /** Failed authentications a minute from one address. */
        @WithDefault("30")
        int failuresPerMinute();

        /** OIDC issuers whose tokens are accepted. */
        List<Issuer> issuers();

        /** The value of the server-bound header of presigned identities; AWS IAM is off where absent. */
        Optional<String> serverId();

        /** Where requests to STS are sent instead of to the host that was signed: a private endpoint. */
        Optional<URI> stsEndpoint();

        /** STS endpoints that a presigned identity may name. */
        @WithDefault("sts.amazonaws.com,sts.*.amazonaws.com")
        List<String> stsHosts();
    }

    /** One OIDC issuer. */
    interface Issuer {
        String issuer();

        String audience();

        URI jwksUri();
    }

    /** Ages and sizes of the copies; see {@link dev.gatehouse.config.cache.CachePolicy}. */
    interface Cache {
        @WithDefault("30s")
        Duration freshFor();

        @WithDefault("5m")
        Duration revalidateFor();

        @WithDefault("24h")
        Duration maxStale();

        @WithDefault("2s")
        Duration retryAfter();

        @WithDefault("10000")
        long maxEntries();

        @WithDefault("5s")
        Duration negativeFor();

        @WithDefault("10000")
        long maxNegativeEntries();
    }

    /** Long polls and event streams. */
    interface Watching {
        /** Clients that may wait at a time. */
        @WithDefault("10000")
        int maxWatchers();

        /** How often a stream sends a sign of life and looks at its credential. */
        @WithDefault("15s")
        Duration heartbeat();
    }

    /** The audit trail. */
    interface Audit {
        /** Whether a request is refused whose events can't be recorded; where absent, outside local mode. */
        Optional<Boolean> required();

        /** Bytes that the outbox may hold. */
        @WithDefault("1073741824")
        long maxBytes();

        /** audit-service, to which the outbox is sent, as {@code https://host:port}; where absent, it stays here. */
        Optional<URI> url();

        /** The file with the bearer token for it, which is read again when the token is refused. */
        Optional<Path> tokenFile();

        /** Whether plain {@code http} may go to another machine. */
        @WithDefault("false")
        boolean plainHttp();

        /** Whether what is sent is compressed. */
        @WithDefault("false")
        boolean gzip();
    }

    /** The slow poll that finds what no event told of. */
    interface Reconcile {
        @WithDefault("60s")
        Duration interval();
    }

    /** The sealed file that a restarted service serves from while AWS is away. */
    interface LastKnownGood {
        /** Whether it is kept; where absent, on AWS. */
        Optional<Boolean> enabled();

        @WithDefault("30s")
        Duration interval();
    }

    /** The embedded store. */
    interface Embedded {
        /** Versions kept of each parameter and secret. */
        @WithDefault("100")
        int versions();
    }

    /** What is handed over at one time to who looks for the secrets' values; more is refused as a whole. */
    interface Fingerprints {
        /** Secrets, 1 to 100000. */
        @WithDefault("1000")
        int maxSecrets();

        /** Values of their versions and fields, 1 to 1000000. */
        @WithDefault("20000")
        int maxValues();
    }

    /** The AWS store. */
    interface Aws {
        /** KMS key of parameters. */
        Optional<String> parameterKey();

        /** KMS key of secrets. */
        Optional<String> secretKey();

        /** KMS key of what the safety system depends on. */
        Optional<String> safetyKey();

        /** The queue that EventBridge feeds with changes; only the slow poll finds them where absent. */
        Optional<String> changeQueueUrl();

        /** The deadline of one call with its retries. */
        @WithDefault("5s")
        Duration callTimeout();

        /** The deadline of one attempt. */
        @WithDefault("2s")
        Duration attemptTimeout();

        @WithDefault("4")
        int maxAttempts();
    }
}
