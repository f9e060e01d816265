package dev.gatehouse.infra.cost;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.stack.Program;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints what the stacks cost a month, by stack and by service; {@code deploy/bench/cost} runs it. */
public final class CostReport {
    private CostReport() {}

    /** Prints the estimate of a region's prices, and with {@code --lines} each line with its assumption. */
    public static void main(String[] args) {
        String region = args.length == 0 ? "us-east-1" : args[0];
        List<Estimate> estimates = Stream.of(Environment.values())
                .map(environment -> Estimate.of(environment, region))
                .toList();
        System.out.println("USD a month at list prices of October 2025 in " + region
                + "; cost/usage.txt has the use that is assumed.\n");
        System.out.println(table(estimates));
        if (List.of(args).contains("--lines")) {
            estimates.forEach(estimate -> System.out.println(lines(estimate)));
        }
        // Pulumi's threads are no daemons.
        System.exit(0);
    }

    /** A row for each stack and service, a column for each environment. */
    static String table(List<Estimate> estimates) {
        StringBuilder table =
                new StringBuilder("| stack | service | dev | staging | prod |\n|---|---|---:|---:|---:|\n");
        for (String stack : Program.PROJECTS) {
            TreeSet<String> services = estimates.stream()
                    .flatMap(each -> each.byService(stack).keySet().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            services.forEach(service -> table.append(row(
                    stack,
                    service,
                    estimates.stream().map(each -> each.byService(stack)).toList(),
                    service)));
            table.append(row(
                    "**" + stack + "**",
                    "",
                    estimates.stream().map(Estimate::byStack).toList(),
                    stack));
        }
        return table.append(row(
                        "**all**",
                        "",
                        estimates.stream().map(each -> Map.of("", each.total())).toList(),
                        ""))
                .toString();
    }

    private static String row(String stack, String service, List<Map<String, BigDecimal>> sums, String key) {
        return sums.stream()
                .map(sum -> usd(sum.getOrDefault(key, BigDecimal.ZERO)))
                .collect(Collectors.joining(" | ", "| " + stack + " | " + service + " | ", " |\n"));
    }

    private static String lines(Estimate estimate) {
        return estimate.lines().stream()
                .map(line -> "%-10s %-15s %8s  %14s x %s: %s"
                        .formatted(
                                line.stack(),
                                line.price().service(),
                                usd(line.usd()),
                                line.quantity().toPlainString(),
                                line.price().unit(),
                                line.usage().assumption()))
                .collect(Collectors.joining("\n", estimate.environment().label() + "\n", "\n"));
    }

    static String usd(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
