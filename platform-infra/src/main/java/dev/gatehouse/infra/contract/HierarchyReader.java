package dev.gatehouse.infra.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Takes from the contract what deployment needs. Whether it is a contract at all, config-service's own tests say: here a
 * document that it takes is read, and one that lacks something is refused by name.
 */
final class HierarchyReader {
    private static final Set<String> FLAT = Set.of("global", "system", "features");

    private final JsonNode root;
    private final String environment;
    private final List<ParameterDefinition> found = new ArrayList<>();

    private HierarchyReader(JsonNode root, String environment) {
        this.root = root;
        this.environment = environment;
    }

    static Hierarchy read(JsonNode root) {
        if (root.path("version").asInt() != 1) {
            throw new IllegalArgumentException("the hierarchy is not of version 1");
        }
        List<Application> applications = root.path("applications").properties().stream()
                .map(each -> new Application(each.getKey(), text(each.getValue(), "group")))
                .toList();
        Map<String, List<ParameterDefinition>> parameters = new HashMap<>();
        root.path("environments")
                .forEach(each -> parameters.put(each.asText(), new HierarchyReader(root, each.asText()).parameters()));
        return new Hierarchy(text(root, "project"), applications, parameters);
    }

    private List<ParameterDefinition> parameters() {
        root.path("parameters").properties().forEach(group -> {
            String owner = text(root.path("groups").path(group.getKey()), "owner");
            if (FLAT.contains(group.getKey())) {
                subtree(group.getKey(), group.getValue(), owner);
            } else {
                group.getValue().properties().forEach(below -> {
                    JsonNode application = root.path("applications").path(below.getKey());
                    subtree(
                            group.getKey() + "/" + below.getKey(),
                            below.getValue(),
                            application.path("owner").asText(owner));
                });
            }
        });
        return found.stream()
                .sorted(Comparator.comparing(ParameterDefinition::path))
                .toList();
    }

    private void subtree(String prefix, JsonNode specs, String owner) {
        specs.properties().forEach(each -> {
            JsonNode spec = each.getValue();
            JsonNode value = spec.path("environments").path(environment);
            JsonNode initial = value.isMissingNode() ? spec.path("default") : value;
            if (!initial.isMissingNode()) {
                found.add(definition(prefix + "/" + each.getKey(), spec, initial, owner));
            }
        });
    }

    private static ParameterDefinition definition(String path, JsonNode spec, JsonNode initial, String owner) {
        String type = text(spec, "type");
        return new ParameterDefinition(
                path,
                kind(type, spec.path("sensitive").asBoolean()),
                rendered(type, initial),
                text(spec, "description"),
                spec.path("owner").asText(owner),
                DataClass.of(spec.path("dataClass").asText("parameter")));
    }

    private static ParameterDefinition.Kind kind(String type, boolean sensitive) {
        if (sensitive) {
            return ParameterDefinition.Kind.SEALED;
        }
        return type.equals("list") ? ParameterDefinition.Kind.LIST : ParameterDefinition.Kind.PLAIN;
    }

    /** The text that config-service would write for this default, so that neither sees a difference in the other's. */
    private static String rendered(String type, JsonNode initial) {
        return switch (type) {
            case "json" -> initial.toString();
            case "list" ->
                StreamSupport.stream(initial.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(","));
            case "decimal" -> initial.decimalValue().toPlainString();
            default -> initial.asText();
        };
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("the hierarchy lacks a text: " + field);
        }
        return value.asText();
    }
}
