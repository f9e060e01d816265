package dev.gatehouse.config.store.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretStoreContract;
import dev.gatehouse.config.secret.SecretValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Secrets Manager's adapter against moto. */
class SecretsManagerStoreTest extends SecretStoreContract {
    private static final KeyIds KEYS = new KeyIds("alias/parameters", "alias/secrets", "alias/safety");
    private static final SecretsManagerClient CLIENT = Moto.PATIENT
            .applyTo(Moto.client(SecretsManagerClient.builder(), Moto.endpoint()))
            .build();

    private final SecretsManagerStore store =
            new SecretsManagerStore(CLIENT, KEYS, Fakes.OPEN_DOOR, Executors.newVirtualThreadPerTaskExecutor());

    @Override
    protected SecretStore store() {
        return store;
    }

    @ParameterizedTest
    @CsvSource({"SECRET,alias/secrets", "SAFETY,alias/safety", "PARAMETER,alias/parameters"})
    void sealsASecretUnderTheKeyOfItsClass(DataClass dataClass, String key) {
        store.create(name, dataClass, "", v1, SecretValue.of("x"));

        assertThat(CLIENT.describeSecret(request -> request.secretId(name.value()))
                        .kmsKeyId())
                .isEqualTo(key);
    }

    @Test
    void tellsTheClassOfAnUntaggedSecretByItsKey() {
        CLIENT.createSecret(request ->
                request.name(name.value()).secretString("x").kmsKeyId("arn:aws:kms:eu-central-1:1:alias/safety"));

        assertThat(store.describe(name).orElseThrow().dataClass()).isEqualTo(DataClass.SAFETY);
    }

    @Test
    void keepsTextAsTextAndAnyOtherBytesAsBinary() {
        store.create(name, DataClass.SECRET, "", v1, SecretValue.of("größe"));
        store.create(at("binary"), DataClass.SECRET, "", v2, SecretValue.of(new byte[] {(byte) 0xff}));

        assertThat(CLIENT.getSecretValue(request -> request.secretId(name.value()))
                        .secretString())
                .isEqualTo("größe");
        assertThat(CLIENT.getSecretValue(
                                request -> request.secretId(at("binary").value()))
                        .secretBinary()
                        .asByteArray())
                .containsExactly(0xff);
    }

    @Test
    void leavesOutSecretsWhoseNamesAreNotCanonical() {
        CLIENT.createSecret(request -> request.name(root + "/app@x").secretString("x"));
        create(name, v1, "one");

        assertThat(store.list(root, Optional.empty(), 10).items()).hasSize(1);
        assertThat(store.list("!" + root, Optional.empty(), 10).items()).isEmpty();
    }

    @Test
    void roundsATimeForRecoveryUpToWholeDays() {
        create(name, v1, "one");

        Instant date = store.delete(name, Duration.ofDays(7).plusHours(1)).orElseThrow();

        assertThat(date).isAfter(Instant.now().plus(Duration.ofDays(7)).plus(Duration.ofHours(1)));
    }
}
