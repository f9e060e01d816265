package dev.gatehouse.infra.component;

import com.pulumi.aws.s3.BucketLifecycleConfigurationV2;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2Args;
import com.pulumi.aws.s3.BucketLoggingV2;
import com.pulumi.aws.s3.BucketLoggingV2Args;
import com.pulumi.aws.s3.BucketObjectLockConfigurationV2;
import com.pulumi.aws.s3.BucketObjectLockConfigurationV2Args;
import com.pulumi.aws.s3.BucketOwnershipControls;
import com.pulumi.aws.s3.BucketOwnershipControlsArgs;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2Args;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.s3.BucketVersioningV2;
import com.pulumi.aws.s3.BucketVersioningV2Args;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleFilterArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleTransitionArgs;
import com.pulumi.aws.s3.inputs.BucketObjectLockConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketObjectLockConfigurationV2RuleDefaultRetentionArgs;
import com.pulumi.aws.s3.inputs.BucketOwnershipControlsRuleArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketVersioningV2VersioningConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket that nobody reaches by accident: private, owned, versioned, encrypted, by TLS only, and ageing by a lifecycle. A
 * bucket is seven resources in AWS, of which each that is forgotten is a finding; here none can be.
 */
public final class SecureBucket extends ComponentResource {
    private final BucketV2 bucket;
    private final BucketPolicy policy;

    /**
     * What a bucket is.
     *
     * @param bucketName     its name, unique over all accounts
     * @param key            the key that encrypts it; without one S3's own, which only access logs need
     * @param statements     what its policy allows, beside denying requests without TLS
     * @param lifecycle      how its objects age
     * @param objectLockDays how long objects can't be deleted, if so
     * @param accessLogs     the name of the bucket that its accesses are written to, if any
     * @param protect        whether it refuses deletion
     * @param tags           its tags
     */
    public record Args(
            String bucketName,
            Optional<Output<String>> key,
            List<Statement> statements,
            Lifecycle lifecycle,
            Optional<Integer> objectLockDays,
            Optional<Output<String>> accessLogs,
            boolean protect,
            Map<String, String> tags) {
        /** Refuses names that S3 refuses. */
        public Args {
            statements = List.copyOf(statements);
            tags = Map.copyOf(tags);
            if (!bucketName.matches("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")) {
                throw new IllegalArgumentException(bucketName + " is no name of a bucket");
            }
        }
    }

    /** A bucket and its settings. */
    public SecureBucket(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:SecureBucket", name, options);
        bucket = new BucketV2(
                name,
                BucketV2Args.builder()
                        .bucket(args.bucketName())
                        .objectLockEnabled(args.objectLockDays().isPresent())
                        // What is not protected goes with one command, with all that is in it.
                        .forceDestroy(!args.protect())
                        .tags(args.tags())
                        .build(),
                Options.stateful(this, args.protect()));
        BucketPublicAccessBlock block = closed(name);
        BucketVersioningV2 versions = versioned(name);
        encrypted(name, args);
        ageing(name, args.lifecycle(), versions);
        args.objectLockDays().ifPresent(days -> locked(name, days, versions));
        policy = new BucketPolicy(
                name,
                BucketPolicyArgs.builder()
                        .bucket(bucket.id())
                        .policy(policy(args).json())
                        .build(),
                Options.under(this, block));
        args.accessLogs().ifPresent(target -> logged(name, target));
        registerOutputs(Map.of("arn", arn()));
    }

    /** The bucket's ARN. */
    public Output<String> arn() {
        return bucket.arn();
    }

    /** The bucket's name. */
    public Output<String> bucketName() {
        return bucket.bucket();
    }

    /** The policy, for what AWS refuses before it is there. */
    public BucketPolicy policy() {
        return policy;
    }

    static PolicyDocument policy(Args args) {
        String arn = "arn:aws:s3:::" + args.bucketName();
        return PolicyDocument.of(Statement.deny("DenyPlainHttp", "s3:*")
                        .to(new Principal.Everybody())
                        .on(arn, arn + "/*")
                        .when(Condition.is("aws:SecureTransport", false)))
                .and(args.statements());
    }

    private BucketPublicAccessBlock closed(String name) {
        new BucketOwnershipControls(
                name,
                BucketOwnershipControlsArgs.builder()
                        .bucket(bucket.id())
                        .rule(BucketOwnershipControlsRuleArgs.builder()
                                .objectOwnership("BucketOwnerEnforced")
                                .build())
                        .build(),
                Options.under(this));
        return new BucketPublicAccessBlock(
                name,
                BucketPublicAccessBlockArgs.builder()
                        .bucket(bucket.id())
                        .blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)
                        .build(),
                Options.under(this));
    }

    private BucketVersioningV2 versioned(String name) {
        return new BucketVersioningV2(
                name,
                BucketVersioningV2Args.builder()
                        .bucket(bucket.id())
                        .versioningConfiguration(BucketVersioningV2VersioningConfigurationArgs.builder()
                                .status("Enabled")
                                .build())
                        .build(),
                Options.under(this));
    }

    /** The bucket's own data key spares a call of KMS for each object. */
    private void encrypted(String name, Args args) {
        var byDefault = BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs.builder();
        args.key()
                .ifPresentOrElse(
                        key -> byDefault.sseAlgorithm("aws:kms").kmsMasterKeyId(key),
                        () -> byDefault.sseAlgorithm("AES256"));
        new BucketServerSideEncryptionConfigurationV2(
                name,
                BucketServerSideEncryptionConfigurationV2Args.builder()
                        .bucket(bucket.id())
                        .rules(BucketServerSideEncryptionConfigurationV2RuleArgs.builder()
                                .applyServerSideEncryptionByDefault(byDefault.build())
                                .bucketKeyEnabled(args.key().isPresent())
                                .build())
                        .build(),
                Options.under(this));
    }

    private void ageing(String name, Lifecycle lifecycle, BucketVersioningV2 versions) {
        var rule = BucketLifecycleConfigurationV2RuleArgs.builder()
                .id("ageing")
                .status("Enabled")
                .filter(BucketLifecycleConfigurationV2RuleFilterArgs.builder()
                        .prefix("")
                        .build())
                .transitions(lifecycle.steps().stream()
                        .map(step -> BucketLifecycleConfigurationV2RuleTransitionArgs.builder()
                                .days(step.days())
                                .storageClass(step.storageClass())
                                .build())
                        .toList())
                .noncurrentVersionExpiration(BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs.builder()
                        .noncurrentDays(lifecycle.noncurrentDays())
                        .build())
                .abortIncompleteMultipartUpload(
                        BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs.builder()
                                .daysAfterInitiation(7)
                                .build());
        lifecycle
                .expirationDays()
                .ifPresent(days -> rule.expiration(BucketLifecycleConfigurationV2RuleExpirationArgs.builder()
                        .days(days)
                        .build()));
        new BucketLifecycleConfigurationV2(
                name,
                BucketLifecycleConfigurationV2Args.builder()
                        .bucket(bucket.id())
                        .rules(rule.build())
                        .build(),
                Options.under(this, versions));
    }

    private void locked(String name, int days, BucketVersioningV2 versions) {
        new BucketObjectLockConfigurationV2(
                name,
                BucketObjectLockConfigurationV2Args.builder()
                        .bucket(bucket.id())
                        .rule(BucketObjectLockConfigurationV2RuleArgs.builder()
                                .defaultRetention(BucketObjectLockConfigurationV2RuleDefaultRetentionArgs.builder()
                                        .mode("GOVERNANCE")
                                        .days(days)
                                        .build())
                                .build())
                        .build(),
                Options.under(this, versions));
    }

    private void logged(String name, Output<String> target) {
        new BucketLoggingV2(
                name,
                BucketLoggingV2Args.builder()
                        .bucket(bucket.id())
                        .targetBucket(target)
                        .targetPrefix(name + "/")
                        .build(),
                Options.under(this));
    }
}
