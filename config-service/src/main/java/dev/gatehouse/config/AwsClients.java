package dev.gatehouse.config;

import dev.gatehouse.config.store.aws.AwsClientSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.SsmClientBuilder;

/**
 * The AWS clients: Quarkus configures the builders ({@code quarkus.ssm.*}, {@code quarkus.secretsmanager.*},
 * {@code quarkus.sqs.*}), and deadlines and retries are ours. Each is made at its first call, so that the embedded
 * store needs no region and no credentials.
 */
public class AwsClients {
    @Produces
    @ApplicationScoped
    SsmClient ssm(SsmClientBuilder builder, Settings settings) {
        return settings(settings).applyTo(builder).build();
    }

    @Produces
    @ApplicationScoped
    SecretsManagerClient secretsManager(SecretsManagerClientBuilder builder, Settings settings) {
        return settings(settings).applyTo(builder).build();
    }

    @Produces
    @ApplicationScoped
    SqsClient sqs(SqsClientBuilder builder, Settings settings) {
        return settings(settings).applyTo(builder).build();
    }

    static AwsClientSettings settings(Settings settings) {
        AwsClientSettings ordinary = AwsClientSettings.DEFAULTS;
        return new AwsClientSettings(
                settings.aws().callTimeout(),
                settings.aws().attemptTimeout(),
                settings.aws().maxAttempts(),
                ordinary.firstDelay(),
                ordinary.longestDelay());
    }
}
