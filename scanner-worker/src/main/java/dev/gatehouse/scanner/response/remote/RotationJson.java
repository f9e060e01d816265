package dev.gatehouse.scanner.response.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.scanner.response.Rotations.Rotation;
import dev.gatehouse.scanner.response.Rotations.Task;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** config-service's answers about rotations: one, or {@code {"running", "last": [...]}}. */
final class RotationJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_TEXT = 500;

    private RotationJson() {}

    /** Empty where it is neither. */
    static Optional<List<Rotation>> read(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.path("id").isTextual()) {
                return rotation(json).map(List::of);
            }
            if (!json.path("last").isArray()) {
                return Optional.empty();
            }
            List<Rotation> all = new ArrayList<>();
            rotation(json.path("running")).ifPresent(all::add);
            json.path("last").forEach(last -> rotation(last).ifPresent(all::add));
            return Optional.of(all);
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Rotation> rotation(JsonNode json) {
        Optional<String> id = text(json, "id");
        Optional<String> state = text(json, "state");
        if (id.isEmpty() || state.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Rotation(
                id.get(),
                state.get(),
                text(json, "from").orElse("the version before"),
                text(json, "to"),
                text(json, "problem"),
                text(json.path("task"), "instructions").map(words -> new Task(words, instant(json.path("task"))))));
    }

    private static Optional<Instant> instant(JsonNode task) {
        try {
            return text(task, "due").map(Instant::parse);
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue())
                .filter(text -> !text.isEmpty())
                .map(text -> text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    }
}
