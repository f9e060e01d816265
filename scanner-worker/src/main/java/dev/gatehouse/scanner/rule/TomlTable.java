package dev.gatehouse.scanner.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** A table of a rule file, read by key and type; what is wrong goes into the notes. Keys are taken in any case, as gitleaks does. */
final class TomlTable {
    private final JsonNode node;
    private final String where;
    private final Notes notes;

    TomlTable(JsonNode node, String where, Notes notes) {
        this.node = node;
        this.where = where;
        this.notes = notes;
    }

    /**
     * What was wrong with a file.
     *
     * @param checks whether its expressions are to be compiled and taken apart, to see that they can run
     */
    record Notes(boolean checks, List<String> problems, List<String> warnings) {
        Notes(boolean checks) {
            this(checks, new ArrayList<>(), new ArrayList<>());
        }
    }

    boolean checks() {
        return notes.checks;
    }

    String where() {
        return where;
    }

    void problem(String what) {
        notes.problems.add(where + ": " + what);
    }

    void warn(String what) {
        notes.warnings.add(where + ": " + what);
    }

    TomlTable at(String place) {
        return new TomlTable(node, place, notes);
    }

    /** Warns of keys that are not among these. */
    void only(Set<String> known) {
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(name -> {
            if (known.stream().noneMatch(name::equalsIgnoreCase)) {
                unknown.add(name);
            }
        });
        unknown.forEach(name -> warn("the key " + name + " is not known and was passed over"));
    }

    private Optional<JsonNode> get(String key) {
        JsonNode exact = node.get(key);
        if (exact != null) {
            return Optional.of(exact);
        }
        return node.properties().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(key))
                .findFirst()
                .map(java.util.Map.Entry::getValue);
    }

    Optional<String> text(String key) {
        return get(key).filter(value -> is(value.isTextual(), key, "a string")).map(JsonNode::textValue);
    }

    OptionalDouble number(String key) {
        return get(key).filter(value -> is(value.isNumber(), key, "a number"))
                .map(value -> OptionalDouble.of(value.doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    OptionalInt count(String key) {
        return get(key).filter(value -> is(value.isInt() && value.intValue() >= 0, key, "a number from 0"))
                .map(value -> OptionalInt.of(value.intValue()))
                .orElse(OptionalInt.empty());
    }

    boolean flag(String key) {
        return get(key).filter(value -> is(value.isBoolean(), key, "true or false"))
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    List<String> texts(String key) {
        Optional<JsonNode> list = get(key).filter(value -> is(value.isArray(), key, "a list of strings"));
        List<String> texts = new ArrayList<>();
        list.ifPresent(values -> values.forEach(value -> {
            if (is(value.isTextual(), key, "a list of strings")) {
                texts.add(value.textValue());
            }
        }));
        return texts;
    }

    /** A table, or several, of a key; gitleaks takes both. */
    List<TomlTable> tables(String key) {
        List<TomlTable> tables = new ArrayList<>();
        get(key).ifPresent(value -> {
            if (value.isArray()) {
                value.forEach(one -> {
                    if (is(one.isObject(), key, "tables")) {
                        tables.add(new TomlTable(one, where, notes));
                    }
                });
            } else if (is(value.isObject(), key, "a table")) {
                tables.add(new TomlTable(value, where, notes));
            }
        });
        return tables;
    }

    private boolean is(boolean holds, String key, String what) {
        if (!holds) {
            problem(key + " is to be " + what);
        }
        return holds;
    }
}
