package dev.gatehouse.infra.deployment;

import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;

/** Trail, logs, analyzers, recorders and backups. */
final class OperationGrants {
    private OperationGrants() {}

    static List<Grant> of(Account account) {
        String anyRegion = "arn:aws:backup:*:" + account.id() + ":";
        return List.of(
                new Grant(
                        List.of("aws:cloudtrail/trail:Trail"),
                        Statement.allow(
                                        "Trail",
                                        "cloudtrail:CreateTrail",
                                        "cloudtrail:GetTrail",
                                        "cloudtrail:GetTrailStatus",
                                        "cloudtrail:UpdateTrail",
                                        "cloudtrail:DeleteTrail",
                                        "cloudtrail:StartLogging",
                                        "cloudtrail:StopLogging",
                                        "cloudtrail:PutEventSelectors",
                                        "cloudtrail:GetEventSelectors",
                                        "cloudtrail:PutInsightSelectors",
                                        "cloudtrail:GetInsightSelectors",
                                        "cloudtrail:AddTags",
                                        "cloudtrail:RemoveTags",
                                        "cloudtrail:ListTags")
                                .on(account.arn("cloudtrail", "trail/gatehouse-*"))),
                new Grant(
                        List.of("aws:cloudtrail/trail:Trail"),
                        Statement.allow("FindTrails", "cloudtrail:DescribeTrails")
                                .on("*")),
                new Grant(
                        List.of("aws:cloudwatch/logGroup:LogGroup"),
                        Statement.allow(
                                        "LogGroups",
                                        "logs:CreateLogGroup",
                                        "logs:DeleteLogGroup",
                                        "logs:PutRetentionPolicy",
                                        "logs:DeleteRetentionPolicy",
                                        "logs:AssociateKmsKey",
                                        "logs:DisassociateKmsKey",
                                        "logs:TagResource",
                                        "logs:UntagResource",
                                        "logs:ListTagsForResource")
                                .on(
                                        account.arn("logs", "log-group:/gatehouse/*"),
                                        account.arn("logs", "log-group:/aws/lambda/gatehouse-*"))),
                new Grant(
                        List.of("aws:cloudwatch/logGroup:LogGroup"),
                        Statement.allow("FindLogGroups", "logs:DescribeLogGroups")
                                .on("*")),
                new Grant(
                        List.of("aws:accessanalyzer/analyzer:Analyzer"),
                        Statement.allow(
                                        "AccessAnalyzer",
                                        "access-analyzer:CreateAnalyzer",
                                        "access-analyzer:GetAnalyzer",
                                        "access-analyzer:DeleteAnalyzer",
                                        "access-analyzer:TagResource",
                                        "access-analyzer:UntagResource",
                                        "access-analyzer:ListTagsForResource")
                                .on(account.arn("access-analyzer", "analyzer/gatehouse-*"))),
                new Grant(
                        List.of("aws:guardduty/detector:Detector", "aws:guardduty/detectorFeature:DetectorFeature"),
                        Statement.allow(
                                        "GuardDuty",
                                        "guardduty:CreateDetector",
                                        "guardduty:GetDetector",
                                        "guardduty:UpdateDetector",
                                        "guardduty:DeleteDetector",
                                        "guardduty:ListDetectors",
                                        "guardduty:TagResource",
                                        "guardduty:UntagResource",
                                        "guardduty:ListTagsForResource")
                                .on("*")
                                .when(Condition.equal("aws:RequestedRegion", account.region()))),
                new Grant(
                        List.of(
                                "aws:cfg/recorder:Recorder",
                                "aws:cfg/recorderStatus:RecorderStatus",
                                "aws:cfg/deliveryChannel:DeliveryChannel",
                                "aws:cfg/rule:Rule"),
                        Statement.allow(
                                        "Config",
                                        "config:PutConfigurationRecorder",
                                        "config:DescribeConfigurationRecorders",
                                        "config:DescribeConfigurationRecorderStatus",
                                        "config:StartConfigurationRecorder",
                                        "config:StopConfigurationRecorder",
                                        "config:DeleteConfigurationRecorder",
                                        "config:PutDeliveryChannel",
                                        "config:DescribeDeliveryChannels",
                                        "config:DeleteDeliveryChannel",
                                        "config:PutConfigRule",
                                        "config:DescribeConfigRules",
                                        "config:DeleteConfigRule",
                                        "config:TagResource",
                                        "config:UntagResource",
                                        "config:ListTagsForResource")
                                .on("*")
                                .when(Condition.equal("aws:RequestedRegion", account.region()))),
                new Grant(
                        List.of(
                                "aws:backup/vault:Vault",
                                "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
                                "aws:backup/vaultNotifications:VaultNotifications"),
                        Statement.allow(
                                        "Vaults",
                                        "backup:CreateBackupVault",
                                        "backup:DescribeBackupVault",
                                        "backup:DeleteBackupVault",
                                        "backup:PutBackupVaultLockConfiguration",
                                        "backup:DeleteBackupVaultLockConfiguration",
                                        "backup:PutBackupVaultNotifications",
                                        "backup:GetBackupVaultNotifications",
                                        "backup:DeleteBackupVaultNotifications",
                                        "backup:TagResource",
                                        "backup:UntagResource",
                                        "backup:ListTags")
                                .on(anyRegion + "backup-vault:gatehouse-*")),
                new Grant(
                        List.of("aws:backup/vault:Vault"),
                        Statement.allow("VaultStorage", "backup-storage:MountCapsule")
                                .on("*")),
                new Grant(
                        List.of("aws:backup/plan:Plan", "aws:backup/selection:Selection"),
                        Statement.allow(
                                        "Plans",
                                        "backup:CreateBackupPlan",
                                        "backup:GetBackupPlan",
                                        "backup:UpdateBackupPlan",
                                        "backup:DeleteBackupPlan",
                                        "backup:CreateBackupSelection",
                                        "backup:GetBackupSelection",
                                        "backup:DeleteBackupSelection",
                                        "backup:TagResource",
                                        "backup:UntagResource",
                                        "backup:ListTags")
                                .on(account.arn("backup", "backup-plan:*"))),
                new Grant(
                        List.of("aws:backup/reportPlan:ReportPlan"),
                        Statement.allow(
                                        "Reports",
                                        "backup:CreateReportPlan",
                                        "backup:DescribeReportPlan",
                                        "backup:UpdateReportPlan",
                                        "backup:DeleteReportPlan",
                                        "backup:TagResource",
                                        "backup:UntagResource",
                                        "backup:ListTags")
                                .on(account.arn("backup", "report-plan:*"))),
                new Grant(
                        List.of(
                                "aws:backup/restoreTestingPlan:RestoreTestingPlan",
                                "aws:backup/restoreTestingSelection:RestoreTestingSelection"),
                        Statement.allow(
                                        "RestoreTests",
                                        "backup:CreateRestoreTestingPlan",
                                        "backup:GetRestoreTestingPlan",
                                        "backup:UpdateRestoreTestingPlan",
                                        "backup:DeleteRestoreTestingPlan",
                                        "backup:CreateRestoreTestingSelection",
                                        "backup:GetRestoreTestingSelection",
                                        "backup:UpdateRestoreTestingSelection",
                                        "backup:DeleteRestoreTestingSelection",
                                        "backup:TagResource",
                                        "backup:UntagResource",
                                        "backup:ListTags")
                                .on(account.arn("backup", "restore-testing-plan:*"))),
                new Grant(
                        List.of("aws:backup/regionSettings:RegionSettings"),
                        Statement.allow(
                                        "ServicesThatAreBackedUp",
                                        "backup:DescribeRegionSettings",
                                        "backup:UpdateRegionSettings")
                                .on("*")));
    }
}
