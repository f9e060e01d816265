package dev.gatehouse.scanner;

import dev.gatehouse.scanner.response.ResponseControls;
import dev.gatehouse.scanner.response.ResponseStore;
import dev.gatehouse.scanner.source.aws.CloudFormationSource;
import dev.gatehouse.scanner.source.aws.Ec2Source;
import dev.gatehouse.scanner.source.aws.EcsSource;
import dev.gatehouse.scanner.source.aws.LambdaSource;
import dev.gatehouse.scanner.source.aws.S3Source;
import dev.gatehouse.scanner.source.aws.SsmSource;
import dev.gatehouse.scanner.source.aws.StepFunctionsSource;
import dev.gatehouse.scanner.store.aws.DynamoFindingStore;
import dev.gatehouse.scanner.store.aws.DynamoResponseControls;
import dev.gatehouse.scanner.store.aws.DynamoResponseStore;
import dev.gatehouse.scanner.store.aws.DynamoRunLog;
import dev.gatehouse.scanner.store.aws.DynamoScanState;
import dev.gatehouse.scanner.store.aws.DynamoScanStore;
import dev.gatehouse.scanner.store.aws.SqsWorkQueue;
import dev.gatehouse.scanner.store.aws.Table;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.work.RunLog;
import dev.gatehouse.scanner.work.ScanState;
import dev.gatehouse.scanner.work.ScanStore;
import dev.gatehouse.scanner.work.TargetSource;
import dev.gatehouse.scanner.work.WorkQueue;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Puts together what is kept on AWS and what is read from there, each when it is asked for. */
@Singleton
public class AwsWiring {
    private static final int PAGE = 500;
    private static final int POLL_SECONDS = 2;

    private final Settings settings;
    private final Instance<S3Client> s3;
    private final Instance<SqsClient> sqs;
    private final Instance<SsmClient> ssm;
    private final Instance<DynamoDbClient> dynamo;
    private final Instance<LambdaClient> lambda;
    private final Instance<EcsClient> ecs;
    private final Instance<Ec2Client> ec2;
    private final Instance<CloudFormationClient> stacks;
    private final Instance<SfnClient> sfn;
    private final AwsContentWiring content;

    AwsWiring(
            Settings settings,
            Instance<S3Client> s3,
            Instance<SqsClient> sqs,
            Instance<SsmClient> ssm,
            Instance<DynamoDbClient> dynamo,
            Instance<LambdaClient> lambda,
            Instance<EcsClient> ecs,
            Instance<Ec2Client> ec2,
            Instance<CloudFormationClient> stacks,
            Instance<SfnClient> sfn,
            AwsContentWiring content) {
        this.settings = settings;
        this.s3 = s3;
        this.sqs = sqs;
        this.ssm = ssm;
        this.dynamo = dynamo;
        this.lambda = lambda;
        this.ecs = ecs;
        this.ec2 = ec2;
        this.stacks = stacks;
        this.sfn = sfn;
        this.content = content;
    }

    FindingStore findingStore() {
        return new DynamoFindingStore(table());
    }

    ResponseStore responseStore() {
        return new DynamoResponseStore(table());
    }

    ResponseControls responseControls() {
        return new DynamoResponseControls(table());
    }

    ScanStore scanStore() {
        return new DynamoScanStore(table());
    }

    ScanState scanState() {
        return new DynamoScanState(table());
    }

    RunLog runLog() {
        return new DynamoRunLog(table());
    }

    WorkQueue workQueue() {
        return new SqsWorkQueue(sqs.get(), settings.aws().queueUrl().orElseThrow(), POLL_SECONDS);
    }

    /** The sources by their kinds; a client is made with the source that needs it. */
    Map<String, Supplier<TargetSource>> sources() {
        long maxBytes = settings.scan().maxObjectBytes();
        return Map.of(
                "s3", () -> new S3Source(s3.get(), PAGE, maxBytes),
                "ssm", () -> new SsmSource(ssm.get()),
                "lambda", () -> new LambdaSource(lambda.get()),
                "lambda-code", content::lambdaCode,
                "logs", content::logs,
                "codebuild", content::codeBuild,
                "ecs", () -> new EcsSource(ecs.get()),
                "ec2", () -> new Ec2Source(ec2.get()),
                "cloudformation", () -> new CloudFormationSource(stacks.get()),
                "step-functions", () -> new StepFunctionsSource(sfn.get()));
    }

    private Table table() {
        return new Table(dynamo.get(), settings.aws().table());
    }
}
