package dev.gatehouse.infra.component;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.backup.Vault;
import com.pulumi.aws.backup.VaultArgs;
import com.pulumi.aws.backup.VaultLockConfiguration;
import com.pulumi.aws.backup.VaultLockConfigurationArgs;
import com.pulumi.aws.backup.VaultNotifications;
import com.pulumi.aws.backup.VaultNotificationsArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.gatehouse.infra.config.BackupProfile;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.config.Tags.DataClass;
import java.util.Map;

/**
 * A vault for recovery points and one for their copies in a second region, under a key of that region. Both are locked: nobody
 * shortens a recovery point's life by accident, and by explicit consent nobody at all.
 */
public final class BackupVaults extends ComponentResource {
    private final EnvironmentSettings settings;
    private final Vault vault;
    private final Vault copies;

    /**
     * What the vaults depend on.
     *
     * @param settings the environment's settings
     * @param key      the key for recovery points
     * @param alerts   the topic that hears of jobs that failed
     */
    public record Args(EnvironmentSettings settings, Output<String> key, Output<String> alerts) {}

    /** The vaults of an environment. */
    public BackupVaults(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:BackupVaults", name, options);
        settings = args.settings();
        vault = vault("vault", args.key(), here());
        lock("vault", vault, Options.under(this));
        new VaultNotifications(
                "vault",
                VaultNotificationsArgs.builder()
                        .backupVaultName(vault.name())
                        .snsTopicArn(args.alerts())
                        .backupVaultEvents(
                                "BACKUP_JOB_FAILED",
                                "COPY_JOB_FAILED",
                                "RESTORE_JOB_COMPLETED",
                                "RECOVERY_POINT_MODIFIED")
                        .build(),
                Options.under(this));
        Provider second = new Provider(
                "second-region",
                ProviderArgs.builder().region(settings.backupRegion()).build(),
                Options.under(this));
        CustomResourceOptions there = there(second);
        copies = vault("copies", copyKey(there).arn(), there);
        lock("copies", copies, there(second));
        registerOutputs(Map.of("vaultName", vault.name()));
    }

    /** The vault's name. */
    public Output<String> vaultName() {
        return vault.name();
    }

    /** The ARN of the vault of copies. */
    public Output<String> copiesArn() {
        return copies.arn();
    }

    private CustomResourceOptions here() {
        return Options.stateful(this, settings.profile().protect());
    }

    private CustomResourceOptions there(Provider second) {
        return CustomResourceOptions.builder()
                .parent(this)
                .provider(second)
                .protect(settings.profile().protect())
                .build();
    }

    private Key copyKey(CustomResourceOptions there) {
        return new Key(
                "copies",
                KeyArgs.builder()
                        .description("Gatehouse " + settings.environment().label() + ": copies of backups")
                        .policy(new KeyPolicies(settings).of(KeyPurpose.BACKUP).json())
                        .enableKeyRotation(true)
                        .rotationPeriodInDays(settings.profile().keyRotationDays())
                        .deletionWindowInDays(settings.profile().keyDeletionDays())
                        .tags(settings.tags().of("keys", DataClass.RESTRICTED, BackupClass.NONE))
                        .build(),
                there);
    }

    private Vault vault(String name, Output<String> key, CustomResourceOptions options) {
        return new Vault(
                name,
                VaultArgs.builder()
                        .name(settings.name(name))
                        .kmsKeyArn(key)
                        .tags(settings.tags().of("backup", DataClass.RESTRICTED, BackupClass.NONE))
                        .build(),
                options);
    }

    /** Days in which it can change make a lock that nobody can lift after them; without, administrators can. */
    private void lock(String name, Vault locked, CustomResourceOptions options) {
        BackupProfile backup = settings.profile().backup();
        VaultLockConfigurationArgs.Builder lock = VaultLockConfigurationArgs.builder()
                .backupVaultName(locked.name())
                .minRetentionDays(backup.lockMinDays())
                .maxRetentionDays(backup.lockMaxDays());
        if (backup.complianceDays() > 0) {
            lock.changeableForDays(backup.complianceDays());
        }
        new VaultLockConfiguration(name, lock.build(), options);
    }
}
