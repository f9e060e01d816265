package dev.gatehouse.infra.stack;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.component.ApplicationRoles;
import dev.gatehouse.infra.component.ChangeEvents;
import dev.gatehouse.infra.component.FunctionCode;
import dev.gatehouse.infra.component.ManagedSecret;
import dev.gatehouse.infra.component.ParameterTree;
import dev.gatehouse.infra.component.QuarantineBucket;
import dev.gatehouse.infra.component.ScannerTable;
import dev.gatehouse.infra.component.SecureBucket;
import dev.gatehouse.infra.component.SecureFunction;
import dev.gatehouse.infra.component.SecureQueue;
import dev.gatehouse.infra.component.ServiceIdentities;
import dev.gatehouse.infra.component.ServiceKeys;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.contract.DataClass;
import dev.gatehouse.infra.contract.Hierarchy;
import dev.gatehouse.infra.contract.SecretDefinition;
import dev.gatehouse.infra.policy.Suppression;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the services stand on: so far their roles, secrets and their rotation, parameters, queues, events, a table, the quarantine. */
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
        SecureQueue events = queue("scanner-events", 120, settings, foundation, "events.amazonaws.com");
        // Of objects that wait, which the worker itself puts there: what it does not know as one, it throws away.
        SecureQueue work = queue("scanner-work", 900, settings, foundation);
        SecureQueue intake = new SecureQueue(
                "audit-intake",
                new SecureQueue.Args(
                        settings,
                        foundation.masterKeyArn(),
                        120,
                        List.of("sns.amazonaws.com"),
                        Optional.of(foundation.arrivalsTopicArn())),
                TOP);
        ChangeEvents rules = new ChangeEvents(
                "changes",
                new ChangeEvents.Args(settings, foundation.masterKeyArn(), changes.arn(), events.arn()),
                TOP);
        ServiceIdentities services = services(settings, foundation, hierarchy);
        new PlatformOutputs(
                        changes.url(),
                        work.url(),
                        events.url(),
                        intake.url(),
                        Output.all(
                                changes.deadLettersArn(),
                                work.deadLettersArn(),
                                events.deadLettersArn(),
                                intake.deadLettersArn(),
                                rules.undeliveredArn(),
                                rotation.failuresArn()),
                        quarantine(settings, foundation),
                        table(settings, foundation),
                        rotation.arn(),
                        services.configServiceArn(),
                        services.scannerWorkerArn(),
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
            String name, int seconds, EnvironmentSettings settings, FoundationOutputs foundation, String... senders) {
        return new SecureQueue(
                name,
                new SecureQueue.Args(settings, foundation.masterKeyArn(), seconds, List.of(senders), Optional.empty()),
                TOP);
    }

    private static ServiceIdentities services(
            EnvironmentSettings settings, FoundationOutputs foundation, Hierarchy hierarchy) {
        return new ServiceIdentities(
                "services",
                new ServiceIdentities.Args(
                        settings,
                        hierarchy.project(),
                        ServiceKeys.of(
                                foundation.masterKeyArn(),
                                foundation.parametersKeyArn(),
                                foundation.secretsKeyArn(),
                                foundation.safetyKeyArn())),
                TOP);
    }

    private static Output<String> table(EnvironmentSettings settings, FoundationOutputs foundation) {
        return new ScannerTable("scanner", new ScannerTable.Args(settings, foundation.masterKeyArn()), TOP).tableName();
    }

    private static Output<String> quarantine(EnvironmentSettings settings, FoundationOutputs foundation) {
        SecureBucket.Args bucket =
                QuarantineBucket.args(settings, foundation.masterKeyArn(), foundation.accessLogBucket());
        return new SecureBucket("quarantine", bucket, TOP).bucketName();
    }
}
