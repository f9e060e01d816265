package dev.gatehouse.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
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

    /** Where the log is kept. */
    enum Backend {
        EMBEDDED,
        AWS
    }

    @WithDefault("server")
    Mode mode();

    /** Where the API listens. */
    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("8490")
    int port();

    /** Where health and metrics are. */
    Management management();

    @WithDefault("embedded")
    Backend store();

    /** What the service keeps on disk: the log, its key, tables, tokens. Mode 0700, and this process's alone. */
    @WithDefault(".gatehouse/audit-service")
    Path dataDir();

    Tls tls();

    Access access();

    Ingest ingest();

    Log log();

    Lifecycle lifecycle();

    DetectSettings.Detect detect();

    IntakeSettings.DeadLetters deadLetters();

    IntakeSettings.Intake intake();

    IntakeSettings.Digest digest();

    AwsSettings.Aws aws();

    @WithName("cloudtrail")
    AwsSettings.CloudTrail cloudTrail();

    Verify verify();

    QuerySettings.Query query();

    /** The listener of health and metrics, which no load balancer forwards. */
    interface Management {
        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("8491")
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
        @WithDefault("50000")
        int ratePerSecond();

        /** Requests at once of one principal. */
        @WithDefault("100000")
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

    /** What is sent by HTTP. */
    interface Ingest {
        /** Bytes that one event may have. */
        @WithDefault("1048576")
        int maxEventBytes();

        /** Characters that one of its fields may have. */
        @WithDefault("2048")
        int maxTextCharacters();

        /** Levels of nesting that it may have. */
        @WithDefault("32")
        int maxDepth();

        /** Events that one request may have. */
        @WithDefault("100000")
        int maxEvents();

        /** Bytes that a request's body may have as it is sent. */
        @WithDefault("67108864")
        int maxBodyBytes();

        /** Bytes that all bodies under way may have together. */
        @WithDefault("268435456")
        long maxBodiesBytes();

        /** Bytes that a compressed body may have when it is inflated. */
        @WithDefault("268435456")
        long maxInflatedBytes();

        /** How many times its size a compressed body may have when it is inflated. */
        @WithDefault("200")
        int maxRatio();
    }

    /** The log. */
    interface Log {
        /** Its name, the first line of each checkpoint, and the name of its key: a host and a path of yours. */
        @WithDefault("gatehouse.local/audit")
        String origin();

        /** How often a checkpoint is signed while events come in; less often where that would take over a fifth of the time. */
        @WithDefault("50ms")
        Duration commitInterval();

        /** How long a commit waits for more events after its first; zero takes what is there. */
        @WithDefault("0s")
        Duration gather();

        /** Events that one commit takes together at most. */
        @WithDefault("16384")
        int commitSize();

        /** Bytes that may wait for the disk before more are refused. */
        @WithDefault("268435456")
        long maxWaitingBytes();

        /** Size at which a payload segment is closed and the next begins. */
        @WithDefault("67108864")
        long segmentBytes();

        /** Whether checkpoint and tiles are served to anybody: they hold commitments, and no event. */
        @WithDefault("false")
        boolean open();

        /** How long a proof waits until its event is sealed. */
        @WithDefault("5s")
        Duration proofPatience();

        /** Who is asked to cosign the checkpoints; nobody where empty. */
        List<WitnessAddress> witnesses();

        /** How often each witness is asked, at most. */
        @WithDefault("10s")
        Duration witnessInterval();

        /** How long a witness's answer may take. */
        @WithDefault("5s")
        Duration witnessTimeout();

        /** How many witnesses make a checkpoint a witnessed one. */
        @WithDefault("1")
        int witnessQuorum();
    }

    /** One witness of the log (C2SP tlog-witness). */
    interface WitnessAddress {
        /** Its key, in the text form of a verifier key for cosignatures: {@code name+id+base64}. */
        String vkey();

        /** Where it is asked: {@code /add-checkpoint} is added. An https URL, or an http one of this machine. */
        URI url();
    }

    /** How payloads end. */
    interface Lifecycle {
        /** The retention document; where it is absent payloads are kept for ever. */
        Optional<Path> retention();

        /** How often payloads are looked for whose retention is over. */
        @WithDefault("1h")
        Duration sweepInterval();

        /** How often what was interrupted is completed, and kept how far the log was followed. */
        @WithDefault("30s")
        Duration settleInterval();

        /** How often the tables' files are written anew after something was erased, which can stay in them till then. */
        @WithDefault("1m")
        Duration scrubInterval();
    }

    /** Checking the log from its beginning to its end, again and again, beside its work. */
    interface Verify {
        @WithDefault("true")
        boolean enabled();

        /** Bytes that are read for it a second, over time. */
        @WithDefault("8388608")
        long bytesPerSecond();

        /** How long is rested after a pass. */
        @WithDefault("1h")
        Duration betweenPasses();
    }
}
