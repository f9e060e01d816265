package dev.gatehouse.infra.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Settings;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each service's role has what its adapters call, by the calls in their sources, and nothing besides. */
class ServiceGrantsTest {
    private static final ServiceKeys KEYS = new ServiceKeys("arn:m", "arn:p", "arn:s", "arn:f");
    private static final Grants CONFIG =
            new Grants(new ConfigServicePermissions(settings(false), "aurora", KEYS).policy());
    private static final Grants RECORDING = scanner(false);
    private static final Grants ACTING = scanner(true);
    /** All inline policies of a role together, without white space: IAM and AWS STS quotas, IAM user guide. */
    private static final int CHARACTERS_OF_INLINE_POLICIES = 10_240;
    /** What AWS offers no resource for, so that it stands on all of them. */
    private static final Set<String> WITHOUT_A_RESOURCE = Set.of("DescribeParameters", "ListSecrets", "List");

    private static EnvironmentSettings settings(boolean acts) {
        return EnvironmentSettings.read(
                "dev",
                Settings.of(Map.of(
                        "aws:region", "eu-central-1",
                        "gatehouse:accountId", "123456789012",
                        "gatehouse:backupRegion", "eu-west-1",
                        "gatehouse:vpcCidr", "10.20.0.0/16",
                        "gatehouse:owner", "platform",
                        "gatehouse:costCenter", "42",
                        "gatehouse:responseActs", Boolean.toString(acts))));
    }

    private static Grants scanner(boolean acts) {
        return new Grants(new ScannerWorkerPermissions(settings(acts), "aurora", KEYS).policy());
    }

    static Stream<Grants> all() {
        return Stream.of(CONFIG, RECORDING, ACTING);
    }

    static List<ServiceCall> ofConfigService() {
        return ServiceCall.ofConfigService();
    }

    static List<ServiceCall> ofScannerWorker() {
        return ServiceCall.ofScannerWorker();
    }

    @Test
    void theTableHasEachCallOfTheAdapters() {
        Set<String> config =
                AdapterCalls.below(Path.of("../config-service/src/main/java/dev/gatehouse/config/store/aws"));
        Set<String> scanner = new TreeSet<>();
        for (String part : List.of("source/aws", "store/aws")) {
            scanner.addAll(AdapterCalls.below(Path.of("../scanner-worker/src/main/java/dev/gatehouse/scanner")
                    .resolve(part)));
        }

        assertThat(config)
                .as("calls of config-service without a row in ServiceCall: say what they take of IAM, and grant it")
                .hasSizeGreaterThan(15)
                .isSubsetOf(methods(ServiceCall.ofConfigService()));
        assertThat(scanner)
                .as("calls of scanner-worker without a row in ServiceCall: say what they take of IAM, and grant it")
                .hasSizeGreaterThan(35)
                .isSubsetOf(methods(ServiceCall.ofScannerWorker()));
    }

    @ParameterizedTest
    @MethodSource("ofConfigService")
    void configServiceMayDoWhatItCalls(ServiceCall call) {
        assertThat(call.actions())
                .allSatisfy(action -> assertThat(CONFIG.allow(action, call.resource()))
                        .as("%s takes %s on %s", call.method(), action, call.resource())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("ofScannerWorker")
    void scannerWorkerMayDoWhatItCallsAndActOnlyWhereResponsesDo(ServiceCall call) {
        assertThat(call.actions()).allSatisfy(action -> {
            assertThat(ACTING.allow(action, call.resource()))
                    .as("%s takes %s on %s", call.method(), action, call.resource())
                    .isTrue();
            assertThat(RECORDING.allow(action, call.resource()))
                    .as("%s of %s on %s, where responses only record", action, call.method(), call.resource())
                    .isEqualTo(!call.acts());
        });
    }

    @Test
    void noActionIsGrantedThatNothingCalls() {
        assertThat(beyondKeys(CONFIG)).isEqualTo(actions(ServiceCall.ofConfigService()));
        assertThat(beyondKeys(ACTING)).isEqualTo(actions(ServiceCall.ofScannerWorker()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void standsOnAllResourcesOnlyWhereAwsHasNone(Grants grants) {
        List<Statement> everywhere =
                allowing(grants).filter(each -> each.resources().contains("*")).toList();

        assertThat(everywhere)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(WITHOUT_A_RESOURCE).contains(each.sid()))
                .allSatisfy(each -> assertThat(each.actions()).noneMatch(action -> action.contains("*")));
    }

    /** DynamoDB asks for every form of re-encryption and data key; other stars would be rights that nobody looked at. */
    @ParameterizedTest
    @MethodSource("all")
    void namesItsActions(Grants grants) {
        assertThat(grants.actions())
                .filteredOn(action -> action.contains("*"))
                .isSubsetOf("kms:ReEncrypt*", "kms:GenerateDataKey*");
    }

    @ParameterizedTest
    @MethodSource("all")
    void usesKeysThatItNamesAndOnlyThroughAService(Grants grants) {
        assertThat(allowing(grants))
                .filteredOn(each -> each.actions().getFirst().startsWith("kms:"))
                .isNotEmpty()
                .allSatisfy(each -> {
                    assertThat(each.resources()).allMatch(resource -> resource.startsWith("arn:"));
                    assertThat(each.conditions()).extracting(Condition::key).contains("kms:ViaService");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "s3:DeleteObjectVersion, gatehouse-dev-log-archive-123456789012-eu-central-1/AWSLogs/x",
        "s3:PutObject,           gatehouse-dev-access-logs-123456789012-eu-central-1/x",
        "s3:DeleteObject,        gatehouse-dev-config-history-123456789012-eu-central-1/x",
        "s3:DeleteObject,        gatehouse-dev-reports-123456789012-eu-central-1/x",
        "s3:PutObject,           pulumi-state-123456789012/.pulumi/stacks/dev.json",
        "s3:DeleteObjectVersion, gatehouse-dev-quarantine-123456789012-eu-central-1/i/content"
    })
    void neverTakesARecordAway(String action, String object) {
        assertThat(ACTING.allow(action, "arn:aws:s3:::" + object)).isFalse();
    }

    @Test
    void leavesOthersStateAndOtherEnvironmentsAlone() {
        String ssm = "arn:aws:ssm:eu-central-1:123456789012:parameter/aurora/";
        String secrets = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";

        assertThat(ACTING.allow("ssm:PutParameter", ssm + "_gatehouse/tokens/a1"))
                .isFalse();
        assertThat(CONFIG.allow("ssm:PutParameter", ssm + "prod/global/log/level"))
                .isFalse();
        assertThat(CONFIG.allow("secretsmanager:GetSecretValue", secrets + "aurora/prod/x-a1B2c3"))
                .isFalse();
        assertThat(CONFIG.allow("secretsmanager:GetSecretValue", secrets + "elsewhere-a1B2c3"))
                .isFalse();
        assertThat(ACTING.actions()).noneMatch(action -> action.startsWith("secretsmanager:"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void fitsIntoARolesInlinePolicies(Grants grants) {
        String key = "arn:aws:kms:ap-southeast-2:123456789012:key/01234567-89ab-cdef-0123-456789abcdef";

        String json = grants.policy().json().replaceAll("arn:[mpsf]\"", key + "\"");

        assertThat(json).hasSizeLessThan(CHARACTERS_OF_INLINE_POLICIES);
    }

    private static Stream<Statement> allowing(Grants grants) {
        PolicyDocument policy = grants.policy();
        return policy.statements().stream().filter(each -> each.effect() == Statement.Effect.ALLOW);
    }

    private static Set<String> beyondKeys(Grants grants) {
        return grants.actions().stream()
                .filter(action -> !action.startsWith("kms:"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> methods(List<ServiceCall> calls) {
        return calls.stream().map(ServiceCall::method).collect(Collectors.toSet());
    }

    private static Set<String> actions(List<ServiceCall> calls) {
        return calls.stream().flatMap(call -> call.actions().stream()).collect(Collectors.toCollection(TreeSet::new));
    }
}
