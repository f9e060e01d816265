package dev.gatehouse.audit;

import dev.gatehouse.audit.storage.aws.AwsClientSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * The AWS clients. Quarkus configures the builders of S3 and SQS ({@code quarkus.s3.*}, {@code quarkus.sqs.*}); the others
 * have the SDK's own search for credentials. Regions, endpoints, deadlines and retries are ours. Each is made at its first
 * call, so that embedded storage needs no region and no credentials.
 */
public class AwsClients {
    @Produces
    @ApplicationScoped
    S3Client s3(S3ClientBuilder builder, Settings settings) {
        builder.forcePathStyle(settings.aws().endpoint().isPresent());
        return placed(builder, settings).build();
    }

    @Produces
    @ApplicationScoped
    SqsClient sqs(SqsClientBuilder builder, Settings settings) {
        return placed(builder, settings).build();
    }

    @Produces
    @ApplicationScoped
    KmsClient kms(Settings settings) {
        var builder = plain(KmsClient.builder(), settings);
        settings.aws().kmsEndpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Produces
    @ApplicationScoped
    SnsClient sns(Settings settings) {
        return plain(SnsClient.builder(), settings).build();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B plain(
            B builder, Settings settings) {
        return placed(builder.httpClientBuilder(UrlConnectionHttpClient.builder()), settings);
    }

    private static <B extends AwsClientBuilder<B, C>, C> B placed(B builder, Settings settings) {
        settings.aws().region().map(Region::of).ifPresent(builder::region);
        settings.aws().endpoint().ifPresent(builder::endpointOverride);
        return settings(settings).applyTo(builder);
    }

    static AwsClientSettings settings(Settings settings) {
        AwsClientSettings ordinary = AwsClientSettings.DEFAULTS;
        try {
            return new AwsClientSettings(
                    settings.aws().callTimeout(),
                    settings.aws().attemptTimeout(),
                    settings.aws().maxAttempts(),
                    ordinary.firstDelay(),
                    ordinary.longestDelay());
        } catch (IllegalArgumentException e) {
            throw new ReadinessFailure(
                    "gatehouse.aws.call-timeout, .attempt-timeout, .max-attempts", String.valueOf(e.getMessage()));
        }
    }
}
