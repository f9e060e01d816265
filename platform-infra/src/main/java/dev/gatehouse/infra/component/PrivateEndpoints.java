package dev.gatehouse.infra.component;

import com.pulumi.aws.ec2.VpcEndpoint;
import com.pulumi.aws.ec2.VpcEndpointArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.policy.Suppression;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * AWS's services inside the network. Their policies let this account's principals through and nobody else's: a stolen
 * foreign credential can't carry data out by them. Gateways cost nothing; interfaces cost by the hour and zone.
 */
public final class PrivateEndpoints extends ComponentResource {
    private static final List<String> GATEWAYS = List.of("s3", "dynamodb");
    private static final List<String> INTERFACES =
            List.of("kms", "secretsmanager", "ssm", "sqs", "ecr.api", "ecr.dkr", "logs", "sts", "states");

    private final Args args;

    /**
     * What the endpoints depend on.
     *
     * @param settings      the environment's settings
     * @param network       the network that they are in
     * @param securityGroup the group of endpoints
     */
    public record Args(EnvironmentSettings settings, Network network, Output<String> securityGroup) {}

    /** The endpoints that an environment has. */
    public PrivateEndpoints(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:PrivateEndpoints", name, options);
        this.args = args;
        GATEWAYS.forEach(this::gateway);
        if (args.settings().profile().interfaceEndpoints()) {
            INTERFACES.forEach(this::inside);
        }
        registerOutputs(Map.of());
    }

    /** ECR keeps the layers of images, and Lambda the code of functions, in buckets of AWS's own accounts. */
    public static List<Suppression> suppressions() {
        return List.of(new Suppression(
                "GH-IAM-1",
                "s3",
                "ECR serves image layers, and Lambda the code of functions, from buckets of their own accounts, with links"
                        + " that carry their own credentials; the statements allow reading those only"));
    }

    static PolicyDocument policy(EnvironmentSettings settings, String service) {
        PolicyDocument ours = PolicyDocument.of(Statement.allow("OurPrincipals", api(service))
                .to(new Principal.ThroughEndpoint())
                .on("*")
                .when(Condition.equal("aws:PrincipalAccount", settings.account().id())));
        return service.equals("s3") ? ours.and(List.of(imageLayers(settings), functionCode(settings))) : ours;
    }

    private static Statement imageLayers(EnvironmentSettings settings) {
        return Statement.allow("ImageLayers", "s3:GetObject")
                .to(new Principal.ThroughEndpoint())
                .on("arn:aws:s3:::prod-" + settings.account().region() + "-starport-layer-bucket/*");
    }

    /** GetFunction answers with a link to these, which scanner-worker follows; the oldest region's bucket has another name. */
    private static Statement functionCode(EnvironmentSettings settings) {
        String region = settings.account().region();
        String own = "/snapshots/" + settings.account().id() + "/*";
        List<String> buckets = new ArrayList<>(List.of("arn:aws:s3:::awslambda-" + region + "-tasks" + own));
        if (region.equals("us-east-1")) {
            buckets.add("arn:aws:s3:::prod-04-2014-tasks" + own);
        }
        return Statement.allow("FunctionCode", "s3:GetObject", "s3:GetObjectVersion")
                .to(new Principal.ThroughEndpoint())
                .on(buckets.toArray(String[]::new));
    }

    private static String api(String service) {
        return (service.startsWith("ecr.") ? "ecr" : service) + ":*";
    }

    private void gateway(String service) {
        new VpcEndpoint(
                service,
                VpcEndpointArgs.builder()
                        .vpcId(args.network().vpcId())
                        .serviceName(serviceName(service))
                        .vpcEndpointType("Gateway")
                        .routeTableIds(args.network().routeTableIds())
                        .policy(policy(args.settings(), service).json())
                        .tags(args.settings().tags().stateless("network"))
                        .build(),
                Options.under(this));
    }

    private void inside(String service) {
        new VpcEndpoint(
                service,
                VpcEndpointArgs.builder()
                        .vpcId(args.network().vpcId())
                        .serviceName(serviceName(service))
                        .vpcEndpointType("Interface")
                        .privateDnsEnabled(true)
                        .subnetIds(args.network().subnetIds(Network.Tier.PRIVATE))
                        .securityGroupIds(args.securityGroup().applyValue(List::of))
                        .policy(policy(args.settings(), service).json())
                        .tags(args.settings().tags().stateless("network"))
                        .build(),
                Options.under(this));
    }

    private String serviceName(String service) {
        return "com.amazonaws." + args.settings().account().region() + "." + service;
    }
}
