package dev.gatehouse.scanner;

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
        /** One machine, loopback, for trying out and for tests: no TLS. */
        LOCAL,
        /** Anything else: every readiness check applies. */
        SERVER
    }

    /** Where findings, scans and the queue are kept. */
    enum Backend {
        EMBEDDED,
        AWS
    }

    @WithDefault("server")
    Mode mode();

    /** Where the API listens. */
    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("8492")
    int port();

    /** Where health and metrics are. */
    Management management();

    @WithDefault("embedded")
    Backend store();

    /** What the service keeps on disk. Mode 0700, and this process's alone. */
    @WithDefault(".gatehouse/scanner-worker")
    Path dataDir();

    Tls tls();

    Access access();

    Audit audit();

    Fingerprints fingerprint();

    ScanSettings.Scan scan();

    /** What is scanned by name, and when. */
    List<ScanSettings.ScanTarget> targets();

    ScanSettings.Findings findings();

    EventSettings.Events events();

    ScanSettings.Managed managed();

    /** What is done about findings. */
    ResponseSettings.Response response();

    AwsSettings.Aws aws();

    AwsSettings.Logs logs();

    AwsSettings.LambdaCode lambdaCode();

    /** The listener of health and metrics, which no load balancer forwards. */
    interface Management {
        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("8493")
        int port();
    }

    /** Transport security. */
    interface Tls {
        /** Declares that a proxy in front ends TLS, and that nothing else reaches this service. */
        @WithDefault("false")
        boolean terminatedByProxy();
    }

    /** What secrets are told apart by. */
    interface Fingerprints {
        /** The file with the installation's key, 32 bytes or more in base64; where absent, one in the data folder. */
        Optional<Path> keyFile();
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
        @WithDefault("200")
        int ratePerSecond();

        /** Requests at once of one principal. */
        @WithDefault("400")
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
}
