package dev.gatehouse.audit.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.lifecycle.ActRefused;
import dev.gatehouse.audit.lifecycle.Hold;
import dev.gatehouse.audit.lifecycle.HoldTerms;
import dev.gatehouse.audit.lifecycle.LifecycleState;
import dev.gatehouse.audit.lifecycle.Retention;
import dev.gatehouse.audit.lifecycle.SourcePattern;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.service.document.BoundedJson;
import dev.gatehouse.service.document.InvalidDocument;
import dev.gatehouse.service.document.Located;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The state of erasures and holds as a file of JSON, written as a whole. A file that is not of its form is none: the state
 * is made anew from the log.
 */
public final class LifecycleFile implements LifecycleState {
    private static final int VERSION = 1;
    private static final int MAX_BYTES = 128 << 20;
    private static final BoundedJson JSON = new BoundedJson(MAX_BYTES, 16);

    private final Path file;

    /** A file that may not be there yet. */
    public LifecycleFile(Path file) {
        this.file = file;
    }

    @Override
    public Optional<Saved> load() {
        try {
            return Files.exists(file) ? saved(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new StorageFailed("the lifecycle's state " + file + " can't be read", e);
        }
    }

    private static Optional<Saved> saved(byte[] bytes) {
        try {
            Located root = JSON.read(bytes).located();
            root.get("version").integer(VERSION, VERSION);
            return Optional.of(new Saved(
                    number(root.get("position")),
                    holds(root.get("holds")),
                    number(root.get("requested")),
                    number(root.get("expired")),
                    sweep(root.get("sweep"))));
        } catch (InvalidDocument | ActRefused | IllegalArgumentException | DateTimeException notOfItsForm) {
            return Optional.empty();
        }
    }

    private static long number(Located node) {
        if (!node.node().isIntegralNumber()
                || !node.node().canConvertToLong()
                || node.node().longValue() < 0) {
            throw node.error("must be a whole number from 0");
        }
        return node.node().longValue();
    }

    private static Map<String, Hold> holds(Located list) {
        Map<String, Hold> holds = new HashMap<>();
        for (Located item : list.items()) {
            HoldTerms terms = new HoldTerms(
                    item.get("name").text(),
                    item.get("sources").items().stream()
                            .map(pattern -> new SourcePattern(pattern.text()))
                            .toList(),
                    item.find("from").map(LifecycleFile::time),
                    item.find("to").map(LifecycleFile::time),
                    item.get("reason").text());
            holds.put(
                    terms.name(),
                    new Hold(terms, item.get("by").text(), time(item.get("since")), number(item.get("index"))));
        }
        return holds;
    }

    private static Instant time(Located node) {
        return Instant.parse(node.text());
    }

    private static SweepState sweep(Located node) {
        Map<String, Long> reached = new HashMap<>();
        node.get("reached").fields().forEach((prefix, place) -> reached.put(named(prefix), number(place)));
        return new SweepState(
                node.get("rules").fields().entrySet().stream()
                        .map(rule -> new Retention.Rule(named(rule.getKey()), (int) number(rule.getValue())))
                        .toList(),
                reached,
                node.find("last").map(LifecycleFile::report));
    }

    private static SweepReport report(Located node) {
        return new SweepReport(
                time(node.get("started")),
                number(node.get("expired")),
                node.get("complete").bool());
    }

    @Override
    public void save(Saved state) {
        ObjectNode root = object().put("version", VERSION).put("position", state.position());
        ArrayNode holds = root.putArray("holds");
        state.holds().values().forEach(hold -> holds.add(json(hold)));
        root.put("requested", state.requested()).put("expired", state.expired());
        root.set("sweep", json(state.sweep()));
        try {
            DurableFiles.replace(file, ByteBuffer.wrap(root.toString().getBytes(UTF_8)));
        } catch (IOException e) {
            throw new StorageFailed("the lifecycle's state " + file + " can't be written", e);
        }
    }

    private static ObjectNode json(Hold hold) {
        HoldTerms terms = hold.terms();
        ObjectNode node = object().put("name", terms.name());
        ArrayNode sources = node.putArray("sources");
        terms.sources().forEach(pattern -> sources.add(pattern.text()));
        terms.from().ifPresent(from -> node.put("from", from.toString()));
        terms.to().ifPresent(to -> node.put("to", to.toString()));
        return node.put("reason", terms.reason())
                .put("by", hold.by())
                .put("since", hold.since().toString())
                .put("index", hold.index());
    }

    private static ObjectNode json(SweepState sweep) {
        ObjectNode node = object();
        ObjectNode rules = node.putObject("rules");
        sweep.rules().forEach(rule -> rules.put(key(rule.prefix()), rule.days()));
        ObjectNode reached = node.putObject("reached");
        sweep.reached().forEach((prefix, place) -> reached.put(key(prefix), place));
        sweep.last()
                .ifPresent(report -> node.putObject("last")
                        .put("started", report.started().toString())
                        .put("expired", report.expired())
                        .put("complete", report.complete()));
        return node;
    }

    /** A name is never empty, as the prefix of every source is; no source begins with a slash. */
    private static String key(String prefix) {
        return "/" + prefix;
    }

    private static String named(String key) {
        return key.substring(1);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
