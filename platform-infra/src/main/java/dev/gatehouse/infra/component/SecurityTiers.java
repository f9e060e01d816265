package dev.gatehouse.infra.component;

import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import java.util.Map;

/**
 * Security groups by tier that refer to each other and not to addresses: what may connect is a matter of what it is, not of
 * where it runs. The load balancer's own ingress comes with the load balancer.
 */
public final class SecurityTiers extends ComponentResource {
    private static final int HTTPS = 443;
    private static final int FIRST_SERVICE_PORT = 8480;
    private static final int LAST_SERVICE_PORT = 8499;

    private final EnvironmentSettings settings;
    private final Output<String> vpcId;
    private final SecurityGroup loadBalancer;
    private final SecurityGroup services;
    private final SecurityGroup endpoints;
    private final SecurityGroup functions;

    /**
     * What the tiers depend on.
     *
     * @param settings the environment's settings
     * @param vpcId    the network that they are in
     */
    public record Args(EnvironmentSettings settings, Output<String> vpcId) {}

    /** The tiers of a network. */
    public SecurityTiers(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:SecurityTiers", name, options);
        settings = args.settings();
        vpcId = args.vpcId();
        loadBalancer = group("load-balancer", "Takes requests and hands them to services");
        services = group("services", "Services: from the load balancer, to endpoints and providers");
        endpoints = group("endpoints", "Endpoints of AWS inside the network");
        connect("load-balancer-services", loadBalancer, services, FIRST_SERVICE_PORT, LAST_SERVICE_PORT);
        connect("services-endpoints", services, endpoints, HTTPS, HTTPS);
        functions = group("functions", "Functions: to the load balancer, and nowhere else");
        connect("functions-load-balancer", functions, loadBalancer, HTTPS, HTTPS);
        new SecurityGroupEgressRule(
                "services-providers",
                SecurityGroupEgressRuleArgs.builder()
                        .securityGroupId(services.id())
                        .description("Providers whose keys are rotated, and gateway endpoints, by TLS")
                        .cidrIpv4("0.0.0.0/0")
                        .ipProtocol("tcp")
                        .fromPort(HTTPS)
                        .toPort(HTTPS)
                        .tags(settings.tags().stateless("network"))
                        .build(),
                Options.under(this));
        registerOutputs(Map.of("services", services.id()));
    }

    /** The group of load balancers. */
    public Output<String> loadBalancerId() {
        return loadBalancer.id();
    }

    /** The group of services. */
    public Output<String> servicesId() {
        return services.id();
    }

    /** The group of functions. */
    public Output<String> functionsId() {
        return functions.id();
    }

    /** The group of endpoints. */
    public Output<String> endpointsId() {
        return endpoints.id();
    }

    private SecurityGroup group(String name, String description) {
        return new SecurityGroup(
                name,
                SecurityGroupArgs.builder()
                        .vpcId(vpcId)
                        .description(description)
                        .tags(settings.tags().stateless("network"))
                        .build(),
                Options.under(this));
    }

    private void connect(String name, SecurityGroup from, SecurityGroup to, int firstPort, int lastPort) {
        Map<String, String> tags = settings.tags().stateless("network");
        new SecurityGroupEgressRule(
                name,
                SecurityGroupEgressRuleArgs.builder()
                        .securityGroupId(from.id())
                        .referencedSecurityGroupId(to.id())
                        .ipProtocol("tcp")
                        .fromPort(firstPort)
                        .toPort(lastPort)
                        .tags(tags)
                        .build(),
                Options.under(this));
        new SecurityGroupIngressRule(
                name,
                SecurityGroupIngressRuleArgs.builder()
                        .securityGroupId(to.id())
                        .referencedSecurityGroupId(from.id())
                        .ipProtocol("tcp")
                        .fromPort(firstPort)
                        .toPort(lastPort)
                        .tags(tags)
                        .build(),
                Options.under(this));
    }
}
