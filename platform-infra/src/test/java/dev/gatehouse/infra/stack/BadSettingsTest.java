package dev.gatehouse.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stack whose settings can't be deployed registers nothing, in every project, and its error names the key. */
class BadSettingsTest {
    private final List<String> registered = new CopyOnWriteArrayList<>();

    @AfterEach
    void cleanUp() {
        PulumiTest.cleanup();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            foundation | aws:region                       |
            foundation | gatehouse:vpcCidr                | 10.20.0.0/21
            foundation | gatehouse:logRetentionDays       | 2555
            foundation | gatehouse:backupLockMaxDays      | 1824
            foundation | gatehouse:backupLockMinDays      | 36
            operations | gatehouse:backupLockMaxDays      | 1824
            operations | gatehouse:backupRegion           | eu-central-1
            operations | aws:region                       |
            platform   | gatehouse:accountId              | 1234
            platform   | aws:region                       |
            """)
    void failsBeforeTheFirstResource(String project, String key, String value) {
        Map<String, String> settings = RecordedStack.settingsOf(Environment.PROD);
        settings.put(key, value == null ? "" : value);

        TestResult result = deployed(project, "prod", settings);

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.errors()).anyMatch(error -> error.contains(key));
        assertThat(registered).isEmpty();
    }

    @Test
    void anEnvironmentThatIsNoneFailsBeforeTheFirstResourceToo() {
        TestResult result = deployed("foundation", "production", RecordedStack.settingsOf(Environment.PROD));

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.errors()).anyMatch(error -> error.contains("stack: has to be dev, staging or prod"));
        assertThat(registered).isEmpty();
    }

    @Test
    void goodSettingsRegisterResources() {
        TestResult result = deployed("foundation", "prod", RecordedStack.settingsOf(Environment.PROD));

        assertThat(result.exitCode()).isZero();
        assertThat(registered).hasSizeGreaterThan(50);
    }

    private TestResult deployed(String project, String stack, Map<String, String> settings) {
        Mocks mocks = args -> {
            registered.add(args.name);
            return CompletableFuture.completedFuture(Mocks.ResourceResult.of(
                    Optional.of(args.name), Map.of("arn", "arn:aws:mock:::" + args.name, "keyId", args.name)));
        };
        return PulumiTest.withMocks(mocks)
                .withOptions(TestOptions.builder()
                        .projectName(project)
                        .stackName(stack)
                        .build())
                .runTest(context -> Program.of(project).deploy(context, Settings.of(settings)));
    }
}
