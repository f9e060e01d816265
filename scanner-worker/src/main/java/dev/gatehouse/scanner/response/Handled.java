package dev.gatehouse.scanner.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.gatehouse.scanner.finding.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The objects that a step has looked at, as its memo. */
record Handled(List<ObjectName> objects) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Handled {
        objects = List.copyOf(objects);
    }

    /** An empty memo has none. */
    static Handled read(String memo) {
        if (memo.isEmpty()) {
            return new Handled(List.of());
        }
        try {
            return new Handled(JSON.readTree(memo)
                    .valueStream()
                    .map(json -> new ObjectName(
                            json.path("source").asText(),
                            json.path("path").asText(),
                            Optional.ofNullable(json.path("version").textValue())))
                    .toList());
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("a step's memo is malformed");
        }
    }

    boolean has(ObjectName object) {
        return objects.contains(object);
    }

    Handled with(ObjectName object) {
        List<ObjectName> more = new ArrayList<>(objects);
        more.add(object);
        return new Handled(more);
    }

    String write() {
        ArrayNode list = JSON.createArrayNode();
        objects.forEach(object -> {
            var json = list.addObject().put("source", object.source()).put("path", object.path());
            object.version().ifPresent(version -> json.put("version", version));
        });
        return list.toString();
    }
}
