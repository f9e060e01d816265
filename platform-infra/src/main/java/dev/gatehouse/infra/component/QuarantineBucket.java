package dev.gatehouse.infra.component;

import com.pulumi.core.Output;
import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.config.Tags.DataClass;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Where what leaked is kept when it is taken out of use. Two roles carry responses out: scanner-worker's, by itself, and the
 * responder's, which is that of exported definitions of Step Functions. Nobody else touches an object or sees its name, whatever
 * their own policies say.
 */
public final class QuarantineBucket {
    private static final String PURPOSE = "quarantine";
    private static final int KEPT_DAYS = 365;

    private QuarantineBucket() {}

    /**
     * The bucket of an environment.
     *
     * @param key        the key that encrypts it
     * @param accessLogs the name of the bucket that its accesses are written to
     */
    public static SecureBucket.Args args(EnvironmentSettings settings, Output<String> key, Output<String> accessLogs) {
        return new SecureBucket.Args(
                settings.bucketName(PURPOSE),
                Optional.of(key),
                statements(settings),
                Lifecycle.expiring(KEPT_DAYS),
                Optional.empty(),
                Optional.of(accessLogs),
                settings.profile().protect(),
                settings.tags().of(PURPOSE, DataClass.RESTRICTED, BackupClass.NONE));
    }

    static String arn(EnvironmentSettings settings) {
        return settings.account().bucket(settings.bucketName(PURPOSE));
    }

    /** Who may be let in by their own policies; everybody else is shut out here. */
    private static List<Statement> statements(EnvironmentSettings settings) {
        Account account = settings.account();
        String worker = account.role(settings.name("scanner-worker"));
        String responder = account.role(settings.name("responder"));
        String deployment = account.role(settings.name("deploy"));
        return List.of(
                Statement.deny("OnlyWhoResponds", "s3:*")
                        .to(new Principal.Everybody())
                        .on(arn(settings) + "/*")
                        .when(Condition.arnNotLike("aws:PrincipalArn", worker, responder)),
                // Deployment asks by ListBucket whether the bucket is there; who responds is told by it what is not
                // there.
                Statement.deny(
                                "NobodyElseLists",
                                "s3:ListBucket",
                                "s3:ListBucketVersions",
                                "s3:ListBucketMultipartUploads")
                        .to(new Principal.Everybody())
                        .on(arn(settings))
                        .when(Condition.arnNotLike("aws:PrincipalArn", worker, responder, deployment)));
    }
}
