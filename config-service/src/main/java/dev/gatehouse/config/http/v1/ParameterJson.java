package dev.gatehouse.config.http.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.service.http.Json;
import java.util.Optional;

/** Parameters on the wire. */
final class ParameterJson {
    /** What stands in place of a value that is not shown. */
    static final String MASK = "********";

    private ParameterJson() {}

    static ObjectNode shown(Parameter parameter) {
        return withoutValue(parameter).put("value", parameter.value().text());
    }

    /** With the value of an ordinary parameter, and a mask for a secure one. */
    static ObjectNode masked(Parameter parameter) {
        return parameter.value().sensitive() ? withoutValue(parameter).put("value", MASK) : shown(parameter);
    }

    static ObjectNode withoutValue(Parameter parameter) {
        ObjectNode node = Json.object();
        node.put("path", parameter.path().value());
        node.put("type", parameter.value().kind().wireName());
        node.put("version", parameter.version());
        node.put("modifiedAt", parameter.modifiedAt().toString());
        parameter.labels().forEach(node.putArray("labels")::add);
        return node;
    }

    static void next(ObjectNode page, Optional<String> next) {
        next.ifPresent(cursor -> page.put("next", cursor));
    }
}
