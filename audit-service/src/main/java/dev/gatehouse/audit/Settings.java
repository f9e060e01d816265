package dev.gatehouse.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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

    Detect detect();

    DeadLetters deadLetters();

    Intake intake();

    Digest digest();

    Aws aws();

    @WithName("cloudtrail")
    CloudTrail cloudTrail();

    Verify verify();

    Query query();

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

        /** How often a checkpoint is signed while events come in. */
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

    /** Rules over events, and what becomes of what they find. See RULES.md. */
    interface Detect {
        /** Whether events are held against rules. Rules can be read and tried on past events all the same. */
        @WithDefault("true")
        boolean enabled();

        /** A folder of rules of your own, beside the shipped ones. */
        Optional<Path> rules();

        /** The ids of rules that do not run. */
        Optional<List<UUID>> disabled();

        /** Where detections go, besides the log of events: lines of the service's log, or a webhook. */
        @WithDefault("log")
        Optional<List<Sink>> sinks();

        /** The least level that sinks get; all detections are events of the log. */
        @WithDefault("low")
        String sinkLevel();

        /** How often one detection is sent to a sink before it is passed over, which is an event of the log. */
        @WithDefault("30")
        int maxAttempts();

        /** Groups of a threshold, and dedupe windows, that are kept for a rule. */
        @WithDefault("10000")
        int maxGroups();

        /** Events that are counted for a rule in all its groups. */
        @WithDefault("100000")
        int maxCounted();

        /** How long a group is kept beyond its timespan, for events that come late. */
        @WithDefault("1h")
        Duration lateness();

        /** Events that are taken from the log at once. */
        @WithDefault("1000")
        int batchEvents();

        /** Their bytes. */
        @WithDefault("8388608")
        long batchBytes();

        Webhook webhook();

        Backtests backtest();
    }

    /** Where detections can go. */
    enum Sink {
        LOG,
        WEBHOOK,
        /** The topic that {@link Aws#topicArn} names. */
        SNS
    }

    /** The webhook that gets detections. */
    interface Webhook {
        /** Its address: https, or http on this machine. */
        Optional<URI> url();

        /** The file with its secret: {@code whsec_} and base64; not readable by others. */
        Optional<Path> secretFile();

        /** For connecting, and for the whole answer. */
        @WithDefault("5s")
        Duration timeout();
    }

    /** Rules over events of the past. */
    interface Backtests {
        /** Events that one run looks at. */
        @WithDefault("1000000")
        long maxEvents();

        /** How long one run takes. */
        @WithDefault("20s")
        Duration maxTime();

        /** Runs at a time. */
        @WithDefault("2")
        int concurrent();
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

    /** What came in and is no event. Where there is no room, senders are told, and folders wait. */
    interface DeadLetters {
        /** Letters that are kept. */
        @WithDefault("10000")
        int maxCount();

        /** Bytes of all of them on disk. */
        @WithDefault("268435456")
        long maxBytes();

        /** Bytes of one that are kept; of a longer one the first ones, and it can't be retried. */
        @WithDefault("8388608")
        int maxKeptBytes();

        /** How long a letter waits for somebody to look at it. */
        @WithDefault("90d")
        Duration maxAge();
    }

    /** Files that are taken in from a folder. */
    interface Intake {
        /** What becomes of files that are done with. */
        enum After {
            /** They go to {@code done} or {@code failed} below the folder. */
            MOVE,
            /** They stay where they are. */
            KEEP
        }

        /** The folder; none is watched where absent. */
        Optional<Path> folder();

        /** The bucket that the folder mirrors, so that a file's path below it is its key. */
        Optional<String> bucket();

        @WithDefault("move")
        After after();

        /** How often the folder is looked through; a file is taken when two looks saw it alike. */
        @WithDefault("5s")
        Duration interval();

        /** How long the log may take to make a batch of a file's events durable. */
        @WithDefault("30s")
        Duration patience();

        /** The accounts whose records are taken; all where absent. S3 access logs name a bucket, and no account. */
        Optional<List<String>> accounts();

        /** Files that one look takes. */
        @WithDefault("10000")
        int maxFiles();

        /** Bytes that a file may have as it is stored. */
        @WithDefault("67108864")
        int maxStoredBytes();

        /** Bytes that it may have inflated. */
        @WithDefault("268435456")
        int maxInflatedBytes();

        /** How many times its size a compressed file may have when it is inflated. */
        @WithDefault("250")
        int maxRatio();

        /** Records, or lines, that a file may have. */
        @WithDefault("1000000")
        int maxRecords();

        /** Bytes that a record of CloudTrail's may have. */
        @WithDefault("2097152")
        int maxRecordBytes();

        /** Levels of nesting that it may have. */
        @WithDefault("100")
        int maxDepth();

        /** Bytes that a line of the other formats may have. */
        @WithDefault("32768")
        int maxLineBytes();

        /** How long the ledger remembers a file, and so how far back completeness is told. */
        @WithDefault("400d")
        Duration rememberFor();
    }

    /** CloudTrail's digests. */
    interface Digest {
        /** The folder of CloudTrail's public keys; without it no digest can be checked, and all wait for their keys. */
        Optional<Path> keys();

        /** The regions whose chains of digests are walked; all where absent. */
        Optional<List<String>> regions();

        /** How often chains are walked; for that the folder must mirror a bucket. */
        @WithDefault("1h")
        Duration walkInterval();

        /** How far back a walk goes. */
        @WithDefault("7d")
        Duration walkBack();

        /** Digests that one walk visits. */
        @WithDefault("20000")
        int maxDigests();
    }

    /** What is kept on AWS, where {@code gatehouse.store=aws}. */
    interface Aws {
        /** The bucket of the logs, the tokens, the dead letters and the Parquet files. */
        Optional<String> bucket();

        /** What each key there begins with: names, each with a slash behind; {@code /} for nothing. */
        @WithDefault("audit/")
        String prefix();

        /** The region; where absent, the one that the SDK finds. */
        Optional<String> region();

        /** Where all calls are sent instead of to AWS. */
        Optional<URI> endpoint();

        /** Where calls of KMS are sent instead. */
        Optional<URI> kmsEndpoint();

        /** The KMS key that encrypts the objects; the bucket's own encryption where absent. */
        Optional<String> storageKey();

        /** The KMS key, of the spec {@code ECC_NIST_EDWARDS25519}, that signs checkpoints. */
        Optional<String> signingKey();

        /** Logs, of which each process takes one that nobody writes. Raising it is harmless. */
        @WithDefault("1")
        int shards();

        /** What this process calls itself in a log's lease; its host's name where absent. */
        Optional<String> owner();

        /** For how long a log is taken; it is renewed five times in each such while. */
        @WithDefault("30s")
        Duration lease();

        /** How far two machines' clocks may differ. */
        @WithDefault("5s")
        Duration leaseMargin();

        /** How long a start waits for a log that nobody writes: longer than a lease, for what a killed process had. */
        @WithDefault("2m")
        Duration leaseWait();

        /** The SNS topic that detections are published to; none are where absent. */
        Optional<String> topicArn();

        /** The deadline of one call with its retries. */
        @WithDefault("20s")
        Duration callTimeout();

        /** The deadline of one attempt. */
        @WithDefault("8s")
        Duration attemptTimeout();

        @WithDefault("4")
        int maxAttempts();
    }

    /** The queue that tells of CloudTrail's and other files in S3. */
    interface CloudTrail {
        /** The queue; no files are taken in from S3 where absent. */
        Optional<String> queueUrl();

        /** The buckets that may be read, whatever a message says. */
        Optional<List<String>> buckets();

        /** Messages in hand at a time. */
        @WithDefault("2")
        int readers();

        /** For how long a message in hand is hidden from others; it is hidden anew while it is in hand. */
        @WithDefault("2m")
        Duration visibility();

        /** How often a message is received before it becomes a dead letter. */
        @WithDefault("10")
        int maxReceives();
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

    /** How events are found again. */
    interface Query {
        /** Events that a page may have. */
        @WithDefault("1000")
        int maxRows();

        /** Bytes that a page may have, about. */
        @WithDefault("4194304")
        long maxPageBytes();

        /** How much time one query may cover. */
        @WithDefault("397d")
        Duration maxRange();

        /** How long a query may take. */
        @WithDefault("10s")
        Duration deadline();

        /** Characters that free text may have. */
        @WithDefault("256")
        int maxText();

        /** Buckets that a histogram may have. */
        @WithDefault("500")
        int maxBuckets();

        /** How long a query waits at most until the table has what is durable. */
        @WithDefault("1s")
        Duration awaitTable();

        /** Whether each page that is read is itself recorded; raw records, exports and streams always are. */
        @WithDefault("true")
        boolean recordSearches();

        /** Queries that run at once. */
        @WithDefault("4")
        int atOnce();

        /** Threads that the table's library may use. */
        @WithDefault("2")
        int threads();

        /** Memory that it may use, in bytes. */
        @WithDefault("268435456")
        long memoryBytes();

        /** Disk that it may use for what does not fit into memory, in bytes. */
        @WithDefault("4294967296")
        long spillBytes();

        /** How long events stay in the hot table before they are moved to Parquet files. */
        @WithDefault("2d")
        Duration hotFor();

        /** How often it is looked for such events. */
        @WithDefault("10m")
        Duration archiveEvery();

        /** Streams of events that may be open at once. */
        @WithDefault("16")
        int streams();

        /** How often an idle stream shows that it is alive, and its credential is looked at. */
        @WithDefault("15s")
        Duration heartbeat();

        /** How long the reader of a stream or an export may take for a piece of 64 KiB before it is cut off. */
        @WithDefault("30s")
        Duration patience();

        Exports exports();
    }

    /** Exports. */
    interface Exports {
        /** Exports that run at once. */
        @WithDefault("2")
        int atOnce();

        /** Events that one may have. */
        @WithDefault("1000000")
        long maxRows();

        /** Bytes that one may have. */
        @WithDefault("2147483648")
        long maxBytes();

        /** How long one may take. */
        @WithDefault("10m")
        Duration deadline();
    }
}
