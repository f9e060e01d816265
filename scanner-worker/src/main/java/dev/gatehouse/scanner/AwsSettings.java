package dev.gatehouse.scanner;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where things stand on AWS: {@code gatehouse.aws.*}. */
public interface AwsSettings {
    /** What is kept on AWS where {@code gatehouse.store=aws}, and how it is called. */
    interface Aws {
        /** The account, twelve digits; with it and the region findings are exported as ASFF too. */
        Optional<String> account();

        /** The region; where absent, the one that the SDK finds. */
        Optional<String> region();

        /** Where all calls are sent instead of to AWS. */
        Optional<URI> endpoint();

        /** The DynamoDB table of findings, scans and what was scanned. */
        @WithDefault("gatehouse-scanner")
        String table();

        /** The SQS queue of objects. */
        Optional<String> queueUrl();

        /** The SQS queue that EventBridge feeds with changes; nothing is scanned on events where absent. */
        Optional<String> eventQueueUrl();

        /** The deadline of one call with its retries. */
        @WithDefault("20s")
        Duration callTimeout();

        /** The deadline of one attempt. */
        @WithDefault("8s")
        Duration attemptTimeout();

        @WithDefault("4")
        int maxAttempts();
    }

    /** How CloudWatch Logs are read: {@code gatehouse.logs.*}. */
    interface Logs {
        /** Calls a second of this process, over time; an account has a quota of five to ten of those that read. */
        @WithDefault("2")
        double callsPerSecond();

        /** How far the first scan of a log group looks back. */
        @WithDefault("1d")
        Duration firstWindow();

        /** How much time one scan looks at, at most; the next goes on from there. */
        @WithDefault("1d")
        Duration longestWindow();

        /** How old an event is before it is looked for, since some come late. */
        @WithDefault("1m")
        Duration settled();
    }

    /** How the code of Lambda functions is fetched: {@code gatehouse.lambda-code.*}. */
    interface LambdaCode {
        /** Hosts that its presigned URLs may name; where absent, those of S3 in the region. */
        Optional<List<String>> hosts();

        /** The deadline of one download. */
        @WithDefault("2m")
        Duration deadline();
    }
}
