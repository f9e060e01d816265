package dev.gatehouse.config.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.ssm.SsmClient;

class AwsClientSettingsTest {
    @Test
    void setsDeadlineTimeoutAndAttemptsAndKeepsWhatElseIsThere() {
        AwsClientSettings settings = settings(5_000, 2_000, 4, 50, 1_000);
        var builder = Moto.client(SsmClient.builder(), URI.create("http://127.0.0.1:1"))
                .overrideConfiguration(overrides -> overrides.putHeader("X-Kept", "yes"));

        try (SsmClient client = settings.applyTo(builder).build()) {
            ClientOverrideConfiguration applied =
                    client.serviceClientConfiguration().overrideConfiguration();
            assertThat(applied.apiCallTimeout()).contains(Duration.ofSeconds(5));
            assertThat(applied.apiCallAttemptTimeout()).contains(Duration.ofSeconds(2));
            assertThat(applied.retryStrategy())
                    .hasValueSatisfying(
                            strategy -> assertThat(strategy.maxAttempts()).isEqualTo(4));
            assertThat(applied.headers()).containsKey("X-Kept");
        }
    }

    @ParameterizedTest
    @CsvSource({"100,100,1,1,1", "100,99,3,5,5"})
    void takesTheBounds(long deadline, long attempt, int attempts, long first, long longest) {
        assertThat(settings(deadline, attempt, attempts, first, longest).maxAttempts())
                .isEqualTo(attempts);
    }

    @ParameterizedTest
    @CsvSource({"0,0,1,1,1", "100,0,1,1,1", "100,101,1,1,1", "100,100,0,1,1", "100,100,1,0,1", "100,100,1,2,1"})
    void refusesWhatMeansNothing(long deadline, long attempt, int attempts, long first, long longest) {
        assertThatThrownBy(() -> settings(deadline, attempt, attempts, first, longest))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AwsClientSettings settings(long deadline, long attempt, int attempts, long first, long longest) {
        return new AwsClientSettings(
                Duration.ofMillis(deadline),
                Duration.ofMillis(attempt),
                attempts,
                Duration.ofMillis(first),
                Duration.ofMillis(longest));
    }
}
