package dev.gatehouse.scanner.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.finding.CoverageEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a target: the objects that events have named. It is scanned as any target is, but for its listing, which is the
 * names that the scan was begun with. So the scan is durable as soon as it is begun, and can be resumed.
 */
public final class EventTarget {
    /** The name of every such target. */
    public static final String NAME = "event";

    /** The most objects of one scan: each is looked for by a call of its own. */
    static final int MAX_OBJECTS = 50;

    /** The most characters of their names, since stores keep the target with the scan. */
    static final int MAX_TEXT = 16_384;

    private static final String OBJECTS = "event-objects";
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventTarget() {}

    /** Targets for objects of one target, as many as the bounds ask for. */
    static List<Target> of(Target target, List<ChangedObject> objects) {
        List<Target> targets = new ArrayList<>();
        ArrayNode names = JSON.createArrayNode();
        int length = 0;
        for (ChangedObject object : objects) {
            ObjectNode name = write(object);
            int more = name.toString().length() + 1;
            if (!names.isEmpty() && (names.size() == MAX_OBJECTS || length + more > MAX_TEXT)) {
                targets.add(with(target, names));
                names = JSON.createArrayNode();
                length = 0;
            }
            names.add(name);
            length += more;
        }
        if (!names.isEmpty()) {
            targets.add(with(target, names));
        }
        return targets;
    }

    /** Whether a scan is of objects that events have named. */
    static boolean is(Target target) {
        return target.name().equals(NAME);
    }

    /** The listing of such a target. */
    static Listing list(TargetSource source, Target target) throws ListingFailed {
        if (!(source instanceof ObjectLookup lookup)) {
            throw ListingFailed.denied("a target of the kind " + target.kind() + " can't be scanned on events");
        }
        List<ListedObject> objects = new ArrayList<>();
        List<CoverageEntry> left = new ArrayList<>();
        for (ChangedObject changed : objects(target)) {
            Listing found = lookup.look(target, changed);
            objects.addAll(found.objects());
            left.addAll(found.left());
        }
        return new Listing(objects, left, Optional.empty());
    }

    /** What the events named. */
    static List<ChangedObject> objects(Target target) {
        try {
            List<ChangedObject> objects = new ArrayList<>();
            for (JsonNode name : JSON.readTree(target.option(OBJECTS).orElse("[]"))) {
                objects.add(new ChangedObject(
                        target.kind(),
                        name.path("location").asText(),
                        name.path("name").asText(),
                        Optional.ofNullable(name.path("version").textValue())));
            }
            return objects;
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("the names of an event's scan are malformed");
        }
    }

    private static ObjectNode write(ChangedObject object) {
        ObjectNode json =
                JSON.createObjectNode().put("location", object.location()).put("name", object.name());
        object.version().ifPresent(version -> json.put("version", version));
        return json;
    }

    private static Target with(Target target, ArrayNode names) {
        Map<String, String> options = new HashMap<>(target.options());
        options.put(OBJECTS, names.toString());
        return new Target(NAME, target.kind(), target.location(), options);
    }
}
