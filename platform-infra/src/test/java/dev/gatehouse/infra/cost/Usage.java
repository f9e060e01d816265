package dev.gatehouse.infra.cost;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.document.PipeTable;
import dev.gatehouse.infra.stack.RecordedStack.Registered;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What each resource of a type uses in a month of one price.
 *
 * @param type       the type's token
 * @param price      the price's name; {@code free} for none
 * @param where      an input that has to be there, or to have a value after an equals sign; empty for all resources
 * @param each       an input whose items are counted; empty for one a resource
 * @param quantities by environment; none if it is free
 * @param assumption why so much
 */
record Usage(
        String type,
        String price,
        String where,
        String each,
        Map<Environment, BigDecimal> quantities,
        String assumption) {
    private static final Path FILE = Path.of("cost", "usage.txt");

    /** Copies the quantities. */
    Usage {
        quantities = Map.copyOf(quantities);
    }

    /** All assumptions, in the order of the file. */
    static List<Usage> table() {
        return PipeTable.read(FILE, 8).rows().stream().map(Usage::parsed).toList();
    }

    private static Usage parsed(List<String> row) {
        EnumMap<Environment, BigDecimal> quantities = new EnumMap<>(Environment.class);
        if (!row.get(1).equals("free")) {
            quantities.put(Environment.DEV, new BigDecimal(row.get(4)));
            quantities.put(Environment.STAGING, new BigDecimal(row.get(5)));
            quantities.put(Environment.PROD, new BigDecimal(row.get(6)));
        }
        return new Usage(row.get(0), row.get(1), row.get(2), row.get(3), quantities, row.get(7));
    }

    boolean isFree() {
        return quantities.isEmpty();
    }

    /** How much a registration uses in a month. */
    BigDecimal of(Registered resource, Environment environment) {
        if (!resource.type().equals(type) || isFree() || !counts(resource)) {
            return BigDecimal.ZERO;
        }
        BigDecimal quantity = quantities.getOrDefault(environment, BigDecimal.ZERO);
        return quantity.multiply(BigDecimal.valueOf(items(resource)));
    }

    private boolean counts(Registered resource) {
        String[] wanted = where.split("=", 2);
        Object value = resource.inputs().get(wanted[0]);
        return where.isEmpty() || (value != null && (wanted.length == 1 || wanted[1].equals(value.toString())));
    }

    private int items(Registered resource) {
        return !each.isEmpty() && resource.inputs().get(each) instanceof List<?> list ? list.size() : 1;
    }
}
