package dev.gatehouse.scanner;

import dev.gatehouse.scanner.source.aws.JsonApi;
import dev.gatehouse.scanner.store.aws.AwsClientSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.SsmClientBuilder;

/**
 * The AWS clients. Quarkus configures the builders of S3, SQS and SSM; the others have the SDK's own search for credentials.
 * Regions, endpoints, deadlines and retries are ours. Each is made when it is asked for, so that a scanner of folders needs
 * no region and no credentials.
 */
public class AwsClients {
    @Produces
    @Singleton
    S3Client s3(S3ClientBuilder builder, Settings settings) {
        if (settings.aws().endpoint().isPresent()) {
            // Buckets have no host names of their own there.
            builder.serviceConfiguration(paths -> paths.pathStyleAccessEnabled(true));
        }
        return placed(builder, settings).build();
    }

    @Produces
    @Singleton
    SqsClient sqs(SqsClientBuilder builder, Settings settings) {
        return placed(builder, settings).build();
    }

    @Produces
    @Singleton
    SsmClient ssm(SsmClientBuilder builder, Settings settings) {
        return placed(builder, settings).build();
    }

    @Produces
    @Singleton
    DynamoDbClient dynamo(Settings settings) {
        return plain(DynamoDbClient.builder(), settings).build();
    }

    @Produces
    @Singleton
    LambdaClient lambda(Settings settings) {
        return plain(LambdaClient.builder(), settings).build();
    }

    @Produces
    @Singleton
    EcsClient ecs(Settings settings) {
        return plain(EcsClient.builder(), settings).build();
    }

    @Produces
    @Singleton
    Ec2Client ec2(Settings settings) {
        return plain(Ec2Client.builder(), settings).build();
    }

    @Produces
    @Singleton
    CloudFormationClient cloudFormation(Settings settings) {
        return plain(CloudFormationClient.builder(), settings).build();
    }

    @Produces
    @Singleton
    SfnClient stepFunctions(Settings settings) {
        return plain(SfnClient.builder(), settings).build();
    }

    @Produces
    @Singleton
    CloudWatchLogsClient logs(Settings settings) {
        return plain(CloudWatchLogsClient.builder(), settings).build();
    }

    @Produces
    @Singleton
    IamClient iam(Settings settings) {
        return plain(IamClient.builder(), settings).build();
    }

    @Produces
    @Singleton
    SnsClient sns(Settings settings) {
        return plain(SnsClient.builder(), settings).build();
    }

    @Produces
    @Singleton
    EventBridgeClient eventBridge(Settings settings) {
        return plain(EventBridgeClient.builder(), settings).build();
    }

    /** The SDK's client for CodeBuild is not needed for two operations. */
    @Produces
    @Singleton
    JsonApi codeBuild(Settings settings) {
        Region region = settings.aws()
                .region()
                .map(Region::of)
                .orElseGet(() -> new DefaultAwsRegionProviderChain().getRegion());
        String suffix = region.id().startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        URI endpoint =
                settings.aws().endpoint().orElseGet(() -> URI.create("https://codebuild." + region.id() + suffix));
        return new JsonApi(
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.aws().attemptTimeout())
                        .socketTimeout(settings.aws().attemptTimeout())
                        .build(),
                DefaultCredentialsProvider.builder().build(),
                new JsonApi.Service("codebuild", "CodeBuild_20161006", region.id(), endpoint));
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B plain(
            B builder, Settings settings) {
        // A poll of a queue is answered after some seconds.
        UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30));
        return placed(builder.httpClientBuilder(http), settings);
    }

    private static <B extends AwsClientBuilder<B, C>, C> B placed(B builder, Settings settings) {
        settings.aws().region().map(Region::of).ifPresent(builder::region);
        settings.aws().endpoint().ifPresent(builder::endpointOverride);
        AwsClientSettings ordinary = AwsClientSettings.DEFAULTS;
        return Made.named(
                        "gatehouse.aws.call-timeout, .attempt-timeout, .max-attempts",
                        () -> new AwsClientSettings(
                                settings.aws().callTimeout(),
                                settings.aws().attemptTimeout(),
                                settings.aws().maxAttempts(),
                                ordinary.firstDelay(),
                                ordinary.longestDelay()))
                .applyTo(builder);
    }
}
