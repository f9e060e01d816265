package dev.gatehouse.infra.stack;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.component.BackupPlans;
import dev.gatehouse.infra.component.Lifecycle;
import dev.gatehouse.infra.component.RestoreTests;
import dev.gatehouse.infra.component.SecureBucket;
import dev.gatehouse.infra.component.ServiceRole;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.config.Tags.DataClass;
import dev.gatehouse.infra.policy.Suppression;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.Optional;

/** What keeps the platform running: so far backups, their tests and reports. */
public final class Operations implements Program {
    private static final String REPORTS = "reports";
    private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;

    @Override
    public List<Suppression> suppressions() {
        return List.of(new Suppression(
                "GH-ENC-2",
                REPORTS,
                "AWS writes the reports by a role of its own, which no key of ours can name before it is there;"
                        + " they hold the names and times of jobs"));
    }

    @Override
    public void register(Context context, EnvironmentSettings settings) {
        FoundationOutputs foundation = FoundationOutputs.read(context);
        Output<String> role = new ServiceRole(
                        "backup",
                        new ServiceRole.Args(
                                settings.name("backup"),
                                "backup.amazonaws.com",
                                settings,
                                List.of(
                                        "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
                                        "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
                                        "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
                                        "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore")),
                        TOP)
                .arn();
        Output<String> reports = reports(settings, foundation);
        new BackupPlans(
                "plans",
                new BackupPlans.Args(
                        settings, foundation.backupVaultName(), foundation.backupCopiesArn(), role, reports),
                TOP);
        new RestoreTests(
                "restores",
                new RestoreTests.Args(
                        settings, settings.account().arn("backup", "backup-vault:" + settings.name("vault")), role),
                TOP);
    }

    private static Output<String> reports(EnvironmentSettings settings, FoundationOutputs foundation) {
        String name = settings.bucketName(REPORTS);
        return new SecureBucket(
                        REPORTS,
                        new SecureBucket.Args(
                                name,
                                Optional.empty(),
                                List.of(Statement.allow("BackupReports", "s3:PutObject")
                                        .to(
                                                Principal.arn(
                                                        settings.account()
                                                                .role(
                                                                        "aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports")))
                                        .on(settings.account().bucket(name) + "/backup-reports/*")),
                                Lifecycle.expiring(400),
                                Optional.empty(),
                                Optional.of(foundation.accessLogBucket()),
                                settings.profile().protect(),
                                settings.tags().of("backup", DataClass.INTERNAL, BackupClass.NONE)),
                        TOP)
                .bucketName();
    }
}
