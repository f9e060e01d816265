package dev.gatehouse.infra.control;

import dev.gatehouse.infra.stack.RecordedStack.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page of controls, with the components that meet each, as production registers them. */
final class ControlsPage {
    private static final String HEAD = """
            # Controls

            Written by a test from [controls.txt](controls/controls.txt), the guard's rules and what the stacks register in production. *met*: all
            resources of that type in production have that input, and the component that makes them is named. *part*: so it is, but for what is
            said. *guard*: a rule refuses what would break it, before anything is registered. *account*: for people or the organization, not for a stack. *absent*:
            nothing here that it is about. *open*: not met, with the reason. CIS is the AWS Foundations Benchmark 7.0.0, all of its
            recommendations by number; FSBP is AWS Foundational Security Best Practices 1.0.0, where it is about what the
            stacks use. A row says what the code says, and not what an auditor found.
            """;

    private final Map<String, TreeSet<String>> components = new TreeMap<>();

    ControlsPage(List<Registered> resources) {
        resources.forEach(resource -> resource.owners().stream()
                .filter(owner -> owner.startsWith("gatehouse:"))
                .reduce((outer, inner) -> inner)
                .ifPresent(owner -> components
                        .computeIfAbsent(resource.type(), type -> new TreeSet<>())
                        .add(owner.substring(owner.lastIndexOf(':') + 1).split(" ", 2)[0])));
    }

    String text(List<Control> controls) {
        StringBuilder page = new StringBuilder(HEAD);
        for (String standard : List.of("CIS", "FSBP")) {
            List<Control> its = controls.stream()
                    .filter(each -> each.standard().equals(standard))
                    .toList();
            page.append("\n## ")
                    .append(standard)
                    .append("\n\n")
                    .append(counts(its))
                    .append("\n\n");
            page.append("| control | about | | by |\n|---|---|---|---|\n");
            its.forEach(control -> page.append(row(control)));
        }
        return page.toString();
    }

    private static String counts(List<Control> controls) {
        Map<Control.How, Long> counts =
                controls.stream().collect(Collectors.groupingBy(Control::how, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " " + label(each.getKey()))
                .collect(Collectors.joining(", ", controls.size() + " controls: ", "."));
    }

    private String row(Control control) {
        return "| " + control.number() + " | " + control.about() + " | " + label(control.how()) + " | "
                + String.join("; ", by(control)) + " |\n";
    }

    private List<String> by(Control control) {
        List<String> by = new ArrayList<>();
        if (control.needsResources()) {
            String resource = control.type().substring(control.type().lastIndexOf(':') + 1);
            by.add(String.join(", ", components.getOrDefault(control.type(), new TreeSet<>())) + ": `" + resource
                    + (control.input().isEmpty() ? "" : "." + control.input()) + "`");
        }
        if (!control.rule().isEmpty()) {
            by.add("rule " + control.rule());
        }
        if (!control.note().isEmpty()) {
            by.add(control.note());
        }
        return by;
    }

    private static String label(Control.How how) {
        return how.name().toLowerCase(Locale.ROOT);
    }
}
