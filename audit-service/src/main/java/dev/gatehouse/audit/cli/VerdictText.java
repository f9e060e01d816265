package dev.gatehouse.audit.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.log.verify.Place;
import dev.gatehouse.audit.log.verify.Verdict;

/**
 * A verdict for people and for programs.
 *
 * @param origin the log's name
 * @param verdict what came of checking it
 */
record VerdictText(String origin, Verdict verdict) {
    private static final JsonMapper JSON = new JsonMapper();

    /** In words, on one line. */
    String words() {
        return switch (verdict) {
            case Verdict.Sound(long size, var root, long erased, long bytes) ->
                "sound: " + origin + ", " + size + " events (" + erased + " erased), root " + root.base64() + ", "
                        + bytes + " bytes of payload segments read";
            case Verdict.SoundBundle(long events, long erased, boolean gaps, long size, var root) ->
                "sound: " + events + " events (" + erased + " erased) of " + origin + ", "
                        + (gaps ? "with gaps between them" : "without a gap") + ", in the tree of " + size
                        + " events with root " + root.base64();
            case Verdict.Broken(Place place, String what) -> "BROKEN: " + place.text() + ": " + what;
        };
    }

    /** As a JSON object on one line. */
    String json() {
        ObjectNode json = JSON.createObjectNode().put("origin", origin);
        switch (verdict) {
            case Verdict.Sound(long size, var root, long erased, long bytes) ->
                json.put("verdict", "sound")
                        .put("size", size)
                        .put("root", root.base64())
                        .put("erased", erased)
                        .put("bytes", bytes);
            case Verdict.SoundBundle(long events, long erased, boolean gaps, long size, var root) ->
                json.put("verdict", "sound")
                        .put("events", events)
                        .put("erased", erased)
                        .put("gaps", gaps)
                        .put("size", size)
                        .put("root", root.base64());
            case Verdict.Broken(Place place, String what) -> {
                json.put("verdict", "broken").put("what", what);
                place(json.putObject("place"), place).put("text", place.text());
            }
        }
        return json.toString();
    }

    private static ObjectNode place(ObjectNode json, Place place) {
        return switch (place) {
            case Place.InSegment(long segment, long offset, long event) ->
                json.put("segment", segment).put("offset", offset).put("event", event);
            case Place.OfEvent(long index) -> json.put("event", index);
            case Place.InTile(String path) -> json.put("path", path);
            case Place.InCheckpoint() -> json.put("path", "checkpoint");
            case Place.InOlderLog(long size) -> json.put("size", size);
            case Place.InBundle(String file, long line) ->
                json.put("file", file).put("line", line);
        };
    }
}
