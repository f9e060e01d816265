package dev.gatehouse.scanner;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
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
}
