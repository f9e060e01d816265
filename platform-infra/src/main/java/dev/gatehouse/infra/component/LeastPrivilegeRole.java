package dev.gatehouse.infra.component;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.Map;

/**
 * A role that one service takes on, for this account only, with one inline policy. Inline, since a policy that is shared grows
 * with its most demanding user.
 */
public final class LeastPrivilegeRole extends ComponentResource {
    private final Role role;
    private final RolePolicy policy;

    /**
     * What a role is.
     *
     * @param roleName    its explicit name, which key policies know
     * @param description why it is there
     * @param trust       who takes it on; {@link #service} makes the usual one
     * @param permissions what it may do
     * @param tags        its tags
     */
    public record Args(
            String roleName,
            String description,
            PolicyDocument trust,
            Output<PolicyDocument> permissions,
            Map<String, String> tags) {
        /** Refuses names that IAM refuses. */
        public Args {
            tags = Map.copyOf(tags);
            if (roleName.length() > 64) {
                throw new IllegalArgumentException(roleName + " is longer than 64 characters");
            }
        }
    }

    /** A role and its policy. */
    public LeastPrivilegeRole(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:LeastPrivilegeRole", name, options);
        role = new Role(
                name,
                RoleArgs.builder()
                        .name(args.roleName())
                        .description(args.description())
                        .assumeRolePolicy(args.trust().json())
                        .maxSessionDuration(3600)
                        .tags(args.tags())
                        .build(),
                Options.under(this));
        policy = new RolePolicy(
                name,
                RolePolicyArgs.builder()
                        .role(role.id())
                        .policy(args.permissions().applyValue(PolicyDocument::json))
                        .build(),
                Options.under(this));
        registerOutputs(Map.of("arn", arn()));
    }

    /** The role's ARN, once its policy is there too: what takes the role on early fails. */
    public Output<String> arn() {
        return Output.tuple(role.arn(), policy.id()).applyValue(both -> both.t1);
    }

    /** Trust in tasks of ECS, whichever cluster of this account and region they run in. */
    public static PolicyDocument task(Account account) {
        return service(
                "ecs-tasks.amazonaws.com", account.id(), Condition.arnLike("aws:SourceArn", account.arn("ecs", "*")));
    }

    /** Trust in a service that acts for this account; with more conditions where the service sends them. */
    public static PolicyDocument service(String domain, String account, Condition... more) {
        Statement trust = Statement.allow("Trust", "sts:AssumeRole")
                .to(Principal.service(domain))
                .when(Condition.equal("aws:SourceAccount", account));
        for (Condition each : List.of(more)) {
            trust = trust.when(each);
        }
        return PolicyDocument.of(trust);
    }
}
