package dev.gatehouse.infra.mistake;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.mistake.SeededMistake.Layer;
import dev.gatehouse.infra.stack.RecordedStack;
import dev.gatehouse.infra.stack.RecordedStack.Registered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mistakes in the network of production as a whole: its registrations are right, each by itself. */
final class ShapeMistakes {
    private static final List<Registered> NETWORK =
            RecordedStack.whole("foundation", Environment.PROD).resources();

    private ShapeMistakes() {}

    static Stream<SeededMistake> all() {
        return Stream.of(
                shape(
                        "a NAT gateway in a private subnet",
                        "nat-0 is in a subnet from which nothing",
                        each -> with(each, "NatGateway", "nat-0", "subnetId", "Subnet.private-0-id")),
                shape(
                        "an endpoint in a public subnet",
                        "kms has an interface in a public subnet",
                        each -> with(each, "VpcEndpoint", "kms", "subnetIds", List.of("Subnet.public-0-id"))),
                shape(
                        "an isolated subnet with a route to the internet",
                        "isolated-1 has a way out",
                        each -> with(
                                each, "RouteTableAssociation", "isolated-1", "routeTableId", "RouteTable.public-id")));
    }

    private static SeededMistake shape(String what, String says, UnaryOperator<Registered> mistake) {
        return new SeededMistake(
                Layer.SHAPE,
                what,
                says,
                () -> String.join(
                        "\n", new NetworkShape(NETWORK.stream().map(mistake).toList()).problems()));
    }

    private static Registered with(Registered each, String type, String name, String input, Object value) {
        if (!each.type().endsWith(":" + type) || !each.name().equals(name)) {
            return each;
        }
        Map<String, Object> inputs = new HashMap<>(each.inputs());
        inputs.put(input, value);
        return new Registered(
                each.urn(), each.owners(), each.type(), each.name(), each.protect(), each.custom(), inputs);
    }
}
