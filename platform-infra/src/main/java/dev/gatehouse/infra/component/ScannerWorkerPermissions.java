package dev.gatehouse.infra.component;

import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * What scanner-worker may do: look at everything in the account that is no secret's place, keep what it found, work through its
 * queues and tell. What its responses do is {@link ResponsePermissions}.
 *
 * <p>It opens nothing but what our own key seals. A bucket or function under another key is read where that key's policy lets
 * this role in by itself.
 */
final class ScannerWorkerPermissions {
    private final EnvironmentSettings settings;
    private final Account account;
    private final ServiceKeys keys;
    private final ResponsePermissions responses;

    ScannerWorkerPermissions(EnvironmentSettings settings, String project, ServiceKeys keys) {
        this.settings = settings;
        this.account = settings.account();
        this.keys = keys;
        this.responses = new ResponsePermissions(settings, project, keys);
    }

    PolicyDocument policy() {
        return new PolicyDocument(
                Stream.of(content(), configuration(), listings(), keeping(), telling(), responses.statements())
                        .flatMap(List::stream)
                        .toList());
    }

    private List<Statement> content() {
        Condition ours = Condition.equal("s3:ResourceAccount", account.id());
        return List.of(
                Statement.allow("ListBuckets", "s3:ListBucket", "s3:ListBucketVersions")
                        .on("arn:aws:s3:::*")
                        .when(ours),
                Statement.allow("ReadObjects", "s3:GetObject", "s3:GetObjectVersion")
                        .on("arn:aws:s3:::*/*")
                        .when(ours),
                Statement.allow("OpenContent", "kms:Decrypt")
                        .on(keys.master())
                        .when(Condition.equal("kms:ViaService", via("s3"), via("lambda"))),
                Statement.allow("ReadLogs", "logs:FilterLogEvents").on(account.arn("logs", "log-group:*")));
    }

    private List<Statement> configuration() {
        return List.of(
                Statement.allow("ReadParameters", "ssm:GetParameter").on(account.arn("ssm", "parameter/*")),
                Statement.allow("ReadFunctions", "lambda:GetFunction", "lambda:GetFunctionConfiguration")
                        .on(account.arn("lambda", "function:*")),
                Statement.allow("ReadUserData", "ec2:DescribeInstanceAttribute").on(account.arn("ec2", "instance/*")),
                Statement.allow("ReadTemplates", "cloudformation:GetTemplate")
                        .on(account.arn("cloudformation", "stack/*/*")),
                Statement.allow("ReadStateMachines", "states:DescribeStateMachine")
                        .on(account.arn("states", "stateMachine:*")),
                Statement.allow("ReadBuildProjects", "codebuild:BatchGetProjects")
                        .on(account.arn("codebuild", "project/*")),
                Statement.allow("KnowKeysOfUsers", "iam:ListAccessKeys", "iam:GetAccessKeyLastUsed")
                        .on(account.iam("user/*")));
    }

    /** None of these has a resource in IAM. DescribeStacks has, but not where it lists, which takes ListStacks besides. */
    private static List<Statement> listings() {
        return List.of(Statement.allow(
                        "List",
                        "ssm:DescribeParameters",
                        "lambda:ListFunctions",
                        "ecs:ListTaskDefinitions",
                        "ecs:DescribeTaskDefinition",
                        "ec2:DescribeInstances",
                        "ec2:DescribeLaunchTemplates",
                        "ec2:DescribeLaunchTemplateVersions",
                        "cloudformation:ListStacks",
                        "cloudformation:DescribeStacks",
                        "states:ListStateMachines",
                        "codebuild:ListProjects",
                        "logs:DescribeLogGroups",
                        "iam:ListUsers")
                .on("*"));
    }

    private List<Statement> keeping() {
        String table = account.arn("dynamodb", "table/" + ScannerTable.nameIn(settings));
        return List.of(
                Statement.allow(
                                "KeepFindings",
                                "dynamodb:GetItem",
                                "dynamodb:Query",
                                "dynamodb:PutItem",
                                "dynamodb:UpdateItem",
                                "dynamodb:DeleteItem")
                        .on(table),
                Statement.allow("ListFindings", "dynamodb:Query").on(table + "/index/" + ScannerTable.BY_TIME),
                Statement.allow("SealFindings", "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*")
                        .on(keys.master())
                        .when(Condition.equal("kms:ViaService", via("dynamodb")))
                        .when(Condition.equal(
                                "kms:EncryptionContext:aws:dynamodb:tableName", ScannerTable.nameIn(settings))),
                Statement.allow("KnowTheKey", "kms:DescribeKey")
                        .on(keys.master())
                        .when(Condition.equal("kms:ViaService", via("dynamodb"))));
    }

    private List<Statement> telling() {
        return List.of(
                Statement.allow(
                                "Work",
                                "sqs:SendMessage",
                                "sqs:ReceiveMessage",
                                "sqs:DeleteMessage",
                                "sqs:ChangeMessageVisibility",
                                "sqs:GetQueueAttributes")
                        .on(account.arn("sqs", settings.name("scanner-work"))),
                Statement.allow("HearOfChanges", "sqs:ReceiveMessage", "sqs:DeleteMessage")
                        .on(account.arn("sqs", settings.name("scanner-events"))),
                Statement.allow("Alert", "sns:Publish").on(account.arn("sns", settings.name("alerts"))),
                Statement.allow("TellTheBus", "events:PutEvents").on(account.arn("events", "event-bus/default")),
                Statement.allow("SealMessages", "kms:Decrypt", "kms:GenerateDataKey")
                        .on(keys.master())
                        .when(Condition.equal("kms:ViaService", via("sqs"), via("sns"))));
    }

    private String via(String service) {
        return service + "." + account.region() + ".amazonaws.com";
    }
}
