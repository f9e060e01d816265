package dev.gatehouse.infra.map;

import dev.gatehouse.infra.stack.RecordedStack.Registered;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A kind of component, those of its kind at the top of a stack, and all that they hold. */
final class Box {
    private final String kind;
    private final TreeSet<String> names = new TreeSet<>();
    private final Map<String, Integer> resources = new TreeMap<>();

    Box(String kind) {
        this.kind = kind;
    }

    void add(Registered resource) {
        if (resource.custom()) {
            String type = resource.type().startsWith("pulumi:providers:")
                    ? "provider"
                    : resource.type().substring(resource.type().lastIndexOf(':') + 1);
            resources.merge(type, 1, Integer::sum);
        } else if (resource.type().endsWith(":" + kind)) {
            names.add(resource.name());
        }
    }

    String node() {
        return kind + "[\"" + kind + "<br/><small>" + String.join("<br/>", names) + "</small>\"]";
    }

    String row() {
        return resources.entrySet().stream()
                .map(each -> each.getKey() + (each.getValue() == 1 ? "" : " × " + each.getValue()))
                .collect(Collectors.joining(", ", "| " + kind + ": " + String.join(", ", names) + " | ", " |\n"));
    }
}
