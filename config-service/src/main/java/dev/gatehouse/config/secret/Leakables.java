package dev.gatehouse.config.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.client.managed.ManagedValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes a secret's value apart into what would be a leak: of a JSON object its secret fields, of anything else the whole.
 *
 * <p>Which fields are secret the template says: those that are made of 16 random bytes or more, passwords, and key pairs. Where it
 * says of none, or knows no such secret, it is each text of 16 bytes or more that {@link PublicFields} does not know as public. An
 * object without a secret field is taken whole; one that has some is not, since its fields are found in it, and since all objects
 * that begin with the same name would look alike to who looks for their first bytes.
 *
 * <p>Values are made into texts on the way, which the garbage collector takes; the bytes of the parts are wiped by who closes them.
 */
public final class Leakables {
    /** The fewest bytes of a text that nobody says is secret. */
    private static final int SHORTEST_UNTOLD = 16;
    /** Fewer random bytes than these are an id, which stands in logs. */
    private static final int RANDOM_BYTES = 16;

    private static final int MAX_DEPTH = 16;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

    private final Optional<Set<String>> told;
    private final List<Leakable> found = new ArrayList<>();

    private Leakables(Optional<Set<String>> told) {
        this.told = told;
    }

    /** The parts of a value, which the caller closes; none where it is blank or shorter than can be looked for. */
    public static List<Leakable> of(SecretValue value, Optional<SecretSpec> spec) {
        Leakables parts = new Leakables(spec.flatMap(Leakables::secretFields));
        SecretFields.object(value).ifPresent(object -> parts.object("", object, parts.told, 0));
        if (parts.found.isEmpty()) {
            parts.whole(value);
        }
        return List.copyOf(parts.found);
    }

    /** The fields that the template says are secret; empty where it says of none. */
    static Optional<Set<String>> secretFields(SecretSpec spec) {
        Map<String, FieldGenerator> fields = switch (spec.source()) {
            case SecretSource.Generated generated -> generated.fields();
            case SecretSource.Person person -> person.placeholder();
        };
        Set<String> secret = fields.entrySet().stream()
                .filter(field -> isSecret(field.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return Optional.of(secret).filter(names -> !names.isEmpty());
    }

    private static boolean isSecret(FieldGenerator generator) {
        return switch (generator) {
            case FieldGenerator.RandomBytes random -> random.bytes() >= RANDOM_BYTES;
            case FieldGenerator.Password password -> true;
            case FieldGenerator.KeyPair pair -> true;
            case FieldGenerator.Constant constant -> false;
        };
    }

    private void whole(SecretValue value) {
        boolean blank = value.revealText().filter(String::isBlank).isPresent();
        if (!blank && value.size() >= ManagedValue.SHORTEST) {
            found.add(new Leakable("", value.reveal()));
        }
    }

    /** @param names the fields that are looked at; all where empty */
    private void object(String path, JsonNode object, Optional<Set<String>> names, int depth) {
        boolean key = PublicFields.isKey(object);
        int[] number = {0};
        object.properties().forEach(field -> {
            String name = field.getKey();
            String below = path + (NAME.matcher(name).matches() ? name : "field-" + number[0]);
            number[0]++;
            boolean asked = names.map(wanted -> wanted.contains(name)).orElse(true);
            if (asked && !(key && PublicFields.ofKey(name))) {
                node(below, name, field.getValue(), depth);
            }
        });
    }

    private void node(String path, String name, JsonNode node, int depth) {
        if (node.isTextual()) {
            text(path, name, node.textValue());
        } else if (node.isObject() && depth < MAX_DEPTH) {
            object(path + ".", node, Optional.empty(), depth + 1);
        } else if (node.isArray() && depth < MAX_DEPTH) {
            for (int i = 0; i < node.size(); i++) {
                node(path + "." + i, name, node.get(i), depth + 1);
            }
        }
    }

    private void text(String path, String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Leakable part = new Leakable(path, bytes);
        int shortest = told.isPresent() ? ManagedValue.SHORTEST : SHORTEST_UNTOLD;
        if (text.isBlank() || bytes.length < shortest || (told.isEmpty() && PublicFields.isPublic(name, text))) {
            part.close();
        } else {
            found.add(part);
        }
    }
}
