package dev.gatehouse.config.contract;

import dev.gatehouse.config.document.InvalidSchema;
import dev.gatehouse.config.document.SchemaValidator;
import dev.gatehouse.service.document.BoundedYaml;
import dev.gatehouse.service.document.InvalidDocument;
import dev.gatehouse.service.document.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads a contract of version 1 from YAML.
 *
 * <p>Its keys are {@code version}, {@code project}, {@code environments}, {@code unknown} ({@code refuse} or
 * {@code allow}), {@code groups}, {@code applications}, {@code schemas} and {@code parameters}. A key that is not known
 * is an error, as is a default that breaks its own rules: a contract that loads is one that can be applied.
 */
public final class ContractParser {
    private static final Set<String> KEYS =
            Set.of("version", "project", "environments", "unknown", "groups", "applications", "schemas", "parameters");
    private static final Set<String> FLAT = Set.of(Group.GLOBAL, Group.SYSTEM, Group.FEATURES);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final int MAX_ENVIRONMENTS = 20;

    private final SchemaValidator validator;
    private final BoundedYaml yaml = new BoundedYaml(BoundedYaml.Limits.FILE);

    public ContractParser(SchemaValidator validator) {
        this.validator = validator;
    }

    /** @throws InvalidDocument the document is no contract; the message says where, and which rule it breaks */
    public Contract parse(byte[] utf8) {
        Located root = yaml.read(utf8).located().allowing(KEYS);
        root.get("version").integer(1, 1);
        List<String> environments = environments(root.get("environments"));
        Map<String, Group> groups = groups(root.get("groups"));
        Map<String, Application> applications = applications(root.get("applications"), groups);
        Map<String, SchemaValidator.Schema> schemas = schemas(root.find("schemas"));
        SpecParser specs = new SpecParser(environments, new TypeParser(schemas));
        Contract contract = new Contract(
                name(root.get("project")),
                environments,
                groups,
                applications,
                parameters(root.get("parameters"), groups, applications, specs),
                unknown(root.find("unknown")));
        ContractConsistency.check(contract, root.get("parameters"));
        return contract;
    }

    private static List<String> environments(Located list) {
        List<String> environments = new ArrayList<>();
        for (Located item : list.items()) {
            String name = name(item);
            if (environments.contains(name)) {
                throw item.error("stands in the list twice");
            }
            environments.add(name);
        }
        if (environments.isEmpty() || environments.size() > MAX_ENVIRONMENTS) {
            throw list.error("must have 1 to " + MAX_ENVIRONMENTS + " environments");
        }
        return environments;
    }

    private static Contract.Unknown unknown(Optional<Located> word) {
        return word.map(node -> switch (node.text()) {
                    case "refuse" -> Contract.Unknown.REFUSE;
                    case "allow" -> Contract.Unknown.ALLOW;
                    default -> throw node.error("must be refuse or allow");
                })
                .orElse(Contract.Unknown.REFUSE);
    }

    private static Map<String, Group> groups(Located mapping) {
        Map<String, Group> groups = new LinkedHashMap<>();
        mapping.fields().forEach((name, node) -> {
            checkName(name, node);
            node.allowing(Set.of("description", "owner"));
            groups.put(
                    name,
                    new Group(node.get("description").text(), node.get("owner").text()));
        });
        return groups;
    }

    private static Map<String, Application> applications(Located mapping, Map<String, Group> groups) {
        Map<String, Application> applications = new LinkedHashMap<>();
        mapping.fields().forEach((name, node) -> {
            checkName(name, node);
            if (name.equals(Group.COMMON)) {
                throw node.error("is no name for an application: it is that of what they share");
            }
            applications.put(name, application(name, node, groups));
        });
        return applications;
    }

    private static Application application(String name, Located node, Map<String, Group> groups) {
        node.allowing(Set.of("group", "description", "owner"));
        Located group = node.get("group");
        Group known = groups.get(group.text());
        if (known == null || FLAT.contains(group.text())) {
            throw group.error("must be one of the contract's groups, and not global, system or features");
        }
        return new Application(
                name,
                group.text(),
                node.get("description").text(),
                node.find("owner").map(Located::text).orElse(known.owner()));
    }

    private Map<String, SchemaValidator.Schema> schemas(Optional<Located> mapping) {
        Map<String, SchemaValidator.Schema> schemas = new LinkedHashMap<>();
        mapping.ifPresent(node -> node.fields().forEach((name, schema) -> {
            checkName(name, schema);
            schemas.put(name, compiled(schema));
        }));
        return schemas;
    }

    private SchemaValidator.Schema compiled(Located schema) {
        try {
            return validator.compile(schema.node());
        } catch (InvalidSchema invalid) {
            throw schema.error(String.valueOf(invalid.getMessage()));
        }
    }

    private static SortedMap<String, ParameterSpec> parameters(
            Located mapping, Map<String, Group> groups, Map<String, Application> applications, SpecParser specs) {
        SortedMap<String, ParameterSpec> parsed = new TreeMap<>();
        mapping.fields().forEach((name, node) -> {
            Group group = groups.get(name);
            if (group == null) {
                throw node.error("is not one of the contract's groups");
            }
            if (FLAT.contains(name)) {
                specs.parse(name, node, group.owner(), parsed);
            } else {
                node.fields()
                        .forEach((subtree, below) -> specs.parse(
                                name + "/" + subtree, below, owner(name, subtree, below, group, applications), parsed));
            }
        });
        return parsed;
    }

    private static String owner(
            String group, String subtree, Located node, Group known, Map<String, Application> applications) {
        if (subtree.equals(Group.COMMON)) {
            return known.owner();
        }
        Application application = applications.get(subtree);
        if (application == null || !application.group().equals(group)) {
            throw node.error("must be common or an application of this group");
        }
        return application.owner();
    }

    private static String name(Located node) {
        checkName(node.text(), node);
        return node.text();
    }

    private static void checkName(String name, Located node) {
        if (!NAME.matcher(name).matches()) {
            throw node.error("must be called by 1 to 63 of a-z 0-9 -, starting with a letter");
        }
    }
}
