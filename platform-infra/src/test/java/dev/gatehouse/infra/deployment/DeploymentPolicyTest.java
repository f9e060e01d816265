package dev.gatehouse.infra.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.document.GeneratedPage;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.Statement;
import dev.gatehouse.infra.stack.Program;
import dev.gatehouse.infra.stack.RecordedStack;
import dev.gatehouse.infra.stack.RecordedStack.Registered;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies of the role that deploys: enough for every type, and no more than they have to be. */
class DeploymentPolicyTest {
    /** Without white space: IAM and AWS STS quotas, IAM user guide. */
    private static final int CHARACTERS_OF_A_MANAGED_POLICY = 6144;
    /** What AWS offers no resource for, so that it stands on all of them. */
    private static final Set<String> WITHOUT_A_RESOURCE = Set.of(
            "WhoAmI",
            "CreateTaggedKeys",
            "ListAliases",
            "Passwords",
            "Look",
            "EncryptedDisks",
            "DeliverFlowLogs",
            "NoPublicBuckets",
            "ListParameters",
            "FindTrails",
            "FindLogGroups",
            "GuardDuty",
            "Config",
            "VaultStorage",
            "ServicesThatAreBackedUp");

    static List<DeploymentPolicy> policies() {
        return DeploymentPolicy.all();
    }

    private static Stream<Statement> statements() {
        return policies().stream()
                .flatMap(policy -> policy.document().statements().stream())
                .filter(statement -> statement.effect() == Statement.Effect.ALLOW);
    }

    @Test
    void everyRegisteredTypeHasItsPermissions() {
        Set<String> registered = new TreeSet<>();
        for (Environment environment : Environment.values()) {
            Program.PROJECTS.forEach(project -> RecordedStack.whole(project, environment).resources().stream()
                    .map(Registered::type)
                    .filter(type -> type.startsWith("aws:"))
                    .forEach(registered::add));
        }

        DeploymentPolicy.types().forEach(registered::remove);

        assertThat(registered)
                .as("no grant in the deployment package speaks of these types: add what creating, reading, changing and"
                        + " deleting them takes")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void fitsIntoAManagedPolicy(DeploymentPolicy policy) {
        String json = policy.document().json();

        assertThat(json.replace("ACCOUNT_ID", "123456789012").replace("REGION", "ap-southeast-2"))
                .hasSizeLessThan(CHARACTERS_OF_A_MANAGED_POLICY);
    }

    @Test
    void allowsNoServiceWhole() {
        List<String> wide = statements()
                .flatMap(statement -> statement.actions().stream())
                .filter(action -> action.endsWith(":*") || action.equals("*") || action.matches("iam:.*\\*.*"))
                .toList();

        assertThat(wide).isEmpty();
    }

    @Test
    void standsOnAllResourcesOnlyWhereAwsHasNone() {
        Set<String> everywhere = statements()
                .filter(statement -> statement.resources().contains("*"))
                .map(Statement::sid)
                .collect(Collectors.toSet());

        assertThat(everywhere).isEqualTo(WITHOUT_A_RESOURCE);
    }

    @Test
    void passesOurRolesToNamedServicesOnly() {
        List<Statement> passing = statements()
                .filter(statement -> statement.actions().contains("iam:PassRole"))
                .toList();

        assertThat(passing).hasSize(1).allSatisfy(statement -> {
            assertThat(statement.resources())
                    .containsExactly(
                            "arn:aws:iam::ACCOUNT_ID:role/gatehouse-*",
                            "arn:aws:iam::ACCOUNT_ID:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig");
            assertThat(statement.conditions()).extracting(Condition::key).containsExactly("iam:PassedToService");
        });
    }

    @Test
    void mayNotChangeItself() {
        List<Statement> denied = policies().stream()
                .flatMap(policy -> policy.document().statements().stream())
                .filter(statement -> statement.effect() == Statement.Effect.DENY)
                .toList();

        assertThat(denied).hasSize(1).allSatisfy(statement -> {
            assertThat(statement.resources()).containsExactly("arn:aws:iam::ACCOUNT_ID:role/gatehouse-*-deploy");
            assertThat(statement.actions()).contains("iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:PassRole");
        });
    }

    @Test
    void attachesOnlyPoliciesThatAwsMadeForServices() {
        List<Statement> attaching = statements()
                .filter(statement -> statement.actions().contains("iam:AttachRolePolicy"))
                .toList();

        assertThat(attaching)
                .hasSize(1)
                .allSatisfy(statement -> assertThat(statement.conditions())
                        .extracting(Condition::key)
                        .containsExactly("iam:PolicyARN"));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void theFileHasThePolicy(DeploymentPolicy policy) throws IOException {
        GeneratedPage.holds(policy.file(), policy.pretty());
    }
}
