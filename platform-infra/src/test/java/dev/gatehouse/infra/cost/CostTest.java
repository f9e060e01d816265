package dev.gatehouse.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.document.GeneratedPage;
import dev.gatehouse.infra.stack.Program;
import dev.gatehouse.infra.stack.RecordedStack;
import dev.gatehouse.infra.stack.RecordedStack.Registered;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stacks cost, and that nothing which they register is left out of the bill. */
class CostTest {
    private static final BigDecimal LIMIT_OF_DEV = BigDecimal.valueOf(60);
    private static final Set<String> PRICED =
            Usage.table().stream().map(Usage::type).collect(Collectors.toSet());

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-1"})
    void devCostsLessThanSixtyDollars(String region) {
        Estimate dev = Estimate.of(Environment.DEV, region);

        assertThat(dev.total()).isPositive().isLessThan(LIMIT_OF_DEV);
    }

    @ParameterizedTest
    @EnumSource(Environment.class)
    void everyTypeHasAPriceOrIsSaidToBeFree(Environment environment) {
        Set<String> registered = new TreeSet<>();
        Program.PROJECTS.forEach(project -> RecordedStack.whole(project, environment).resources().stream()
                .map(Registered::type)
                .filter(type -> type.startsWith("aws:"))
                .forEach(registered::add));

        registered.removeAll(PRICED);

        assertThat(registered)
                .as(
                        "these types have no row in platform-infra/cost/usage.txt: say what they use, or that they are free")
                .isEmpty();
    }

    @Test
    void everyUseHasItsPriceAndAReason() {
        Set<String> prices = Price.table().keySet();

        assertThat(Usage.table())
                .filteredOn(usage -> !usage.isFree())
                .allSatisfy(usage -> assertThat(prices).contains(usage.price()));
        assertThat(Usage.table())
                .allSatisfy(usage -> assertThat(usage.assumption()).isNotBlank());
        assertThat(Price.table().values())
                .allSatisfy(price -> assertThat(price.page()).startsWith("https://aws.amazon.com/"));
    }

    @Test
    void countsAnInterfaceEndpointOnceAZoneAndAGatewayNotAtAll() {
        Usage hours = Usage.table().stream()
                .filter(usage -> usage.price().equals("endpoint-hour"))
                .findFirst()
                .orElseThrow();

        assertThat(hours.of(endpoint("Interface", List.of("a", "b", "c")), Environment.PROD))
                .isEqualByComparingTo("2190");
        assertThat(hours.of(endpoint("Gateway", List.of()), Environment.PROD)).isZero();
    }

    @Test
    void theReadmeHasTheFigures() throws IOException {
        List<Estimate> estimates = Stream.of(Environment.values())
                .map(environment -> Estimate.of(environment, "us-east-1"))
                .toList();

        GeneratedPage.holds(Path.of("README.md"), "costs", CostReport.table(estimates));
    }

    private static Registered endpoint(String kind, List<String> subnets) {
        return new Registered(
                "urn",
                List.of(),
                "aws:ec2/vpcEndpoint:VpcEndpoint",
                "it",
                false,
                true,
                Map.of("vpcEndpointType", kind, "subnetIds", subnets));
    }
}
