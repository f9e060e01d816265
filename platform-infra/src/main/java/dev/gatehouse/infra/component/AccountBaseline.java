package dev.gatehouse.infra.component;

import com.pulumi.aws.accessanalyzer.Analyzer;
import com.pulumi.aws.accessanalyzer.AnalyzerArgs;
import com.pulumi.aws.ebs.EncryptionByDefault;
import com.pulumi.aws.ebs.EncryptionByDefaultArgs;
import com.pulumi.aws.guardduty.Detector;
import com.pulumi.aws.guardduty.DetectorArgs;
import com.pulumi.aws.iam.AccountPasswordPolicy;
import com.pulumi.aws.iam.AccountPasswordPolicyArgs;
import com.pulumi.aws.iam.ServiceLinkedRole;
import com.pulumi.aws.iam.ServiceLinkedRoleArgs;
import com.pulumi.aws.s3.AccountPublicAccessBlock;
import com.pulumi.aws.s3.AccountPublicAccessBlockArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import java.util.Map;

/** What holds for the whole account: no public buckets, encrypted disks, strong passwords, and somebody who looks. */
public final class AccountBaseline extends ComponentResource {
    /**
     * What the baseline depends on.
     *
     * @param settings the environment's settings
     */
    public record Args(EnvironmentSettings settings) {}

    /** The baseline of an account. */
    public AccountBaseline(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:AccountBaseline", name, options);
        EnvironmentSettings settings = args.settings();
        if (settings.governsAccount()) {
            closed(name);
        }
        new EncryptionByDefault(
                name, EncryptionByDefaultArgs.builder().enabled(true).build(), Options.under(this));
        passwords(name);
        // The bucket of backup reports names this role, and S3 refuses a name that is not there yet.
        new ServiceLinkedRole(
                "backup-reports",
                ServiceLinkedRoleArgs.builder()
                        .awsServiceName("reports.backup.amazonaws.com")
                        .tags(settings.tags().stateless("backup"))
                        .build(),
                Options.under(this));
        new Analyzer(
                name,
                AnalyzerArgs.builder()
                        .analyzerName(settings.name("access"))
                        .type("ACCOUNT")
                        .tags(settings.tags().stateless("audit"))
                        .build(),
                Options.under(this));
        if (settings.profile().threatDetection()) {
            new Detector(
                    name,
                    DetectorArgs.builder()
                            .enable(true)
                            .findingPublishingFrequency("FIFTEEN_MINUTES")
                            .tags(settings.tags().stateless("audit"))
                            .build(),
                    Options.under(this));
        }
        registerOutputs(Map.of());
    }

    private void closed(String name) {
        new AccountPublicAccessBlock(
                name,
                AccountPublicAccessBlockArgs.builder()
                        .blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)
                        .build(),
                Options.under(this));
    }

    private void passwords(String name) {
        new AccountPasswordPolicy(
                name,
                AccountPasswordPolicyArgs.builder()
                        .minimumPasswordLength(14)
                        .passwordReusePrevention(24)
                        .maxPasswordAge(90)
                        .requireLowercaseCharacters(true)
                        .requireUppercaseCharacters(true)
                        .requireNumbers(true)
                        .requireSymbols(true)
                        .allowUsersToChangePassword(true)
                        .build(),
                Options.under(this));
    }
}
