package dev.gatehouse.infra.component;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rule that AWS Config keeps an eye on, one of those that AWS manages (AWS Config Developer Guide, "List of AWS Config Managed
 * Rules").
 *
 * @param identifier AWS's name of it
 * @param why        what it looks for
 * @param parameters what it is told, as JSON
 */
record AccountRule(String identifier, String why, Optional<String> parameters) {
    /** What this program deploys so, and what only people can break: the root user, passwords, keys of users. */
    static final List<AccountRule> ALL = List.of(
            of("MULTI_REGION_CLOUD_TRAIL_ENABLED", "A trail of all regions"),
            of("CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED", "The trail can't be changed unseen"),
            of("CLOUD_TRAIL_ENCRYPTION_ENABLED", "The trail is sealed by a key of ours"),
            of("CMK_BACKING_KEY_ROTATION_ENABLED", "Keys rotate"),
            of("S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED", "No bucket is public"),
            of("S3_BUCKET_SSL_REQUESTS_ONLY", "Buckets are reached by TLS only"),
            of("S3_BUCKET_VERSIONING_ENABLED", "Buckets keep versions"),
            of("VPC_DEFAULT_SECURITY_GROUP_CLOSED", "The default group lets nothing through"),
            of("VPC_FLOW_LOGS_ENABLED", "Networks log their flows"),
            of("INCOMING_SSH_DISABLED", "Nothing is reached by SSH from everywhere"),
            of("EC2_IMDSV2_CHECK", "Machines use the second metadata service"),
            of("EC2_EBS_ENCRYPTION_BY_DEFAULT", "Disks are encrypted"),
            of("LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED", "No function is called by everybody"),
            of("SNS_ENCRYPTED_KMS", "Topics are sealed"),
            of("CW_LOGGROUP_RETENTION_PERIOD_CHECK", "Log groups end"),
            of("SECRETSMANAGER_ROTATION_ENABLED_CHECK", "Secrets rotate"),
            of("SECRETSMANAGER_SCHEDULED_ROTATION_SUCCESS_CHECK", "Rotations end well"),
            of("SECRETSMANAGER_USING_CMK", "Secrets are sealed by a key of ours"),
            of("IAM_ROOT_ACCESS_KEY_CHECK", "The root user has no access key"),
            of("ROOT_ACCOUNT_MFA_ENABLED", "The root user has a second factor"),
            of("MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS", "Users of the console have a second factor"),
            of("IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", "No policy allows everything"),
            with("ACCESS_KEYS_ROTATED", "Users' access keys are young", "{\"maxAccessKeyAge\":\"90\"}"),
            with("IAM_USER_UNUSED_CREDENTIALS_CHECK", "Unused credentials go", "{\"maxCredentialUsageAge\":\"45\"}"),
            with(
                    "IAM_PASSWORD_POLICY",
                    "Passwords are long and new",
                    "{\"MinimumPasswordLength\":\"14\",\"PasswordReusePrevention\":\"24\",\"MaxPasswordAge\":\"90\"}"));

    private static AccountRule of(String identifier, String why) {
        return new AccountRule(identifier, why, Optional.empty());
    }

    private static AccountRule with(String identifier, String why, String parameters) {
        return new AccountRule(identifier, why, Optional.of(parameters));
    }

    /** The name as Config shows it. */
    String name() {
        return identifier.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
