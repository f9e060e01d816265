package dev.gatehouse.scanner.triage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.finding.Redaction;
import dev.gatehouse.scanner.finding.Validity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A finding as JSON: on the wire and in stores alike. Built and read field by field, for a native image. */
public final class FindingJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FindingJson() {}

    /** The finding as a tree. */
    public static ObjectNode tree(TrackedFinding finding) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", finding.fingerprint().text());
        json.put("rule", finding.rule());
        json.put("confidence", finding.confidence().word());
        json.put("redacted", finding.redacted().text());
        finding.owner().ifPresent(owner -> json.put("owner", owner));
        json.put("validity", finding.validity().word());
        finding.lastUsed().ifPresent(at -> json.put("lastUsed", at.toString()));
        json.put("state", finding.state().word());
        var places = json.putArray("locations");
        finding.places().kept().forEach(place -> places.add(tree(place)));
        json.put("moreLocations", finding.places().beyond());
        if (finding.places().beyond() > 0) {
            json.put("moreLocationsIn", finding.places().countedIn());
        }
        var history = json.putArray("history");
        finding.history().forEach(step -> history.add(tree(step)));
        json.put("firstSeen", finding.firstSeen().toString());
        json.put("lastSeen", finding.lastSeen().toString());
        return json.put("version", finding.version());
    }

    /** The finding as a text of one line. */
    public static String write(TrackedFinding finding) {
        return tree(finding).toString();
    }

    /** @throws IllegalArgumentException the text is no finding; the message does not repeat it */
    public static TrackedFinding read(String text) {
        try {
            return read(JSON.readTree(text));
        } catch (JsonProcessingException | DateTimeException | NoSuchElementException malformed) {
            throw new IllegalArgumentException(
                    "is malformed: " + malformed.getClass().getSimpleName());
        }
    }

    private static TrackedFinding read(JsonNode json) {
        return new TrackedFinding(
                new Fingerprint(text(json, "id")),
                text(json, "rule"),
                Confidence.of(text(json, "confidence")).orElseThrow(),
                new Redaction(text(json, "redacted")),
                optional(json, "owner"),
                validity(text(json, "validity")),
                optional(json, "lastUsed").map(Instant::parse),
                places(json),
                FindingState.of(text(json, "state")).orElseThrow(),
                json.path("history").valueStream().map(FindingJson::step).toList(),
                Instant.parse(text(json, "firstSeen")),
                Instant.parse(text(json, "lastSeen")),
                json.path("version").longValue());
    }

    private static ObjectNode tree(Location place) {
        ObjectNode json = JSON.createObjectNode();
        json.put("source", place.object().source());
        json.put("path", place.object().path());
        place.object().version().ifPresent(version -> json.put("version", version));
        json.put("line", place.line()).put("column", place.column()).put("offset", place.offset());
        if (!place.encodings().isEmpty()) {
            place.encodings().forEach(json.putArray("encodings")::add);
        }
        return json;
    }

    private static ObjectNode tree(StateChange step) {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", step.at().toString());
        json.put("state", step.to().word());
        json.put("author", step.author());
        step.reason().ifPresent(reason -> json.put("reason", reason));
        return json;
    }

    private static Places places(JsonNode json) {
        List<Location> kept =
                json.path("locations").valueStream().map(FindingJson::place).toList();
        return new Places(
                kept,
                json.path("moreLocations").longValue(),
                optional(json, "moreLocationsIn").orElse(""));
    }

    private static Location place(JsonNode json) {
        return new Location(
                new ObjectName(text(json, "source"), text(json, "path"), optional(json, "version")),
                json.path("line").longValue(),
                json.path("column").longValue(),
                json.path("offset").longValue(),
                json.path("encodings").valueStream().map(JsonNode::textValue).toList());
    }

    private static StateChange step(JsonNode json) {
        return new StateChange(
                Instant.parse(text(json, "at")),
                FindingState.of(text(json, "state")).orElseThrow(),
                text(json, "author"),
                optional(json, "reason"));
    }

    private static Validity validity(String word) {
        for (Validity validity : Validity.values()) {
            if (validity.word().equals(word)) {
                return validity;
            }
        }
        throw new IllegalArgumentException("has a validity that nobody knows");
    }

    private static String text(JsonNode json, String name) {
        return optional(json, name).orElseThrow(() -> new IllegalArgumentException("lacks the text " + name));
    }

    private static Optional<String> optional(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }
}
