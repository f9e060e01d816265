package dev.gatehouse.infra.stack;

import com.pulumi.Context;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.component.AccountBaseline;
import dev.gatehouse.infra.component.AccountRecorder;
import dev.gatehouse.infra.component.AuditTrail;
import dev.gatehouse.infra.component.BackupVaults;
import dev.gatehouse.infra.component.EncryptionKeys;
import dev.gatehouse.infra.component.FlowLogs;
import dev.gatehouse.infra.component.KeyPurpose;
import dev.gatehouse.infra.component.LogArchive;
import dev.gatehouse.infra.component.Network;
import dev.gatehouse.infra.component.NoticeTopic;
import dev.gatehouse.infra.component.PrivateEndpoints;
import dev.gatehouse.infra.component.SecurityTiers;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.policy.Suppression;
import java.util.List;
import java.util.stream.Stream;

/** What everything else stands on: keys, network, log archive, trail, vaults. */
public final class Foundation implements Program {
    private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;
    private static final List<String> ALERTING = List.of(
            "cloudwatch.amazonaws.com",
            "events.amazonaws.com",
            "budgets.amazonaws.com",
            "costalerts.amazonaws.com",
            "backup.amazonaws.com");

    @Override
    public List<Suppression> suppressions() {
        return Stream.of(LogArchive.suppressions(), PrivateEndpoints.suppressions())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void register(Context context, EnvironmentSettings settings) {
        EncryptionKeys keys = new EncryptionKeys("keys", new EncryptionKeys.Args(settings), TOP);
        new AccountBaseline("account", new AccountBaseline.Args(settings), TOP);
        LogArchive archive =
                new LogArchive("log-archive", new LogArchive.Args(settings, keys.arn(KeyPurpose.LOGS)), TOP);
        new AuditTrail("trail", new AuditTrail.Args(settings, keys.arn(KeyPurpose.LOGS), archive), TOP);
        new AccountRecorder(
                "recorder",
                new AccountRecorder.Args(settings, keys.arn(KeyPurpose.LOGS), archive.accessLogBucket()),
                TOP);
        Network network = new Network("network", new Network.Args(settings), TOP);
        SecurityTiers tiers = tiers(settings, network, archive);
        NoticeTopic alerts =
                new NoticeTopic("alerts", new NoticeTopic.Args(settings, keys.arn(KeyPurpose.MASTER), ALERTING), TOP);
        BackupVaults vaults = new BackupVaults(
                "backup", new BackupVaults.Args(settings, keys.arn(KeyPurpose.BACKUP), alerts.arn()), TOP);
        new FoundationOutputs(
                        keys.arn(KeyPurpose.MASTER),
                        keys.arn(KeyPurpose.SECRETS),
                        keys.arn(KeyPurpose.PARAMETERS),
                        keys.arn(KeyPurpose.SAFETY),
                        keys.arn(KeyPurpose.LOGS),
                        vaults.vaultName(),
                        vaults.copiesArn(),
                        archive.accessLogBucket(),
                        archive.arrivalsTopicArn(),
                        alerts.arn(),
                        network.vpcId(),
                        network.subnetIds(Network.Tier.PUBLIC),
                        network.subnetIds(Network.Tier.PRIVATE),
                        network.subnetIds(Network.Tier.ISOLATED),
                        tiers.loadBalancerId(),
                        tiers.servicesId(),
                        tiers.functionsId())
                .export(context);
    }

    private static SecurityTiers tiers(EnvironmentSettings settings, Network network, LogArchive archive) {
        SecurityTiers tiers = new SecurityTiers("tiers", new SecurityTiers.Args(settings, network.vpcId()), TOP);
        new PrivateEndpoints("endpoints", new PrivateEndpoints.Args(settings, network, tiers.endpointsId()), TOP);
        new FlowLogs("flow-logs", new FlowLogs.Args(settings, network.vpcId(), archive), TOP);
        return tiers;
    }
}
