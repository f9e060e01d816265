package dev.gatehouse.config.store.aws;

import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.rotation.RotationContract;
import dev.gatehouse.config.secret.SecretStore;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Rotations over Parameter Store and Secrets Manager, which are moto's. */
class AwsRotationTest extends RotationContract {
    private static final KeyIds KEYS = new KeyIds("alias/parameters", "alias/secrets", "alias/safety");
    private static final ParameterStore PARAMETERS = new SsmParameterStore(
            Moto.PATIENT
                    .applyTo(Moto.client(SsmClient.builder(), Moto.endpoint()))
                    .build(),
            KEYS,
            Fakes.OPEN_DOOR,
            Moto.PATIENT,
            Executors.newVirtualThreadPerTaskExecutor(),
            InstantSource.system());
    private static final SecretStore SECRETS = new SecretsManagerStore(
            Moto.PATIENT
                    .applyTo(Moto.client(SecretsManagerClient.builder(), Moto.endpoint()))
                    .build(),
            KEYS,
            Fakes.OPEN_DOOR,
            Executors.newVirtualThreadPerTaskExecutor());

    @Override
    protected ParameterStore parameters() {
        return PARAMETERS;
    }

    @Override
    protected SecretStore secrets() {
        return SECRETS;
    }
}
