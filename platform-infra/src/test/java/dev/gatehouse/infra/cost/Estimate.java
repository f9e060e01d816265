package dev.gatehouse.infra.cost;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.stack.Program;
import dev.gatehouse.infra.stack.RecordedStack;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What an environment costs a month.
 *
 * @param environment which
 * @param region      whose prices
 * @param lines       a line for each stack and price that it pays
 */
record Estimate(Environment environment, String region, List<Line> lines) {
    /** Copies the lines. */
    Estimate {
        lines = List.copyOf(lines);
    }

    /**
     * One price of one stack.
     *
     * @param stack    the project
     * @param price    what is paid
     * @param quantity how many of it
     * @param usd      what it comes to
     * @param usage    whose use it is, and why so much
     */
    record Line(String stack, Price price, BigDecimal quantity, BigDecimal usd, Usage usage) {}

    /** Runs the environment's programs against mocks, and counts what they register. */
    static Estimate of(Environment environment, String region) {
        Map<String, Price> prices = Price.table();
        List<Line> lines = new ArrayList<>();
        for (String project : Program.PROJECTS) {
            RecordedStack stack = RecordedStack.whole(project, environment);
            for (Usage usage : Usage.table()) {
                BigDecimal quantity = stack.resources().stream()
                        .map(resource -> usage.of(resource, environment))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                if (quantity.signum() > 0) {
                    Price price = named(prices, usage.price());
                    lines.add(new Line(project, price, quantity, quantity.multiply(price.in(region)), usage));
                }
            }
        }
        return new Estimate(environment, region, lines);
    }

    private static Price named(Map<String, Price> prices, String name) {
        Price price = prices.get(name);
        if (price == null) {
            throw new IllegalArgumentException("cost/prices.txt has no price " + name);
        }
        return price;
    }

    /** What all stacks come to. */
    BigDecimal total() {
        return lines.stream().map(Line::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What each stack comes to. */
    Map<String, BigDecimal> byStack() {
        return sums(Line::stack);
    }

    /** What each service of a stack comes to. */
    Map<String, BigDecimal> byService(String stack) {
        return new Estimate(
                        environment,
                        region,
                        lines.stream()
                                .filter(line -> line.stack().equals(stack))
                                .toList())
                .sums(line -> line.price().service());
    }

    private Map<String, BigDecimal> sums(Function<Line, String> of) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(of.apply(line), line.usd(), BigDecimal::add));
        return sums;
    }
}
