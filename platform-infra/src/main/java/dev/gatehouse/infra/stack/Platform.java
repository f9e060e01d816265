package dev.gatehouse.infra.stack;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.component.ApplicationRoles;
import dev.gatehouse.infra.component.ChangeEvents;
import dev.gatehouse.infra.component.FunctionCode;
import dev.gatehouse.infra.component.Lifecycle;
import dev.gatehouse.infra.component.ManagedSecret;
import dev.gatehouse.infra.component.ParameterTree;
import dev.gatehouse.infra.component.SecureBucket;
import dev.gatehouse.infra.component.SecureFunction;
import dev.gatehouse.infra.component.SecureQueue;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.contract.DataClass;
import dev.gatehouse.infra.contract.Hierarchy;
import dev.gatehouse.infra.contract.SecretDefinition;
import dev.gatehouse.infra.policy.Suppression;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the services stand on: so far secrets and their rotation, parameters, queues, events and the quarantine. */
public final class Platform implements Program {
    private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;

    @Override
    public List<Suppression> suppressions() {
        return List.of();
    }

    @Override
    public void register(Context context, EnvironmentSettings settings) {
        FoundationOutputs foundation = FoundationOutputs.read(context);
        Hierarchy hierarchy = Hierarchy.shipped();
        SecureFunction rotation = rotation(settings, foundation, hierarchy);
        Output<List<String>> secrets = secrets(settings, foundation, hierarchy, rotation.arn());
        new ParameterTree(
                "parameters",
                new ParameterTree.Args(settings, hierarchy, foundation.parametersKeyArn(), foundation.safetyKeyArn()),
                TOP);
        applications(settings, foundation, hierarchy);
        SecureQueue changes = queue("config-changes", 60, settings, foundation, "events.amazonaws.com");
        SecureQueue work = queue("scanner-work", 900, settings, foundation, "events.amazonaws.com");
        SecureQueue intake = new SecureQueue(
                "audit-intake",
                new SecureQueue.Args(
                        settings,
                        foundation.masterKeyArn(),
                        120,
                        List.of("sns.amazonaws.com"),
                        Optional.of(foundation.arrivalsTopicArn())),
                TOP);
        ChangeEvents events = new ChangeEvents(
                "changes", new ChangeEvents.Args(settings, foundation.masterKeyArn(), changes.arn(), work.arn()), TOP);
        new PlatformOutputs(
                        changes.url(),
                        work.url(),
                        intake.url(),
                        Output.all(
                                changes.deadLettersArn(),
                                work.deadLettersArn(),
                                intake.deadLettersArn(),
                                events.undeliveredArn(),
                                rotation.failuresArn()),
                        quarantine(settings, foundation),
                        rotation.arn(),
                        secrets)
                .export(context);
    }

    /** config-service does the work; the function only says that it is time, and proves who says so. */
    private static SecureFunction rotation(
            EnvironmentSettings settings, FoundationOutputs foundation, Hierarchy hierarchy) {
        String secrets = settings.account()
                .arn(
                        "secretsmanager",
                        "secret:" + hierarchy.project() + "/"
                                + settings.environment().label() + "/*");
        return new SecureFunction(
                "secret-rotation",
                new SecureFunction.Args(
                        settings,
                        "Hands the steps of a rotation to config-service",
                        FunctionCode.python("secret_rotation"),
                        Map.of(
                                "CONFIG_URL",
                                settings.configService().toString(),
                                "CONFIG_SERVER_ID",
                                settings.configService().getHost()),
                        new SecureFunction.Place(foundation.privateSubnetIds(), foundation.functionsGroupId()),
                        new SecureFunction.Keys(foundation.masterKeyArn(), foundation.logsKeyArn()),
                        60,
                        List.of(new SecureFunction.Invoker("secretsmanager.amazonaws.com", secrets))),
                TOP);
    }

    private static Output<List<String>> secrets(
            EnvironmentSettings settings, FoundationOutputs foundation, Hierarchy hierarchy, Output<String> rotation) {
        String environment = settings.environment().label();
        return Output.all(SecretDefinition.shipped().stream()
                .map(secret -> new ManagedSecret(
                                secret.name(),
                                new ManagedSecret.Args(
                                        settings,
                                        hierarchy.project(),
                                        secret,
                                        secret.dataClass() == DataClass.SAFETY
                                                ? foundation.safetyKeyArn()
                                                : foundation.secretsKeyArn(),
                                        hierarchy.applications().stream()
                                                .filter(each -> hierarchy
                                                        .secretsOf(each, environment)
                                                        .contains(secret.name()))
                                                .map(each -> settings.name(each.role()))
                                                .toList(),
                                        rotation),
                                TOP)
                        .arn())
                .toList());
    }

    private static void applications(EnvironmentSettings settings, FoundationOutputs foundation, Hierarchy hierarchy) {
        new ApplicationRoles(
                "applications",
                new ApplicationRoles.Args(
                        settings,
                        hierarchy,
                        Output.all(
                                foundation.parametersKeyArn(), foundation.secretsKeyArn(), foundation.safetyKeyArn())),
                TOP);
    }

    private static SecureQueue queue(
            String name, int seconds, EnvironmentSettings settings, FoundationOutputs foundation, String sender) {
        return new SecureQueue(
                name,
                new SecureQueue.Args(settings, foundation.masterKeyArn(), seconds, List.of(sender), Optional.empty()),
                TOP);
    }

    /** What the responder took out of use; nobody else touches it or sees its name, whatever their own policies say. */
    private static Output<String> quarantine(EnvironmentSettings settings, FoundationOutputs foundation) {
        String name = settings.bucketName("quarantine");
        String arn = settings.account().bucket(name);
        String responder = settings.account().role(settings.name("responder"));
        String deployment = settings.account().role(settings.name("deploy"));
        return new SecureBucket(
                        "quarantine",
                        new SecureBucket.Args(
                                name,
                                Optional.of(foundation.masterKeyArn()),
                                List.of(
                                        Statement.deny("OnlyTheResponder", "s3:*")
                                                .to(new Principal.Everybody())
                                                .on(arn + "/*")
                                                .when(Condition.arnNotLike("aws:PrincipalArn", responder)),
                                        // Deployment asks by ListBucket whether the bucket is there.
                                        Statement.deny(
                                                        "NobodyLists",
                                                        "s3:ListBucket",
                                                        "s3:ListBucketVersions",
                                                        "s3:ListBucketMultipartUploads")
                                                .to(new Principal.Everybody())
                                                .on(arn)
                                                .when(Condition.arnNotLike("aws:PrincipalArn", responder, deployment))),
                                Lifecycle.expiring(365),
                                Optional.empty(),
                                Optional.of(foundation.accessLogBucket()),
                                settings.profile().protect(),
                                settings.tags().of("quarantine", Tags.DataClass.RESTRICTED, BackupClass.NONE)),
                        TOP)
                .bucketName();
    }
}
