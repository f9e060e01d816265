package dev.gatehouse.infra.stack;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.component.ChangeEvents;
import dev.gatehouse.infra.component.Lifecycle;
import dev.gatehouse.infra.component.ManagedSecret;
import dev.gatehouse.infra.component.SecureBucket;
import dev.gatehouse.infra.component.SecureQueue;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.config.Tags.DataClass;
import dev.gatehouse.infra.policy.Suppression;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the services stand on: so far secrets, queues, events and the quarantine. */
public final class Platform implements Program {
    private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;
    private static final Map<String, String> SECRETS = new TreeMap<>(Map.of(
            "openai-api-key", "The key that the platform calls OpenAI with",
            "anthropic-api-key", "The key that the platform calls Anthropic with",
            "evolution-master-secret", "The root of the keys under which genomes are kept",
            "agent-communication-key", "Signs what agents say to each other",
            "database-credentials", "User and password of the platform's database",
            "safety-system-secret", "Signs the results of the safety suite"));

    @Override
    public List<Suppression> suppressions() {
        return List.of();
    }

    @Override
    public void register(Context context, EnvironmentSettings settings) {
        FoundationOutputs foundation = FoundationOutputs.read(context);
        SECRETS.forEach((name, description) -> new ManagedSecret(
                name,
                new ManagedSecret.Args(
                        settings,
                        description,
                        name.startsWith("safety-") ? foundation.safetyKeyArn() : foundation.secretsKeyArn()),
                TOP));
        Output<String> key = foundation.masterKeyArn();
        SecureQueue changes = new SecureQueue(
                "config-changes", new SecureQueue.Args(settings, key, 60, List.of("events.amazonaws.com")), TOP);
        SecureQueue work = new SecureQueue(
                "scanner-work", new SecureQueue.Args(settings, key, 900, List.of("events.amazonaws.com")), TOP);
        new SecureQueue("audit-intake", new SecureQueue.Args(settings, key, 120, List.of("sns.amazonaws.com")), TOP);
        new ChangeEvents("changes", new ChangeEvents.Args(settings, changes.arn(), work.arn()), TOP);
        quarantine(settings, foundation);
    }

    /** What the responder took out of use; nobody else reads it, whatever their own policies say. */
    private static void quarantine(EnvironmentSettings settings, FoundationOutputs foundation) {
        String name = settings.bucketName("quarantine");
        String arn = settings.account().bucket(name);
        new SecureBucket(
                "quarantine",
                new SecureBucket.Args(
                        name,
                        Optional.of(foundation.masterKeyArn()),
                        List.of(Statement.deny("OnlyTheResponder", "s3:GetObject*", "s3:PutObject*", "s3:DeleteObject*")
                                .to(new Principal.Everybody())
                                .on(arn + "/*")
                                .when(Condition.arnNotLike(
                                        "aws:PrincipalArn", settings.account().role(settings.name("responder"))))),
                        Lifecycle.expiring(365),
                        Optional.empty(),
                        Optional.of(foundation.accessLogBucket()),
                        settings.profile().protect(),
                        settings.tags().of("quarantine", DataClass.RESTRICTED, BackupClass.NONE)),
                TOP);
    }
}
