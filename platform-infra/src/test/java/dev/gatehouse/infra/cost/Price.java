package dev.gatehouse.infra.cost;

import dev.gatehouse.infra.document.PipeTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One list price.
 *
 * @param service  whose bill it is on
 * @param byRegion USD by region
 * @param unit     for one what
 * @param page     the address where AWS publishes it
 */
record Price(String service, Map<String, BigDecimal> byRegion, String unit, String page) {
    private static final List<String> REGIONS = List.of("us-east-1", "eu-central-1");
    private static final Path FILE = Path.of("cost", "prices.txt");

    /** Copies the prices. */
    Price {
        byRegion = Map.copyOf(byRegion);
    }

    /** All prices by their name. */
    static Map<String, Price> table() {
        Map<String, Price> prices = new LinkedHashMap<>();
        PipeTable.read(FILE, 6)
                .rows()
                .forEach(row -> prices.put(
                        row.getFirst(),
                        new Price(
                                row.get(1),
                                Map.of(
                                        REGIONS.get(0),
                                        new BigDecimal(row.get(2)),
                                        REGIONS.get(1),
                                        new BigDecimal(row.get(3))),
                                row.get(4),
                                row.get(5))));
        return prices;
    }

    /** USD for one in a region. */
    BigDecimal in(String region) {
        BigDecimal price = byRegion.get(region);
        if (price == null) {
            throw new IllegalArgumentException("no prices of " + region + ": there are those of " + REGIONS);
        }
        return price;
    }
}
