package dev.gatehouse.scanner;

import dev.gatehouse.scanner.response.ResponseMode;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is done about findings: {@code gatehouse.response.*}. */
public interface ResponseSettings {
    /** How findings are answered. */
    interface Response {
        /** {@code off}, {@code dry-run} (what would be done is recorded) or {@code on}. */
        @WithDefault("dry-run")
        ResponseMode mode();

        /** The plans; those in the executable where absent. */
        Optional<Path> plans();

        /** How many acting steps an hour may have; further ones wait. */
        @WithDefault("20")
        int perHour();

        /** Threads that carry responses out; none where another process does. */
        @WithDefault("2")
        int workers();

        /** How long a step may take before another process does it again. */
        @WithDefault("5m")
        Duration lease();

        /** How long an automatic response waits before its first step, so that a scan has found more places. */
        @WithDefault("2s")
        Duration settle();

        /** How often all open findings are looked at, for those that nothing has answered. */
        @WithDefault("5m")
        Duration sweepEvery();

        /** config-service, as {@code https://host:port}; where absent, nothing is rotated. */
        Optional<URI> configUrl();

        /** The file with the bearer token for it, which is read each time; it may {@code rotate} and {@code list}. */
        Optional<Path> configTokenFile();

        /** Whether plain {@code http} may go to another machine. */
        @WithDefault("false")
        boolean plainHttp();

        /** The longest pause between two looks at a rotation. */
        @WithDefault("1m")
        Duration rotationPause();

        /** Where files are kept that are taken; in the data folder where absent. */
        Optional<Path> quarantineDir();

        /** The file with their key, 32 bytes in base64; one that is made in the data folder where absent. */
        Optional<Path> quarantineKeyFile();

        /** The bucket that objects of S3 are taken to; where absent, none is taken. */
        Optional<String> quarantineBucket();

        /** The KMS key that they are kept under there; the bucket's own where absent. */
        Optional<String> quarantineKmsKey();

        /** Whether a version that was copied is deleted, or tagged so that a bucket's policy denies it. */
        @WithDefault("delete")
        Removal quarantineRemoval();

        /** Whether access keys of IAM's users are made inactive. It needs iam:UpdateAccessKey, and what judging keys needs. */
        @WithDefault("false")
        boolean disableKeys();

        /** Whether leaked SSM parameters are made secure ones. */
        @WithDefault("false")
        boolean convertParameters();

        /** The SNS topic that notices go to. */
        Optional<String> topicArn();

        /**
         * The EventBridge bus, by name or ARN, that starts the state machines of automatic plans; where absent, all is carried out
         * here. It needs {@code gatehouse.store=aws}, {@code events:PutEvents} on the bus, and a rule for each such plan.
         */
        Optional<String> eventBus();

        /** The webhook that notices go to. */
        Optional<URI> webhookUrl();

        /** The file with the secret that they are signed with, {@code whsec_} and base64. */
        Optional<Path> webhookSecretFile();
    }

    /** How an object of S3 that was copied is taken away. */
    enum Removal {
        DELETE,
        TAG
    }
}
