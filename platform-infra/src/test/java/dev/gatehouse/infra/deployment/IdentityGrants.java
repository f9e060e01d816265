package dev.gatehouse.infra.deployment;

import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;

/** Keys, roles, and what holds for the account. */
final class IdentityGrants {
    private IdentityGrants() {}

    static List<Grant> of(Account account) {
        String keys = "arn:aws:kms:*:" + account.id() + ":key/*";
        String roles = account.role("gatehouse-*");
        String ofServices = account.role("aws-service-role/");
        return List.of(
                Grant.always(Statement.allow("WhoAmI", "sts:GetCallerIdentity").on("*")),
                // Its own name begins like those of the roles that it makes.
                Grant.always(Statement.deny(
                                "NotItself",
                                "iam:PutRolePolicy",
                                "iam:DeleteRolePolicy",
                                "iam:AttachRolePolicy",
                                "iam:DetachRolePolicy",
                                "iam:UpdateAssumeRolePolicy",
                                "iam:DeleteRole",
                                "iam:PassRole")
                        .on(account.role("gatehouse-*-deploy"))),
                new Grant(
                        List.of("aws:kms/key:Key"),
                        Statement.allow("CreateTaggedKeys", "kms:CreateKey", "kms:TagResource")
                                .on("*")
                                .when(Condition.like("aws:RequestTag/Environment", "dev", "staging", "prod"))),
                new Grant(
                        List.of("aws:kms/key:Key"),
                        Statement.allow(
                                        "ChangeOurKeys",
                                        "kms:PutKeyPolicy",
                                        "kms:EnableKeyRotation",
                                        "kms:UpdateKeyDescription",
                                        "kms:EnableKey",
                                        "kms:ScheduleKeyDeletion",
                                        "kms:CancelKeyDeletion",
                                        "kms:UntagResource")
                                .on(keys)
                                .when(Condition.like("aws:ResourceTag/Environment", "dev", "staging", "prod"))),
                new Grant(
                        List.of("aws:kms/key:Key"),
                        Statement.allow(
                                        "ReadKeys",
                                        "kms:DescribeKey",
                                        "kms:GetKeyPolicy",
                                        "kms:GetKeyRotationStatus",
                                        "kms:ListResourceTags")
                                .on(keys)),
                new Grant(
                        List.of("aws:kms/alias:Alias"),
                        Statement.allow("Aliases", "kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias")
                                .on(keys, account.arn("kms", "alias/gatehouse-*"))),
                new Grant(
                        List.of("aws:kms/alias:Alias"),
                        Statement.allow("ListAliases", "kms:ListAliases").on("*")),
                new Grant(
                        List.of(
                                "aws:sqs/queue:Queue",
                                "aws:sns/topic:Topic",
                                "aws:cloudtrail/trail:Trail",
                                "aws:secretsmanager/secretVersion:SecretVersion",
                                "aws:ssm/parameter:Parameter",
                                "aws:dynamodb/table:Table",
                                "aws:backup/vault:Vault"),
                        Statement.allow(
                                        "UseKeysThroughServices",
                                        "kms:Encrypt",
                                        "kms:Decrypt",
                                        "kms:ReEncrypt*",
                                        "kms:GenerateDataKey*")
                                .on(keys)
                                .when(Condition.like("kms:ViaService", "*.amazonaws.com"))),
                new Grant(
                        List.of("aws:backup/vault:Vault", "aws:lambda/function:Function", "aws:dynamodb/table:Table"),
                        Statement.allow("GrantsForServices", "kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant")
                                .on(keys)
                                .when(Condition.is("kms:GrantIsForAWSResource", true))),
                new Grant(
                        List.of("aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"),
                        Statement.allow(
                                        "OurRoles",
                                        "iam:CreateRole",
                                        "iam:GetRole",
                                        "iam:UpdateRole",
                                        "iam:UpdateRoleDescription",
                                        "iam:UpdateAssumeRolePolicy",
                                        "iam:DeleteRole",
                                        "iam:TagRole",
                                        "iam:UntagRole",
                                        "iam:ListRolePolicies",
                                        "iam:ListAttachedRolePolicies",
                                        "iam:ListInstanceProfilesForRole",
                                        "iam:PutRolePolicy",
                                        "iam:GetRolePolicy",
                                        "iam:DeleteRolePolicy")
                                .on(roles)),
                new Grant(
                        List.of("aws:iam/rolePolicyAttachment:RolePolicyAttachment"),
                        Statement.allow("AttachPoliciesForServices", "iam:AttachRolePolicy", "iam:DetachRolePolicy")
                                .on(roles)
                                .when(Condition.arnLike(
                                        "iam:PolicyARN",
                                        "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor*",
                                        "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3*"))),
                new Grant(
                        List.of(
                                "aws:cloudtrail/trail:Trail",
                                "aws:backup/selection:Selection",
                                "aws:backup/restoreTestingSelection:RestoreTestingSelection",
                                "aws:lambda/function:Function",
                                "aws:cfg/recorder:Recorder"),
                        Statement.allow("PassOurRoles", "iam:PassRole")
                                .on(roles, ofServices + "config.amazonaws.com/AWSServiceRoleForConfig")
                                .when(Condition.equal(
                                        "iam:PassedToService",
                                        "cloudtrail.amazonaws.com",
                                        "backup.amazonaws.com",
                                        "lambda.amazonaws.com",
                                        "config.amazonaws.com"))),
                new Grant(
                        List.of("aws:iam/serviceLinkedRole:ServiceLinkedRole", "aws:guardduty/detector:Detector"),
                        Statement.allow("RolesOfServices", "iam:CreateServiceLinkedRole")
                                .on(ofServices + "*")
                                .when(Condition.equal(
                                        "iam:AWSServiceName",
                                        "reports.backup.amazonaws.com",
                                        "backup.amazonaws.com",
                                        "restore-testing.backup.amazonaws.com",
                                        "access-analyzer.amazonaws.com",
                                        "guardduty.amazonaws.com",
                                        "config.amazonaws.com"))),
                new Grant(
                        List.of("aws:iam/serviceLinkedRole:ServiceLinkedRole"),
                        Statement.allow(
                                        "ChangeRolesOfServices",
                                        "iam:GetRole",
                                        "iam:UpdateRoleDescription",
                                        "iam:DeleteServiceLinkedRole",
                                        "iam:GetServiceLinkedRoleDeletionStatus",
                                        "iam:TagRole",
                                        "iam:UntagRole")
                                .on(
                                        ofServices + "reports.backup.amazonaws.com/*",
                                        ofServices + "config.amazonaws.com/*")),
                new Grant(
                        List.of("aws:iam/accountPasswordPolicy:AccountPasswordPolicy"),
                        Statement.allow(
                                        "Passwords",
                                        "iam:GetAccountPasswordPolicy",
                                        "iam:UpdateAccountPasswordPolicy",
                                        "iam:DeleteAccountPasswordPolicy")
                                .on("*")));
    }
}
