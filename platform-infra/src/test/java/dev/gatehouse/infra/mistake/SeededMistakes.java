package dev.gatehouse.infra.mistake;

import com.pulumi.core.Output;
import dev.gatehouse.infra.component.LeastPrivilegeRole;
import dev.gatehouse.infra.component.Lifecycle;
import dev.gatehouse.infra.component.SecureBucket;
import dev.gatehouse.infra.component.ServiceRole;
import dev.gatehouse.infra.config.BackupProfile;
import dev.gatehouse.infra.config.Cidr;
import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.config.EnvironmentProfile;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Settings;
import dev.gatehouse.infra.mistake.SeededMistake.Layer;
import dev.gatehouse.infra.policy.GuardRulesTest;
import dev.gatehouse.infra.policy.Suppression;
import dev.gatehouse.infra.policy.Violation;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import dev.gatehouse.infra.stack.RecordedStack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The mistakes of all layers but those over whole stacks. */
final class SeededMistakes {
    private SeededMistakes() {}

    static Stream<SeededMistake> all() {
        return Stream.of(configuration(), arguments(), policies(), guard()).flatMap(each -> each);
    }

    private static Stream<SeededMistake> configuration() {
        return Stream.of(
                SeededMistake.refused(
                        Layer.CONFIGURATION,
                        "a stack that is no environment",
                        "stack: has to be dev, staging or prod",
                        () -> EnvironmentSettings.read(
                                "production", Settings.of(RecordedStack.settingsOf(Environment.PROD)))),
                setting("no region", "aws:region", "", "aws:region: is missing"),
                setting(
                        "an account of eleven digits",
                        "gatehouse:accountId",
                        "12345678901",
                        "gatehouse:accountId: has to be"),
                setting(
                        "copies of backups in the same region",
                        "gatehouse:backupRegion",
                        "eu-central-1",
                        "gatehouse:backupRegion: has to differ"),
                setting(
                        "a network in which subnets don't fit",
                        "gatehouse:vpcCidr",
                        "10.20.0.0/21",
                        "gatehouse:vpcCidr: has to be from"),
                setting(
                        "a network that is not aligned",
                        "gatehouse:vpcCidr",
                        "10.20.1.0/16",
                        "gatehouse:vpcCidr: has address bits"),
                setting(
                        "a network of public addresses",
                        "gatehouse:vpcCidr",
                        "8.8.0.0/16",
                        "gatehouse:vpcCidr: has to be private"),
                setting("one zone named twice", "gatehouse:zones", "a,a,b", "gatehouse:zones: has to name 3 zones"),
                setting(
                        "a retention that AWS rejects",
                        "gatehouse:logRetentionDays",
                        "2555",
                        "gatehouse:logRetentionDays: 2555 days"),
                setting(
                        "a lock that ends before the monthly plan",
                        "gatehouse:backupLockMaxDays",
                        "1824",
                        "gatehouse:backupLockMaxDays: is below"),
                setting(
                        "a lock that outlasts the daily plan",
                        "gatehouse:backupLockMinDays",
                        "36",
                        "gatehouse:backupLockMinDays: is above"),
                setting(
                        "a lock for ever without consent",
                        "gatehouse:backupComplianceDays",
                        "3",
                        "gatehouse:backupComplianceConsent: has to be true"),
                setting("nobody answers for the stack", "gatehouse:owner", " ", "gatehouse:owner: is missing"));
    }

    private static SeededMistake setting(String what, String key, String value, String says) {
        return SeededMistake.refused(Layer.CONFIGURATION, what, says, () -> {
            Map<String, String> settings = RecordedStack.settingsOf(Environment.PROD);
            settings.put(key, value);
            EnvironmentSettings.read("prod", Settings.of(settings));
        });
    }

    private static Stream<SeededMistake> arguments() {
        List<Lifecycle.Step> backwards =
                List.of(new Lifecycle.Step(365, "GLACIER"), new Lifecycle.Step(90, "STANDARD_IA"));
        PolicyDocument trust = LeastPrivilegeRole.service("backup.amazonaws.com", "123456789012");
        EnvironmentSettings settings =
                EnvironmentSettings.read("dev", Settings.of(RecordedStack.settingsOf(Environment.DEV)));
        return Stream.of(
                argument(
                        "a bucket's transitions out of order",
                        "after 365 days comes a step after 90",
                        () -> new Lifecycle(backwards, Optional.empty(), 1)),
                argument(
                        "objects that end before they are moved",
                        "after 730 days comes a step after 700",
                        () -> new Lifecycle(Lifecycle.audit().steps(), Optional.of(700), 1)),
                argument(
                        "a bucket's name that S3 refuses",
                        "is no name of a bucket",
                        () -> new SecureBucket.Args(
                                "Log_Archive",
                                Optional.empty(),
                                List.of(),
                                Lifecycle.audit(),
                                Optional.empty(),
                                Optional.empty(),
                                true,
                                Map.of())),
                argument(
                        "a role's name that IAM refuses",
                        "is longer than 64 characters",
                        () -> new LeastPrivilegeRole.Args("r".repeat(65), "", trust, Output.of(trust), Map.of())),
                argument(
                        "a service that gets AdministratorAccess",
                        "is no policy for a service",
                        () -> new ServiceRole.Args(
                                "role",
                                "backup.amazonaws.com",
                                settings,
                                List.of("arn:aws:iam::aws:policy/AdministratorAccess"))),
                argument(
                        "a subnet outside of its network",
                        "has no block /24 number 256",
                        () -> Cidr.parse("10.20.0.0/16").subnet(24, 256)),
                argument(
                        "cold storage that ends too soon",
                        "cold storage has to begin 90 days",
                        () -> new BackupProfile(1, 365, 7, 14, 119, 30, 0)),
                argument(
                        "a profile with a retention that AWS rejects",
                        "is not one of CloudWatch's",
                        () -> EnvironmentProfile.of(Environment.DEV).withLogRetentionDays(100)),
                argument(
                        "a rule broken without a reason",
                        "needs its reason",
                        () -> new Suppression("GH-S3-1", "website", "because")));
    }

    private static SeededMistake argument(String what, String says, Runnable mistake) {
        return SeededMistake.refused(Layer.ARGUMENTS, what, says, mistake);
    }

    private static Stream<SeededMistake> policies() {
        return Stream.of(
                policy(
                        "a policy that allows everything",
                        "nobody is allowed everything",
                        () -> Statement.allow("All", "*")),
                policy(
                        "a bucket policy that allows everybody",
                        "nothing is allowed to everybody",
                        () -> Statement.allow("Read", "s3:GetObject").to(new Principal.Everybody())),
                policy("a principal * among ARNs", "everybody is not an ARN", () -> Principal.arn("*")),
                policy(
                        "a condition without values",
                        "is compared with nothing",
                        () -> Condition.equal("aws:SourceAccount")),
                policy(
                        "two statements of one name",
                        "two statements have one name",
                        () -> PolicyDocument.of(Statement.allow("A", "s3:Get*"), Statement.allow("A", "s3:Put*"))));
    }

    private static SeededMistake policy(String what, String says, Runnable mistake) {
        return SeededMistake.refused(Layer.POLICY, what, says, mistake);
    }

    private static Stream<SeededMistake> guard() {
        return GuardRulesTest.mistakes()
                .map(mistake -> new SeededMistake(
                        Layer.GUARD,
                        mistake.what(),
                        mistake.rule(),
                        () -> mistake.rules().violations(mistake.broken()).stream()
                                .map(Violation::toString)
                                .collect(Collectors.joining("\n"))));
    }
}
