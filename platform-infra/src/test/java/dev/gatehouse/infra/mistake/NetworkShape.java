package dev.gatehouse.infra.mistake;

import dev.gatehouse.infra.stack.RecordedStack.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What holds for a network as a whole, and that no single registration shows: NAT stands where the internet is reached,
 * private subnets go out by NAT and isolated ones not at all, endpoints are not in public subnets.
 */
final class NetworkShape {
    private final List<Registered> resources;
    private final Map<String, String> tableOf;

    NetworkShape(List<Registered> resources) {
        this.resources = List.copyOf(resources);
        tableOf = ofType("RouteTableAssociation")
                .collect(Collectors.toMap(each -> text(each, "subnetId"), each -> text(each, "routeTableId")));
    }

    /** What is wrong. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Set<String> open = tables("gatewayId");
        ofType("NatGateway")
                .filter(nat -> !open.contains(tableOf.get(text(nat, "subnetId"))))
                .forEach(nat -> problems.add(nat.name() + " is in a subnet from which nothing reaches the internet"));
        ofType("VpcEndpoint")
                .filter(endpoint -> items(endpoint, "subnetIds").anyMatch(subnet -> open.contains(tableOf.get(subnet))))
                .forEach(endpoint -> problems.add(endpoint.name() + " has an interface in a public subnet"));
        ofType("Subnet")
                .filter(subnet -> !tableOf.containsKey(subnet.mockId()))
                .forEach(subnet -> problems.add(subnet.name() + " has no route table of its own"));
        Set<String> out = tables("natGatewayId");
        ofType("Subnet")
                .filter(subnet -> subnet.name().startsWith("isolated"))
                .filter(subnet -> Stream.concat(open.stream(), out.stream())
                        .anyMatch(table -> table.equals(tableOf.get(subnet.mockId()))))
                .forEach(subnet -> problems.add(subnet.name() + " has a way out"));
        return problems;
    }

    private Set<String> tables(String by) {
        return ofType("Route")
                .filter(route -> route.inputs().containsKey(by))
                .map(route -> text(route, "routeTableId"))
                .collect(Collectors.toSet());
    }

    private Stream<Registered> ofType(String type) {
        return resources.stream().filter(each -> each.type().endsWith(":" + type));
    }

    private static String text(Registered resource, String input) {
        return String.valueOf(resource.inputs().get(input));
    }

    private static Stream<String> items(Registered resource, String input) {
        return resource.inputs().get(input) instanceof List<?> list
                ? list.stream().map(String::valueOf)
                : Stream.of();
    }
}
