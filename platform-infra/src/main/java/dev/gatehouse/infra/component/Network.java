package dev.gatehouse.infra.component;

import com.pulumi.aws.ec2.DefaultSecurityGroup;
import com.pulumi.aws.ec2.DefaultSecurityGroupArgs;
import com.pulumi.aws.ec2.Eip;
import com.pulumi.aws.ec2.EipArgs;
import com.pulumi.aws.ec2.InternetGateway;
import com.pulumi.aws.ec2.InternetGatewayArgs;
import com.pulumi.aws.ec2.NatGateway;
import com.pulumi.aws.ec2.NatGatewayArgs;
import com.pulumi.aws.ec2.Route;
import com.pulumi.aws.ec2.RouteArgs;
import com.pulumi.aws.ec2.RouteTable;
import com.pulumi.aws.ec2.RouteTableArgs;
import com.pulumi.aws.ec2.RouteTableAssociation;
import com.pulumi.aws.ec2.RouteTableAssociationArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.Cidr;
import dev.gatehouse.infra.config.EnvironmentSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A VPC over two or three zones. Public subnets hold load balancers and NAT, private ones what calls out, isolated ones what
 * never does. Where there is no NAT, private subnets reach AWS by endpoints only.
 */
public final class Network extends ComponentResource {
    private static final String EVERYWHERE = "0.0.0.0/0";
    /** Sixteen subnets fit; each tier begins at a multiple of four, so that a third zone moves nothing. */
    private static final int SUBNET_BITS = 4;

    private final EnvironmentSettings settings;
    private final Vpc vpc;
    private final EnumMap<Tier, List<Subnet>> subnets = new EnumMap<>(Tier.class);
    private final List<RouteTable> routeTables = new ArrayList<>();

    /** How near to the internet a subnet is. */
    public enum Tier {
        /** Reached from it. */
        PUBLIC(0),
        /** Reaches it by NAT. */
        PRIVATE(4),
        /** Neither. */
        ISOLATED(8);

        private final int first;

        Tier(int first) {
            this.first = first;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the network depends on.
     *
     * @param settings the environment's settings
     */
    public record Args(EnvironmentSettings settings) {}

    /** The network of an environment. */
    public Network(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:Network", name, options);
        settings = args.settings();
        vpc = new Vpc(
                name,
                VpcArgs.builder()
                        .cidrBlock(settings.network().toString())
                        .enableDnsHostnames(true)
                        .enableDnsSupport(true)
                        .tags(tags(name))
                        .build(),
                Options.stateful(this, settings.profile().protect()));
        new DefaultSecurityGroup(
                "closed",
                DefaultSecurityGroupArgs.builder()
                        .vpcId(vpc.id())
                        .tags(tags("closed"))
                        .build(),
                Options.under(this));
        for (Tier tier : Tier.values()) {
            subnets.put(tier, subnets(tier));
        }
        routes();
        registerOutputs(Map.of("vpcId", vpc.id()));
    }

    /** The VPC's id. */
    public Output<String> vpcId() {
        return vpc.id();
    }

    /** The ids of a tier's subnets, one a zone. */
    public Output<List<String>> subnetIds(Tier tier) {
        return Output.all(of(tier).stream().map(Subnet::id).toList());
    }

    /** The ids of all route tables, which gateway endpoints go into. */
    public Output<List<String>> routeTableIds() {
        return Output.all(routeTables.stream().map(RouteTable::id).toList());
    }

    /** The block of a tier's subnet in a zone, counted from zero. */
    static Cidr block(Cidr network, Tier tier, int zone) {
        return network.subnet(network.prefix() + SUBNET_BITS, tier.first + zone);
    }

    private List<Subnet> of(Tier tier) {
        return subnets.getOrDefault(tier, List.of());
    }

    private List<Subnet> subnets(Tier tier) {
        List<Subnet> made = new ArrayList<>();
        for (int zone = 0; zone < settings.zones().size(); zone++) {
            String name = tier.label() + "-" + zone;
            made.add(new Subnet(
                    name,
                    SubnetArgs.builder()
                            .vpcId(vpc.id())
                            .availabilityZone(settings.zones().get(zone))
                            .cidrBlock(block(settings.network(), tier, zone).toString())
                            .mapPublicIpOnLaunch(false)
                            .tags(tags(name))
                            .build(),
                    Options.under(this)));
        }
        return List.copyOf(made);
    }

    private void routes() {
        InternetGateway internet = new InternetGateway(
                "internet",
                InternetGatewayArgs.builder()
                        .vpcId(vpc.id())
                        .tags(tags("internet"))
                        .build(),
                Options.under(this));
        RouteTable open = table("public");
        new Route(
                "public",
                RouteArgs.builder()
                        .routeTableId(open.id())
                        .destinationCidrBlock(EVERYWHERE)
                        .gatewayId(internet.id())
                        .build(),
                Options.under(this));
        of(Tier.PUBLIC).forEach(subnet -> associate(subnet, open));
        List<NatGateway> nats = nats(internet);
        for (int zone = 0; zone < settings.zones().size(); zone++) {
            privateRoutes(zone, nats);
        }
        RouteTable isolated = table("isolated");
        of(Tier.ISOLATED).forEach(subnet -> associate(subnet, isolated));
    }

    private List<NatGateway> nats(InternetGateway internet) {
        List<NatGateway> nats = new ArrayList<>();
        for (int zone = 0; zone < settings.profile().natGateways(); zone++) {
            String name = "nat-" + zone;
            Eip address = new Eip(
                    name, EipArgs.builder().domain("vpc").tags(tags(name)).build(), Options.under(this, internet));
            nats.add(new NatGateway(
                    name,
                    NatGatewayArgs.builder()
                            .allocationId(address.id())
                            .subnetId(of(Tier.PUBLIC).get(zone).id())
                            .tags(tags(name))
                            .build(),
                    Options.under(this, internet)));
        }
        return nats;
    }

    /** With one NAT for all zones, a zone that fails can take the others' way out with it: dev and staging bear that. */
    private void privateRoutes(int zone, List<NatGateway> nats) {
        String name = "private-" + zone;
        RouteTable table = table(name);
        associate(of(Tier.PRIVATE).get(zone), table);
        if (!nats.isEmpty()) {
            new Route(
                    name,
                    RouteArgs.builder()
                            .routeTableId(table.id())
                            .destinationCidrBlock(EVERYWHERE)
                            .natGatewayId(
                                    nats.get(Math.min(zone, nats.size() - 1)).id())
                            .build(),
                    Options.under(this));
        }
    }

    private RouteTable table(String name) {
        RouteTable table = new RouteTable(
                name, RouteTableArgs.builder().vpcId(vpc.id()).tags(tags(name)).build(), Options.under(this));
        routeTables.add(table);
        return table;
    }

    private void associate(Subnet subnet, RouteTable table) {
        new RouteTableAssociation(
                subnet.pulumiResourceName(),
                RouteTableAssociationArgs.builder()
                        .subnetId(subnet.id())
                        .routeTableId(table.id())
                        .build(),
                Options.under(this));
    }

    private Map<String, String> tags(String name) {
        Map<String, String> tags = new java.util.TreeMap<>(settings.tags().stateless("network"));
        tags.put("Name", settings.name(name));
        return tags;
    }
}
