package dev.gatehouse.infra.map;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.stack.Program;
import dev.gatehouse.infra.stack.RecordedStack;
import dev.gatehouse.infra.stack.RecordedStack.Registered;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A page with a diagram for each stack: its components, and an arrow from each to those that it refers to. */
final class ResourceMap {
    private static final String HEAD = """
            # What stands in production

            Drawn by a test from what the programs register, so it is what they say. A box is a component at the top of a stack, or
            several alike; an arrow goes from what refers to what it refers to. A dashed arrow carries an output of the foundation.
            """;

    private ResourceMap() {}

    static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (String project : Program.PROJECTS) {
            RecordedStack stack = RecordedStack.whole(project, Environment.PROD);
            Map<String, Box> boxes = boxes(stack);
            page.append("\n## ").append(project).append("\n\n```mermaid\nflowchart LR\n");
            boxes.values().forEach(box -> page.append("    ").append(box.node()).append('\n'));
            References references = new References(stack, RecordedStack.below(project, Environment.PROD));
            arrows(stack, boxes, references)
                    .forEach(arrow -> page.append("    ").append(arrow).append('\n'));
            page.append("```\n\n| component | holds |\n|---|---|\n");
            boxes.values().forEach(box -> page.append(box.row()));
        }
        return page.toString();
    }

    private static Map<String, Box> boxes(RecordedStack stack) {
        Map<String, Box> boxes = new TreeMap<>();
        stack.resources().stream()
                .filter(resource -> resource.owners().size() > 1 || isTop(resource))
                .forEach(resource ->
                        boxes.computeIfAbsent(boxOf(resource), Box::new).add(resource));
        return boxes;
    }

    /** The stack itself is above all components. */
    private static boolean isTop(Registered resource) {
        return resource.type().startsWith("gatehouse:") || !resource.owners().isEmpty();
    }

    /** Components that hold one thing stand in a box with their like; the others have their own. */
    static String boxOf(Registered resource) {
        String top = resource.owners().stream()
                .filter(owner -> owner.startsWith("gatehouse:"))
                .findFirst()
                .orElse(resource.type() + " " + resource.name());
        return top.substring(top.lastIndexOf(':') + 1).split(" ", 2)[0];
    }

    private static Collection<String> arrows(RecordedStack stack, Map<String, Box> boxes, References references) {
        Map<String, TreeSet<String>> outputs = new TreeMap<>();
        TreeSet<String> arrows = new TreeSet<>();
        for (Registered resource : stack.resources()) {
            String from = boxOf(resource);
            References.in(resource).forEach(text -> {
                references
                        .to(text)
                        .map(ResourceMap::boxOf)
                        .filter(to -> !to.equals(from) && boxes.containsKey(from) && boxes.containsKey(to))
                        .ifPresent(to -> arrows.add(from + " --> " + to));
                references
                        .toFoundation(text)
                        .filter(output -> boxes.containsKey(from))
                        .ifPresent(output -> outputs.computeIfAbsent(from, key -> new TreeSet<>())
                                .add(output));
            });
        }
        outputs.forEach((from, names) -> arrows.add(from + " -. \""
                + names.stream().collect(Collectors.joining("<br/>")) + "\" .-> foundation([foundation])"));
        return arrows;
    }
}
