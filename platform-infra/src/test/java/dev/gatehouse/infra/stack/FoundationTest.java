package dev.gatehouse.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.stack.RecordedStack.Registered;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the environments' foundations differ, and what they all have. */
class FoundationTest {
    private static final Map<Environment, RecordedStack> STACKS = new EnumMap<>(Environment.class);

    private static RecordedStack of(Environment environment) {
        return STACKS.computeIfAbsent(environment, each -> RecordedStack.of("foundation", each, false));
    }

    private static Registered only(Environment environment, String type, String name) {
        return of(environment).ofType(type).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # environment | subnets | NAT | endpoints | keys | recorders | rules of Config | detectors | locked buckets
            DEV           |       6 |   0 |         2 |    7 |         0 |               0 |         0 |              0
            STAGING       |       6 |   1 |        11 |    7 |         1 |              25 |         1 |              0
            PROD          |       9 |   3 |        11 |    7 |         1 |              25 |         1 |              1
            """)
    void hasAsMuchAsItsProfileSays(
            Environment environment,
            int subnets,
            int nats,
            int endpoints,
            int keys,
            int recorders,
            int rules,
            int detectors,
            int locked) {
        RecordedStack stack = of(environment);

        assertThat(stack.ofType("Subnet")).hasSize(subnets);
        assertThat(stack.ofType("NatGateway")).hasSize(nats);
        assertThat(stack.ofType("VpcEndpoint")).hasSize(endpoints);
        assertThat(stack.ofType("Key")).hasSize(keys);
        assertThat(stack.ofType("Recorder")).hasSize(recorders);
        assertThat(stack.ofType("Rule")).hasSize(rules);
        assertThat(stack.ofType("Detector")).hasSize(detectors);
        assertThat(stack.ofType("BucketObjectLockConfigurationV2")).hasSize(locked);
    }

    @Test
    void recordsEachChangeInProductionAndDailyInStaging() {
        assertThat(only(Environment.PROD, "Recorder", "recorder").inputs())
                .containsEntry("recordingMode", Map.of("recordingFrequency", "CONTINUOUS"));
        assertThat(only(Environment.STAGING, "Recorder", "recorder").inputs())
                .containsEntry("recordingMode", Map.of("recordingFrequency", "DAILY"));
    }

    /** Config refuses to deliver where objects are locked, so its history is not in the log archive. */
    @Test
    void keepsTheHistoryOfConfigurationsInAnUnlockedBucketOfItsOwn() {
        assertThat(only(Environment.PROD, "DeliveryChannel", "recorder").text("s3BucketName"))
                .contains("config-history");
        assertThat(only(Environment.PROD, "BucketV2", "config-history").inputs())
                .containsEntry("objectLockEnabled", false);
        assertThat(only(Environment.PROD, "BucketPolicy", "config-history").text("policy"))
                .contains("config.amazonaws.com", "aws:SourceAccount");
    }

    @Test
    void keepsAuditRecordsForSevenYearsInStorageThatGetsColder() {
        String ageing = only(Environment.DEV, "BucketLifecycleConfigurationV2", "log-archive")
                .inputs()
                .toString();

        assertThat(ageing)
                .containsPattern("days=90\\.0, storageClass=STANDARD_IA|storageClass=STANDARD_IA, days=90\\.0")
                .contains("GLACIER", "DEEP_ARCHIVE", "365.0", "730.0", "2555.0");
    }

    @Test
    void leavesTheLogsOutOfTheTrailsDataEvents() {
        String selectors = only(Environment.PROD, "Trail", "trail").text("advancedEventSelectors");

        assertThat(selectors)
                .contains("startsWiths=[arn:aws:s3:::gatehouse-prod-]", "AWS::Lambda::Function")
                .contains("arn:aws:s3:::gatehouse-prod-log-archive", "arn:aws:s3:::gatehouse-prod-config-history");
        assertThat(only(Environment.PROD, "Trail", "trail").inputs()).containsKey("insightSelectors");
    }

    @Test
    void letsFunctionsReachTheLoadBalancerOnly() {
        List<Registered> ways = of(Environment.PROD).ofType("SecurityGroupEgressRule").stream()
                .filter(each -> each.text("securityGroupId").endsWith("functions-id"))
                .toList();

        assertThat(ways).extracting(Registered::name).containsExactly("functions-load-balancer");
        assertThat(ways.getFirst().inputs()).doesNotContainKey("cidrIpv4").containsEntry("fromPort", 443.0);
    }

    @Test
    void letsOnlyWhoeverNeedsItUseTheSafetyKey() {
        String policy = only(Environment.PROD, "Key", "safety").text("policy");

        assertThat(policy)
                .contains("role/gatehouse-prod-app-engine", "role/gatehouse-prod-config-service")
                .doesNotContain("app-coder", "secret-rotation", "audit-service");
    }
}
