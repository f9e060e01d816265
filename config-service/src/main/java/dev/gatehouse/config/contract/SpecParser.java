package dev.gatehouse.config.contract;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.service.document.Located;
import dev.gatehouse.service.failure.InvalidName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Reads the specs of one subtree, and holds their defaults to their own rules. */
final class SpecParser {
    private static final Set<String> KEYS = Set.of(
            "type", "description", "unit", "default", "environments", "required", "sensitive", "owner", "dataClass");

    /** No dots: the snapshot writes dots for slashes, and two paths must not become one key. */
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)*");

    private final List<String> environments;
    private final TypeParser types;

    SpecParser(List<String> environments, TypeParser types) {
        this.environments = environments;
        this.types = types;
    }

    void parse(String subtree, Located specs, String owner, SortedMap<String, ParameterSpec> into) {
        specs.fields().forEach((key, node) -> {
            if (!KEY.matcher(key).matches()) {
                throw node.error("must be called by segments of a-z 0-9 -, each starting with a letter");
            }
            String path = subtree + "/" + key;
            checkPath(path, node);
            into.put(path, spec(path, node, owner));
        });
    }

    private ParameterSpec spec(String path, Located node, String owner) {
        String word = node.get("type").text();
        Set<String> allowed = new HashSet<>(KEYS);
        allowed.addAll(TypeParser.facets(word));
        if (!word.equals(IntegerType.WORD) && !word.equals(DecimalType.WORD)) {
            allowed.remove("unit");
        }
        node.allowing(allowed);
        ValueType type = types.parse(node);
        return new ParameterSpec(
                path,
                type,
                node.get("description").text(),
                node.find("unit").map(Located::text),
                node.find("default").map(text -> checkedDefault(text, type)),
                overrides(node.find("environments"), type),
                node.find("required").map(Located::bool).orElse(false),
                node.find("sensitive").map(Located::bool).orElse(false),
                node.find("owner").map(Located::text).orElse(owner),
                dataClass(node.find("dataClass")));
    }

    private Map<String, String> overrides(Optional<Located> mapping, ValueType type) {
        Map<String, String> overrides = new LinkedHashMap<>();
        mapping.ifPresent(node -> node.allowing(Set.copyOf(environments))
                .fields()
                .forEach((environment, text) -> overrides.put(environment, checkedDefault(text, type))));
        return overrides;
    }

    private static String checkedDefault(Located node, ValueType type) {
        String text = DefaultText.of(node, type);
        type.check(text).ifPresent(violation -> {
            throw node.error(violation.message());
        });
        try {
            return ParameterValue.plain(text).text();
        } catch (InvalidName tooLong) {
            throw node.error(String.valueOf(tooLong.getMessage()));
        }
    }

    private static DataClass dataClass(Optional<Located> word) {
        return word.map(node -> switch (node.text()) {
                    case "parameter" -> DataClass.PARAMETER;
                    case "safety" -> DataClass.SAFETY;
                    default -> throw node.error("must be parameter or safety");
                })
                .orElse(DataClass.PARAMETER);
    }

    /** Leaves room in front for the longest names of a project and an environment. */
    private static void checkPath(String path, Located node) {
        try {
            new ParameterPath("/" + "p".repeat(63) + "/" + "e".repeat(63) + "/" + path);
        } catch (InvalidName tooLong) {
            throw node.error(String.valueOf(tooLong.getMessage()));
        }
    }
}
