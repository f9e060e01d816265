package dev.gatehouse.scanner.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.response.plan.PlanJson;
import dev.gatehouse.scanner.response.plan.StepKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A response as JSON: on the wire, and with its plan and its memos in stores. */
public final class ResponseJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResponseJson() {}

    /** The response as it is on the wire. */
    public static ObjectNode tree(Response response) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", response.id());
        json.put("finding", response.finding().text());
        json.put("plan", response.plan().name());
        json.put("dryRun", response.dryRun());
        json.put("requester", response.requester());
        json.put("state", response.state().word());
        json.put("startedAt", response.started().toString());
        json.put("updatedAt", response.updated().toString());
        ArrayNode steps = json.putArray("steps");
        response.steps().forEach(step -> steps.add(tree(step)));
        response.handOver().ifPresent(handing -> json.set("handOver", tree(handing)));
        texts(json, "left", response.left());
        return json;
    }

    /** The response as a text of one line, with all that it needs to go on. */
    public static String write(Response response) {
        ObjectNode json = tree(response);
        json.set("plan", PlanJson.tree(response.plan()));
        response.due().ifPresent(at -> json.put("due", at.toString()));
        json.put("undoing", response.undoing());
        json.put("version", response.version());
        response.handOver().ifPresent(handing -> {
            ObjectNode stored = tree(handing);
            texts(stored, "left", handing.left());
            json.set("handOver", stored);
        });
        ArrayNode steps = json.putArray("steps");
        response.steps().forEach(step -> steps.add(stored(step)));
        return json.toString();
    }

    /** @throws IllegalArgumentException the text is no response; the message does not repeat it */
    public static Response read(String text) {
        try {
            return read(JSON.readTree(text));
        } catch (JsonProcessingException | DateTimeException | NoSuchElementException malformed) {
            throw new IllegalArgumentException(
                    "is malformed: " + malformed.getClass().getSimpleName());
        }
    }

    private static Response read(JsonNode json) {
        return new Response(
                text(json, "id"),
                new Fingerprint(text(json, "finding")),
                PlanJson.read(json.path("plan")),
                json.path("dryRun").booleanValue(),
                text(json, "requester"),
                ResponseState.of(text(json, "state")).orElseThrow(),
                Instant.parse(text(json, "startedAt")),
                Instant.parse(text(json, "updatedAt")),
                optional(json, "due").map(Instant::parse),
                json.path("steps").valueStream().map(ResponseJson::step).toList(),
                Optional.of(json.path("handOver")).filter(JsonNode::isObject).map(ResponseJson::handOver),
                json.path("undoing").booleanValue(),
                json.path("version").longValue());
    }

    private static ObjectNode tree(StepRecord step) {
        ObjectNode json = JSON.createObjectNode();
        json.put("step", step.kind().word());
        json.put("name", step.name());
        json.put("state", step.state().word());
        json.put("at", step.at().toString());
        json.put("attempts", step.attempts());
        step.approver().ifPresent(who -> json.put("approver", who));
        step.comment().ifPresent(why -> json.put("comment", why));
        return json.put("outcome", step.outcome());
    }

    private static ObjectNode stored(StepRecord step) {
        ObjectNode json = tree(step);
        step.began().ifPresent(at -> json.put("began", at.toString()));
        texts(json, "left", step.left());
        return json.put("memo", step.memo());
    }

    private static ObjectNode tree(HandOver handing) {
        return JSON.createObjectNode()
                .put("state", handing.state().word())
                .put("at", handing.at().toString())
                .put("attempts", handing.attempts())
                .put("outcome", handing.outcome());
    }

    private static HandOver handOver(JsonNode json) {
        return new HandOver(
                StepState.of(text(json, "state")).orElseThrow(),
                Instant.parse(text(json, "at")),
                json.path("attempts").intValue(),
                text(json, "outcome"),
                texts(json, "left"));
    }

    private static StepRecord step(JsonNode json) {
        return new StepRecord(
                text(json, "name"),
                StepKind.of(text(json, "step")).orElseThrow(),
                StepState.of(text(json, "state")).orElseThrow(),
                Instant.parse(text(json, "at")),
                optional(json, "began").map(Instant::parse),
                json.path("attempts").intValue(),
                text(json, "outcome"),
                texts(json, "left"),
                optional(json, "approver"),
                optional(json, "comment"),
                text(json, "memo"));
    }

    private static void texts(ObjectNode json, String name, List<String> texts) {
        ArrayNode list = json.putArray(name);
        texts.forEach(list::add);
    }

    private static List<String> texts(JsonNode json, String name) {
        return json.path(name).valueStream().map(JsonNode::asText).toList();
    }

    private static String text(JsonNode json, String name) {
        return optional(json, name).orElseThrow();
    }

    private static Optional<String> optional(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }
}
