package dev.gatehouse.audit.lifecycle;

import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.service.document.BoundedYaml;
import dev.gatehouse.service.document.InvalidDocument;
import dev.gatehouse.service.document.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the retention document: YAML with {@code version: 1}, {@code sources}, a mapping of a source's prefix to days, and
 * {@code default}, the days of all other sources; they are kept for ever where it is absent.
 *
 * <pre>{@code
 * version: 1
 * default: 1095
 * sources:
 *   cloudtrail: 400
 *   cloudtrail/111122223333: 2555
 * }</pre>
 */
public final class RetentionReader {
    private static final BoundedYaml YAML = new BoundedYaml(BoundedYaml.Limits.FILE);

    private RetentionReader() {}

    /** @throws InvalidDocument it is not of its form; the message says the line */
    public static Retention read(byte[] utf8) {
        Located root = YAML.read(utf8).located().allowing(Set.of("version", "default", "sources"));
        root.get("version").integer(1, 1);
        List<Retention.Rule> rules = new ArrayList<>();
        root.find("default").ifPresent(days -> rules.add(new Retention.Rule("", days(days))));
        root.find("sources")
                .ifPresent(sources -> sources.fields()
                        .forEach((prefix, days) -> rules.add(new Retention.Rule(source(prefix, days), days(days)))));
        return new Retention(rules);
    }

    private static int days(Located node) {
        return node.integer(Retention.MIN_DAYS, Retention.MAX_DAYS);
    }

    private static String source(String prefix, Located node) {
        if (prefix.endsWith("/")) {
            throw node.error("has a name that ends with a slash: a prefix is about whole segments");
        }
        try {
            return new EventKey(prefix, "u").source();
        } catch (IllegalArgumentException notOne) {
            throw node.error("has a name that is no source: " + notOne.getMessage());
        }
    }
}
