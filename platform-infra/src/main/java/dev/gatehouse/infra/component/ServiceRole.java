package dev.gatehouse.infra.component;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import java.util.List;
import java.util.Map;

/**
 * A role that a service takes on with policies that AWS keeps for it. Where a service grows with each resource type that it
 * learns, as AWS Backup does, a policy of our own would silently lag behind.
 */
public final class ServiceRole extends ComponentResource {
    private final Output<String> arn;

    /**
     * What the role is.
     *
     * @param roleName its explicit name, which key policies know
     * @param service  the service's domain
     * @param settings the environment's settings
     * @param policies the ARNs of AWS's policies
     */
    public record Args(String roleName, String service, EnvironmentSettings settings, List<String> policies) {
        /** Takes policies that AWS made for services only. */
        public Args {
            policies = List.copyOf(policies);
            policies.forEach(each -> {
                if (!each.contains("ServiceRolePolicy")) {
                    throw new IllegalArgumentException(each + " is no policy for a service");
                }
            });
        }
    }

    /** A role with its policies. */
    public ServiceRole(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:ServiceRole", name, options);
        EnvironmentSettings settings = args.settings();
        Role role = new Role(
                name,
                RoleArgs.builder()
                        .name(args.roleName())
                        .assumeRolePolicy(LeastPrivilegeRole.service(
                                        args.service(), settings.account().id())
                                .json())
                        .tags(settings.tags().stateless(name))
                        .build(),
                Options.under(this));
        List<Output<String>> attached = args.policies().stream()
                .map(policy -> attach(name, role, policy).id())
                .toList();
        arn = Output.tuple(role.arn(), Output.all(attached)).applyValue(both -> both.t1);
        registerOutputs(Map.of("arn", arn));
    }

    /** The role's ARN, once its policies are there. */
    public Output<String> arn() {
        return arn;
    }

    private RolePolicyAttachment attach(String name, Role role, String policy) {
        return new RolePolicyAttachment(
                name + "-" + policy.substring(policy.lastIndexOf('/') + 1),
                RolePolicyAttachmentArgs.builder()
                        .role(role.name())
                        .policyArn(policy)
                        .build(),
                Options.under(this));
    }
}
