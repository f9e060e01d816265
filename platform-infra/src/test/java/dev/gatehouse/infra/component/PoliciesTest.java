package dev.gatehouse.infra.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Settings;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoliciesTest {
    private static final EnvironmentSettings SETTINGS = in("eu-central-1");

    private static EnvironmentSettings in(String region) {
        return EnvironmentSettings.read(
                "dev",
                Settings.of(Map.of(
                        "aws:region", region,
                        "gatehouse:accountId", "123456789012",
                        "gatehouse:backupRegion", "eu-west-1",
                        "gatehouse:vpcCidr", "10.20.0.0/16",
                        "gatehouse:owner", "platform",
                        "gatehouse:costCenter", "42")));
    }

    @Test
    void rendersAStatement() {
        PolicyDocument policy = PolicyDocument.of(Statement.allow("Send", "sqs:SendMessage")
                .to(Principal.service("sns.amazonaws.com"))
                .on("arn:aws:sqs:eu-central-1:123456789012:q")
                .when(Condition.equal("aws:SourceAccount", "123456789012")));

        String json = policy.json();

        assertThat(json)
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Send\",\"Effect\":\"Allow\","
                        + "\"Principal\":{\"Service\":\"sns.amazonaws.com\"},\"Action\":\"sqs:SendMessage\","
                        + "\"Resource\":\"arn:aws:sqs:eu-central-1:123456789012:q\","
                        + "\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"123456789012\"}}}]}");
    }

    @Test
    void refusesStatementsThatNoPolicyOfOursHas() {
        assertThatThrownBy(() -> Statement.allow("All", "*")).hasMessageContaining("everything");
        assertThatThrownBy(() -> Statement.allow("S", "s3:GetObject").to(new Principal.Everybody()))
                .hasMessageContaining("everybody");
        assertThatThrownBy(() -> Statement.allow("not a name", "s3:GetObject")).hasMessageContaining("letters");
        assertThatThrownBy(() -> PolicyDocument.of(Statement.allow("A", "s3:Get*"), Statement.allow("A", "s3:Put*")))
                .hasMessageContaining("one name");
    }

    @ParameterizedTest
    @EnumSource(KeyPurpose.class)
    void administratorsOfAKeyCannotUseIt(KeyPurpose purpose) {
        Statement administration =
                new KeyPolicies(SETTINGS).of(purpose).statements().getFirst();

        assertThat(administration.actions())
                .contains("kms:Put*", "kms:ScheduleKeyDeletion")
                .noneMatch(action -> action.contains("crypt") || action.contains("DataKey") || action.equals("kms:*"));
    }

    @Test
    void theLogsKeyLetsTheTrailEncryptAndDescribe() {
        String policy = new KeyPolicies(SETTINGS).of(KeyPurpose.LOGS).json();

        assertThat(policy)
                .contains("\"kms:DescribeKey\"", "kms:GenerateDataKey*", "logs.eu-central-1.amazonaws.com")
                .contains("arn:aws:cloudtrail:eu-central-1:123456789012:trail/gatehouse-dev-trail");
    }

    @Test
    void theScannerGetsTheCodeOfThisAccountsFunctionsThroughTheEndpoint() {
        String here = "\"arn:aws:s3:::awslambda-eu-central-1-tasks/snapshots/123456789012/*\"";
        String first = "\"arn:aws:s3:::prod-04-2014-tasks/snapshots/123456789012/*\"";

        assertThat(PrivateEndpoints.policy(SETTINGS, "s3").json())
                .contains(here)
                .doesNotContain(first);
        assertThat(PrivateEndpoints.policy(in("us-east-1"), "s3").json()).contains(first);
        assertThat(PrivateEndpoints.policy(SETTINGS, "dynamodb").json()).doesNotContain(here);
    }

    @Test
    void transitionsComeInOrder() {
        List<Lifecycle.Step> backwards =
                List.of(new Lifecycle.Step(365, "GLACIER"), new Lifecycle.Step(90, "STANDARD_IA"));

        assertThat(Lifecycle.audit().expirationDays()).contains(2555);
        assertThatThrownBy(() -> new Lifecycle(backwards, Optional.empty(), 1)).hasMessageContaining("after 365 days");
        assertThatThrownBy(() -> new Lifecycle(Lifecycle.audit().steps(), Optional.of(730), 1))
                .hasMessageContaining("after 730 days");
    }
}
