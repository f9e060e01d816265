package dev.gatehouse.infra.deployment;

import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.contract.Hierarchy;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;

/** Buckets, secrets, parameters, queues, topics, events, functions: all have names that begin alike. */
final class DataGrants {
    private DataGrants() {}

    static List<Grant> of(Account account) {
        return List.of(
                new Grant(
                        List.of(
                                "aws:s3/bucketV2:BucketV2",
                                "aws:s3/bucketPolicy:BucketPolicy",
                                "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
                                "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
                                "aws:s3/bucketVersioningV2:BucketVersioningV2",
                                "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
                                "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
                                "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
                                "aws:s3/bucketLoggingV2:BucketLoggingV2",
                                "aws:s3/bucketNotification:BucketNotification"),
                        Statement.allow(
                                        "Buckets",
                                        "s3:CreateBucket",
                                        "s3:DeleteBucket",
                                        "s3:ListBucket",
                                        "s3:GetBucket*",
                                        "s3:GetEncryptionConfiguration",
                                        "s3:GetLifecycleConfiguration",
                                        "s3:GetReplicationConfiguration",
                                        "s3:GetAccelerateConfiguration",
                                        "s3:PutBucketPolicy",
                                        "s3:DeleteBucketPolicy",
                                        "s3:PutBucketPublicAccessBlock",
                                        "s3:PutBucketOwnershipControls",
                                        "s3:PutBucketVersioning",
                                        "s3:PutEncryptionConfiguration",
                                        "s3:PutLifecycleConfiguration",
                                        "s3:PutBucketObjectLockConfiguration",
                                        "s3:PutBucketLogging",
                                        "s3:PutBucketNotification",
                                        "s3:PutBucketTagging")
                                .on("arn:aws:s3:::gatehouse-*")),
                new Grant(
                        List.of("aws:s3/bucketV2:BucketV2"),
                        Statement.allow(
                                        "EmptyBucketsOfDev",
                                        "s3:ListBucketVersions",
                                        "s3:DeleteObject",
                                        "s3:DeleteObjectVersion")
                                .on("arn:aws:s3:::gatehouse-dev-*")),
                new Grant(
                        List.of("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"),
                        Statement.allow(
                                        "NoPublicBuckets",
                                        "s3:GetAccountPublicAccessBlock",
                                        "s3:PutAccountPublicAccessBlock")
                                .on("*")),
                new Grant(
                        List.of(
                                "aws:secretsmanager/secret:Secret",
                                "aws:secretsmanager/secretPolicy:SecretPolicy",
                                "aws:secretsmanager/secretVersion:SecretVersion",
                                "aws:secretsmanager/secretRotation:SecretRotation"),
                        Statement.allow(
                                        "Secrets",
                                        "secretsmanager:CreateSecret",
                                        "secretsmanager:DescribeSecret",
                                        "secretsmanager:UpdateSecret",
                                        "secretsmanager:DeleteSecret",
                                        "secretsmanager:RestoreSecret",
                                        "secretsmanager:TagResource",
                                        "secretsmanager:UntagResource",
                                        "secretsmanager:GetResourcePolicy",
                                        "secretsmanager:PutResourcePolicy",
                                        "secretsmanager:DeleteResourcePolicy",
                                        "secretsmanager:ValidateResourcePolicy",
                                        "secretsmanager:PutSecretValue",
                                        "secretsmanager:GetSecretValue",
                                        "secretsmanager:UpdateSecretVersionStage",
                                        "secretsmanager:RotateSecret",
                                        "secretsmanager:CancelRotateSecret")
                                .on(account.arn(
                                        "secretsmanager",
                                        "secret:" + Hierarchy.shipped().project() + "/*"))),
                new Grant(
                        List.of("aws:ssm/parameter:Parameter"),
                        Statement.allow(
                                        "Parameters",
                                        "ssm:PutParameter",
                                        "ssm:GetParameter",
                                        "ssm:GetParameters",
                                        "ssm:DeleteParameter",
                                        "ssm:AddTagsToResource",
                                        "ssm:RemoveTagsFromResource",
                                        "ssm:ListTagsForResource")
                                .on(account.arn("ssm", "parameter/*"))),
                new Grant(
                        List.of("aws:ssm/parameter:Parameter"),
                        Statement.allow("ListParameters", "ssm:DescribeParameters")
                                .on("*")),
                new Grant(
                        List.of(
                                "aws:sqs/queue:Queue",
                                "aws:sqs/queuePolicy:QueuePolicy",
                                "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"),
                        Statement.allow(
                                        "Queues",
                                        "sqs:CreateQueue",
                                        "sqs:GetQueueUrl",
                                        "sqs:GetQueueAttributes",
                                        "sqs:SetQueueAttributes",
                                        "sqs:DeleteQueue",
                                        "sqs:TagQueue",
                                        "sqs:UntagQueue",
                                        "sqs:ListQueueTags")
                                .on(account.arn("sqs", "gatehouse-*"))),
                new Grant(
                        List.of(
                                "aws:sns/topic:Topic",
                                "aws:sns/topicPolicy:TopicPolicy",
                                "aws:sns/topicSubscription:TopicSubscription"),
                        Statement.allow(
                                        "Topics",
                                        "sns:CreateTopic",
                                        "sns:GetTopicAttributes",
                                        "sns:SetTopicAttributes",
                                        "sns:DeleteTopic",
                                        "sns:TagResource",
                                        "sns:UntagResource",
                                        "sns:ListTagsForResource",
                                        "sns:Subscribe",
                                        "sns:GetSubscriptionAttributes",
                                        "sns:SetSubscriptionAttributes",
                                        "sns:Unsubscribe")
                                .on(account.arn("sns", "gatehouse-*"))),
                new Grant(
                        List.of("aws:dynamodb/table:Table"),
                        Statement.allow(
                                        "Tables",
                                        "dynamodb:CreateTable",
                                        "dynamodb:DescribeTable",
                                        "dynamodb:UpdateTable",
                                        "dynamodb:DeleteTable",
                                        "dynamodb:DescribeContinuousBackups",
                                        "dynamodb:UpdateContinuousBackups",
                                        "dynamodb:DescribeTimeToLive",
                                        "dynamodb:TagResource",
                                        "dynamodb:UntagResource",
                                        "dynamodb:ListTagsOfResource")
                                .on(account.arn("dynamodb", "table/gatehouse-*"))),
                new Grant(
                        List.of("aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/eventTarget:EventTarget"),
                        Statement.allow(
                                        "Events",
                                        "events:PutRule",
                                        "events:DescribeRule",
                                        "events:EnableRule",
                                        "events:DisableRule",
                                        "events:DeleteRule",
                                        "events:PutTargets",
                                        "events:RemoveTargets",
                                        "events:ListTargetsByRule",
                                        "events:TagResource",
                                        "events:UntagResource",
                                        "events:ListTagsForResource")
                                .on(account.arn("events", "rule/gatehouse-*"))),
                new Grant(
                        List.of("aws:cloudwatch/eventArchive:EventArchive"),
                        Statement.allow(
                                        "Archives",
                                        "events:CreateArchive",
                                        "events:DescribeArchive",
                                        "events:UpdateArchive",
                                        "events:DeleteArchive")
                                .on(
                                        account.arn("events", "archive/gatehouse-*"),
                                        account.arn("events", "event-bus/default"))),
                new Grant(
                        List.of("aws:lambda/function:Function", "aws:lambda/permission:Permission"),
                        Statement.allow(
                                        "Functions",
                                        "lambda:CreateFunction",
                                        "lambda:GetFunction",
                                        "lambda:GetFunctionConfiguration",
                                        "lambda:GetFunctionCodeSigningConfig",
                                        "lambda:ListVersionsByFunction",
                                        "lambda:UpdateFunctionCode",
                                        "lambda:UpdateFunctionConfiguration",
                                        "lambda:PutFunctionConcurrency",
                                        "lambda:DeleteFunctionConcurrency",
                                        "lambda:DeleteFunction",
                                        "lambda:AddPermission",
                                        "lambda:GetPolicy",
                                        "lambda:RemovePermission",
                                        "lambda:TagResource",
                                        "lambda:UntagResource",
                                        "lambda:ListTags")
                                .on(account.arn("lambda", "function:gatehouse-*"))),
                new Grant(
                        List.of("aws:secretsmanager/secretRotation:SecretRotation"),
                        Statement.allow("RotateByOurFunction", "lambda:InvokeFunction")
                                .on(account.arn("lambda", "function:gatehouse-*"))
                                .when(Condition.equal("aws:CalledVia", "secretsmanager.amazonaws.com"))));
    }
}
