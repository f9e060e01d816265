package dev.gatehouse.infra.component;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a call of an adapter takes of IAM.
 *
 * @param method   the call, as {@link AdapterCalls} names it
 * @param acts     whether responses alone make it, or take it there, so that the role has it only where they act
 * @param actions  what IAM calls it
 * @param resource an ARN that it is made on; a star where AWS has no resource for it
 */
record ServiceCall(String method, boolean acts, List<String> actions, String resource) {
    private static final String ACCOUNT = ":eu-central-1:123456789012:";
    private static final String SECRET = "arn:aws:secretsmanager" + ACCOUNT + "secret:aurora/dev/openai-api-key-a1B2c3";
    private static final String PARAMETER = "arn:aws:ssm" + ACCOUNT + "parameter/aurora/";

    /** config-service's, with what its paths are. */
    static List<ServiceCall> ofConfigService() {
        return rows("""
                ssm.getParameter | | ssm:GetParameter | PARAMETERdev/global/log/level
                ssm.getParameter | | ssm:GetParameter | PARAMETER_gatehouse/tokens/a1
                ssm.getParameters | | ssm:GetParameters | PARAMETERdev/global/log/level
                ssm.getParametersByPath | | ssm:GetParametersByPath | PARAMETERdev/global
                ssm.getParametersByPath | | ssm:GetParametersByPath | PARAMETER_gatehouse/rotations/staging
                ssm.getParameterHistory | | ssm:GetParameterHistory | PARAMETERdev/global/log/level
                ssm.describeParameters | | ssm:DescribeParameters | *
                ssm.putParameter | | ssm:PutParameter | PARAMETERdev/global/log/level
                ssm.putParameter | | ssm:PutParameter | PARAMETER_gatehouse/rotations/dev/openai-api-key
                ssm.putParameter | | ssm:PutParameter | PARAMETER_gatehouse/holders/dev/0a1b
                ssm.deleteParameter | | ssm:DeleteParameter | PARAMETER_gatehouse/holders/dev/0a1b
                ssm.labelParameterVersion | | ssm:LabelParameterVersion | PARAMETERdev/global/log/level
                secretsmanager.getSecretValue | | secretsmanager:GetSecretValue | SECRET
                secretsmanager.batchGetSecretValue | | secretsmanager:BatchGetSecretValue | *
                secretsmanager.batchGetSecretValue | | secretsmanager:GetSecretValue | SECRET
                secretsmanager.describeSecret | | secretsmanager:DescribeSecret | SECRET
                secretsmanager.listSecrets | | secretsmanager:ListSecrets | *
                secretsmanager.createSecret | | secretsmanager:CreateSecret secretsmanager:TagResource | SECRET
                secretsmanager.putSecretValue | | secretsmanager:PutSecretValue | SECRET
                secretsmanager.updateSecretVersionStage | | secretsmanager:UpdateSecretVersionStage | SECRET
                secretsmanager.deleteSecret | | secretsmanager:DeleteSecret | SECRET
                secretsmanager.restoreSecret | | secretsmanager:RestoreSecret | SECRET
                sqs.receiveMessage | | sqs:ReceiveMessage | arn:aws:sqsACCOUNTgatehouse-dev-config-changes
                sqs.deleteMessageBatch | | sqs:DeleteMessage | arn:aws:sqsACCOUNTgatehouse-dev-config-changes
                """);
    }

    /** scanner-worker's sources of content. */
    private static String sources() {
        return """
                s3.listObjectsV2 | | s3:ListBucket | arn:aws:s3:::some-bucket
                s3.listObjectVersions | | s3:ListBucketVersions | arn:aws:s3:::some-bucket
                s3.headObject | | s3:GetObject s3:GetObjectVersion | arn:aws:s3:::some-bucket/a/key
                s3.getObject | | s3:GetObject s3:GetObjectVersion | arn:aws:s3:::some-bucket/a/key
                ssm.describeParameters | | ssm:DescribeParameters | *
                ssm.getParameter | | ssm:GetParameter | arn:aws:ssmACCOUNTparameter/elsewhere/url
                lambda.listFunctions | | lambda:ListFunctions | *
                lambda.getFunction | | lambda:GetFunction | arn:aws:lambdaACCOUNTfunction:f
                lambda.getFunctionConfiguration | | lambda:GetFunctionConfiguration | arn:aws:lambdaACCOUNTfunction:f
                ecs.listTaskDefinitions | | ecs:ListTaskDefinitions | *
                ecs.describeTaskDefinition | | ecs:DescribeTaskDefinition | *
                ec2.describeInstances | | ec2:DescribeInstances | *
                ec2.describeInstanceAttribute | | ec2:DescribeInstanceAttribute | arn:aws:ec2ACCOUNTinstance/i-1
                ec2.describeLaunchTemplates | | ec2:DescribeLaunchTemplates | *
                ec2.describeLaunchTemplateVersionsPaginator | | ec2:DescribeLaunchTemplateVersions | *
                cloudformation.describeStacks | | cloudformation:ListStacks cloudformation:DescribeStacks | *
                cloudformation.getTemplate | | cloudformation:GetTemplate | arn:aws:cloudformationACCOUNTstack/s/1
                sfn.listStateMachines | | states:ListStateMachines | *
                sfn.describeStateMachine | | states:DescribeStateMachine | arn:aws:statesACCOUNTstateMachine:m
                codebuild.ListProjects | | codebuild:ListProjects | *
                codebuild.BatchGetProjects | | codebuild:BatchGetProjects | arn:aws:codebuildACCOUNTproject/p
                cloudwatchlogs.describeLogGroups | | logs:DescribeLogGroups | *
                cloudwatchlogs.filterLogEvents | | logs:FilterLogEvents | arn:aws:logsACCOUNTlog-group:/g:*
                """;
    }

    /** scanner-worker's stores, queues and notices. */
    private static String stores() {
        return """
                dynamodb.getItem | | dynamodb:GetItem | arn:aws:dynamodbACCOUNTtable/gatehouse-dev-scanner
                dynamodb.query | | dynamodb:Query | arn:aws:dynamodbACCOUNTtable/gatehouse-dev-scanner
                dynamodb.query | | dynamodb:Query | arn:aws:dynamodbACCOUNTtable/gatehouse-dev-scanner/index/by-time
                dynamodb.updateItem | | dynamodb:UpdateItem | arn:aws:dynamodbACCOUNTtable/gatehouse-dev-scanner
                dynamodb.deleteItem | | dynamodb:DeleteItem | arn:aws:dynamodbACCOUNTtable/gatehouse-dev-scanner
                dynamodb.transactWriteItems | | dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem | \
                arn:aws:dynamodbACCOUNTtable/gatehouse-dev-scanner
                sqs.sendMessage | | sqs:SendMessage | arn:aws:sqsACCOUNTgatehouse-dev-scanner-work
                sqs.sendMessageBatch | | sqs:SendMessage | arn:aws:sqsACCOUNTgatehouse-dev-scanner-work
                sqs.receiveMessage | | sqs:ReceiveMessage | arn:aws:sqsACCOUNTgatehouse-dev-scanner-work
                sqs.receiveMessage | | sqs:ReceiveMessage | arn:aws:sqsACCOUNTgatehouse-dev-scanner-events
                sqs.deleteMessage | | sqs:DeleteMessage | arn:aws:sqsACCOUNTgatehouse-dev-scanner-work
                sqs.deleteMessageBatch | | sqs:DeleteMessage | arn:aws:sqsACCOUNTgatehouse-dev-scanner-events
                sqs.changeMessageVisibility | | sqs:ChangeMessageVisibility | arn:aws:sqsACCOUNTgatehouse-dev-scanner-work
                sqs.getQueueAttributes | | sqs:GetQueueAttributes | arn:aws:sqsACCOUNTgatehouse-dev-scanner-work
                sns.publish | | sns:Publish | arn:aws:snsACCOUNTgatehouse-dev-alerts
                eventbridge.putEvents | | events:PutEvents | arn:aws:eventsACCOUNTevent-bus/default
                iam.listUsers | | iam:ListUsers | *
                iam.listAccessKeys | | iam:ListAccessKeys | arn:aws:iam::123456789012:user/u
                iam.getAccessKeyLastUsed | | iam:GetAccessKeyLastUsed | arn:aws:iam::123456789012:user/u
                """;
    }

    /** What scanner-worker's responses do. */
    private static String responses() {
        return """
                iam.updateAccessKey | acts | iam:UpdateAccessKey | arn:aws:iam::123456789012:user/u
                ssm.putParameter | acts | ssm:PutParameter | arn:aws:ssmACCOUNTparameter/elsewhere/url
                s3.copyObject | acts | s3:GetObjectTagging s3:GetObjectVersionTagging s3:PutObject s3:PutObjectTagging | \
                arn:aws:s3:::some-bucket/a/key
                s3.copyObject | acts | s3:GetObject s3:GetObjectTagging s3:PutObject s3:PutObjectTagging | QUARANTINE/i/content
                s3.headObject | acts | s3:GetObject | QUARANTINE/i/manifest.json
                s3.headObject | acts | s3:ListBucket | QUARANTINE
                s3.putObject | acts | s3:PutObject | QUARANTINE/i/manifest.json
                s3.putObjectTagging | acts | s3:PutObjectTagging s3:PutObjectVersionTagging | arn:aws:s3:::some-bucket/a/key
                s3.deleteObjectTagging | acts | s3:DeleteObjectTagging s3:DeleteObjectVersionTagging | \
                arn:aws:s3:::some-bucket/a/key
                s3.deleteObject | acts | s3:DeleteObject s3:DeleteObjectVersion | arn:aws:s3:::some-bucket/a/key
                s3.deleteObject | acts | s3:DeleteObject | QUARANTINE/i/content
                """;
    }

    /** scanner-worker's, of its account and of what its platform made. */
    static List<ServiceCall> ofScannerWorker() {
        return Stream.of(sources(), stores(), responses())
                .flatMap(table -> rows(table).stream())
                .toList();
    }

    private static List<ServiceCall> rows(String table) {
        return table.lines()
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> new ServiceCall(
                        cells[0], cells[1].equals("acts"), Arrays.asList(cells[2].split(" ", -1)), arn(cells[3])))
                .toList();
    }

    private static String arn(String cell) {
        return cell.replace("PARAMETER", PARAMETER)
                .replace("SECRET", SECRET)
                .replace("QUARANTINE", "arn:aws:s3:::gatehouse-dev-quarantine-123456789012-eu-central-1")
                .replace("ACCOUNT", ACCOUNT);
    }
}
