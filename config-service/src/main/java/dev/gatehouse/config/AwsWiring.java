package dev.gatehouse.config;

import dev.gatehouse.config.snapshot.ChangeListener;
import dev.gatehouse.config.store.aws.BreakerSettings;
import dev.gatehouse.config.store.aws.CallGuard;
import dev.gatehouse.config.store.aws.CircuitBreakerGuard;
import dev.gatehouse.config.store.aws.KeyIds;
import dev.gatehouse.config.store.aws.SecretsManagerStore;
import dev.gatehouse.config.store.aws.SqsChangeFeed;
import dev.gatehouse.config.store.aws.SsmParameterStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Puts the AWS form of the stores together, when it is asked for. */
@Singleton
public class AwsWiring {
    private static final Logger LOG = Logger.getLogger(AwsWiring.class);
    private static final Duration POLL = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** In local mode, against an imitation of AWS, the account's own key will do. */
    private static final String ACCOUNT_KEY_SSM = "alias/aws/ssm";

    private static final String ACCOUNT_KEY_SECRETS = "alias/aws/secretsmanager";

    private final Settings settings;
    private final SsmClient ssm;
    private final SecretsManagerClient secrets;
    private final SqsClient sqs;
    private final Workers workers;
    private final InstantSource clock;
    private final CountDownLatch stopping = new CountDownLatch(1);

    AwsWiring(
            Settings settings,
            SsmClient ssm,
            SecretsManagerClient secrets,
            SqsClient sqs,
            Workers workers,
            InstantSource clock) {
        this.settings = settings;
        this.ssm = ssm;
        this.secrets = secrets;
        this.sqs = sqs;
        this.workers = workers;
        this.clock = clock;
    }

    SsmParameterStore parameterStore() {
        return new SsmParameterStore(
                ssm, keys(), guard("Parameter Store"), AwsClients.settings(settings), workers, clock);
    }

    SecretsManagerStore secretStore() {
        return new SecretsManagerStore(secrets, keys(), guard("Secrets Manager"), workers);
    }

    void start(@Observes StartupEvent event, ChangeListener changes) {
        if (settings.store() == Settings.Backend.AWS) {
            settings.aws().changeQueueUrl().ifPresent(url -> {
                SqsChangeFeed feed =
                        new SqsChangeFeed(sqs, url, POLL, changes, guard("SQS"), AwsClients.settings(settings));
                workers.execute(() -> follow(feed));
            });
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /** Polls until the service stops; what is missed while the queue is away is found by the slow poll. */
    private void follow(SqsChangeFeed feed) {
        boolean stop = false;
        while (!stop) {
            try {
                feed.pollOnce();
                stop = stopping.getCount() == 0;
            } catch (RuntimeException e) {
                LOG.warnf("the change feed does not answer: %s", e.getClass().getSimpleName());
                stop = stopped(PAUSE);
            }
        }
    }

    private boolean stopped(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private KeyIds keys() {
        return new KeyIds(
                settings.aws().parameterKey().orElse(ACCOUNT_KEY_SSM),
                settings.aws().secretKey().orElse(ACCOUNT_KEY_SECRETS),
                settings.aws().safetyKey().orElse(ACCOUNT_KEY_SECRETS));
    }

    private static CallGuard guard(String service) {
        return new CircuitBreakerGuard(
                service,
                BreakerSettings.DEFAULTS,
                state -> LOG.infof("the circuit breaker of %s is %s", service, state));
    }
}
