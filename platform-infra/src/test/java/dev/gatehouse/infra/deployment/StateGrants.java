package dev.gatehouse.infra.deployment;

import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;

/** Pulumi's own state, and the key that seals the secrets in it. Neither is of a stack, so neither has its names. */
final class StateGrants {
    private StateGrants() {}

    static List<Grant> of(Account account) {
        String bucket = account.bucket("pulumi-state-" + account.id());
        return List.of(
                Grant.always(Statement.allow("FindState", "s3:ListBucket", "s3:GetBucketLocation")
                        .on(bucket)),
                Grant.always(Statement.allow("State", "s3:GetObject", "s3:PutObject", "s3:DeleteObject")
                        .on(bucket + "/.pulumi/*")),
                Grant.always(Statement.allow("SecretsOfState", "kms:Encrypt", "kms:Decrypt", "kms:DescribeKey")
                        .on(account.arn("kms", "key/*"))
                        .when(new Condition(
                                "ForAnyValue:StringEquals", "kms:ResourceAliases", List.of("alias/pulumi-state")))));
    }
}
