package dev.gatehouse.config.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.secret.FakeSecretStore;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.failure.InvalidName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolderReportTest {
    private static final VersionId VERSION = FakeSecretStore.version("x", 1);

    private static HolderReport of(String holder, String application, String environment, String... secrets) {
        return new HolderReport(
                holder,
                application,
                environment,
                List.of(secrets).stream()
                        .map(name -> new Holding(new SecretName(name), VERSION))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 128})
    void takesHoldersNamesOfUsualLength(int length) {
        assertThat(of("h".repeat(length), "coder", "dev").goodbye()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ä", "a\n"})
    void refusesHoldersThatAreNoNames(String holder) {
        assertThatThrownBy(() -> of(holder, "coder", "dev"))
                .isInstanceOf(InvalidReport.class)
                .hasMessage("must be 1 to 128 of A-Z a-z 0-9 . _ : -");
    }

    @Test
    void refusesAHoldersNameThatIsTooLong() {
        assertThatThrownBy(() -> of("h".repeat(129), "coder", "dev")).isInstanceOf(InvalidReport.class);
    }

    @Test
    void refusesPathsForNames() {
        assertThatThrownBy(() -> of("h", "a/b", "dev")).isInstanceOf(InvalidReport.class);
        assertThatThrownBy(() -> of("h", "coder", "..")).isInstanceOf(InvalidName.class);
    }

    @Test
    void refusesASecretThatStandsThereTwice() {
        assertThatThrownBy(() -> of("h", "coder", "dev", "demo/dev/a", "demo/dev/a"))
                .isInstanceOf(InvalidReport.class)
                .hasMessage("has a secret twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo/prod/a", "demo/dev", "demo"})
    void refusesSecretsOfAnotherEnvironment(String secret) {
        assertThatThrownBy(() -> of("h", "coder", "dev", secret))
                .isInstanceOf(InvalidReport.class)
                .hasMessage("has a secret of another environment");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 2, 3",
        "100, 300, 301, 302",
    })
    void takesLimitsThatGoTogether(int holdings, int report, int stale, int forget) {
        assertThat(limits(holdings, report, stale, forget).maxHoldings()).isEqualTo(holdings);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 2, 3, max-holdings",
        "101, 1, 2, 3, max-holdings",
        "1, 0, 2, 3, report-within",
        "1, 2, 2, 3, stale-after",
        "1, 1, 2, 2, forget-after"
    })
    void refusesLimitsThatDoNot(int holdings, int report, int stale, int forget, String named) {
        assertThatThrownBy(() -> limits(holdings, report, stale, forget))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(named);
    }

    private static AdoptionLimits limits(int holdings, int report, int stale, int forget) {
        return new AdoptionLimits(
                holdings, Duration.ofSeconds(report), Duration.ofSeconds(stale), Duration.ofSeconds(forget));
    }
}
