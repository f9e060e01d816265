package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Columns;
import dev.gatehouse.cli.output.Form;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.output.Printable;
import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.wire.Address;
import dev.gatehouse.cli.wire.Answer;
import dev.gatehouse.cli.wire.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code audit}: finding events and following them. What is proven is in {@link VerifyCommands}. */
final class AuditCommands {
    private static final Columns EVENTS = Columns.of("INDEX", "/index")
            .and("TIME", "/time")
            .and("SOURCE", "/source")
            .and("ACTOR", "/actor")
            .and("ACTION", "/action")
            .and("OUTCOME", "/outcome")
            .and("RESOURCES", "/resources");
    private static final List<String> TEXTS = List.of("actor", "action", "source");
    private static final List<String> OUTCOMES = List.of("attempt", "success", "denied", "failure");
    private static final List<String> ORDERS = List.of("newest", "oldest");
    private static final String DATA = "data:";
    private static final int USUAL = 100;
    private static final int MOST = 1_000_000;
    private static final int MOST_PAGE = 1_000;

    private AuditCommands() {}

    static CommandSpec spec() {
        return Spec.group(
                "audit",
                "The audit log: finding events, following them, and checking that nobody changed it.",
                filtered(Spec.of("search", "Events that a filter finds, of the last 30 days.", AuditCommands::search))
                        .choice("--order", ORDERS, "Which come first")
                        .number("--limit", "How many at most. Default: 100."),
                ofStream(Spec.of("tail", "Events as they are sealed, until it is stopped.", AuditCommands::tail))
                        .text("--after", "INDEX", "Begin after this event; else with what comes.")
                        .number("--count", "End after so many."),
                VerifyCommands.verify(),
                VerifyCommands.proof(),
                filtered(ExportCommand.spec()));
    }

    private static Spec ofStream(Spec spec) {
        return spec.text("--actor", "TEXT", "Who did it; a * at an end stands for anything.")
                .text("--action", "TEXT", "What was done; a * at an end stands for anything.")
                .text("--source", "TEXT", "Who sent the event.")
                .text("--class", "UID", "The class of OCSF.")
                .choice("--outcome", OUTCOMES, "How it ended");
    }

    private static Spec filtered(Spec spec) {
        return ofStream(spec)
                .text("--from", "TIME", "From this time on.")
                .text("--to", "TIME", "Before this time.")
                .text("--resource", "TEXT", "What it was done to; a * at an end stands for anything.")
                .text("--text", "TEXT", "A text that stands in it.");
    }

    /** The filter's parameters. */
    static Address filtered(Address path, Words words) {
        Address filtered = ofStream(path, words)
                .with("from", words.time("--from"))
                .with("to", words.time("--to"))
                .with("q", words.text("--text"));
        return filtered.with("resource", words.text("--resource"));
    }

    private static Address ofStream(Address path, Words words) {
        Address filtered =
                path.with("outcome", words.choice("--outcome", OUTCOMES)).with("class", words.text("--class"));
        for (String name : TEXTS) {
            filtered = filtered.with(name, words.text("--" + name));
        }
        return filtered;
    }

    private static ExitCode search(Words words, Session session) {
        int limit = words.number("--limit", USUAL, 1, MOST);
        Address path = filtered(Address.of("/v1/events"), words)
                .with("order", words.choice("--order", ORDERS))
                .with("limit", String.valueOf(Math.min(limit, MOST_PAGE)));
        List<JsonNode> events = session.audit().all(path, "events", limit);
        ObjectNode document = Json.object();
        document.putArray("events").addAll(events);
        session.output().show(document, EVENTS.table(events));
        if (events.size() == limit) {
            session.output().note("there may be more: --limit shows them");
        }
        return ExitCode.of(!events.isEmpty());
    }

    private static ExitCode tail(Words words, Session session) {
        int count = words.number("--count", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        Optional<String> after = words.text("--after");
        Header header = new Header("text/event-stream", Map.of());
        Address path = ofStream(Address.of("/v1/events/stream"), words).with("after", after);
        int[] left = {count};
        try (Answer stream = session.audit().open(path, header)) {
            stream.lines(line -> {
                if (line.startsWith(DATA)) {
                    told(session, line.substring(DATA.length()));
                    left[0]--;
                }
                return left[0] > 0;
            });
        }
        if (left[0] > 0 && count != Integer.MAX_VALUE) {
            throw Failure.refused("audit-service ended the stream before there were so many events: try again");
        }
        return ExitCode.OK;
    }

    private static void told(Session session, String data) {
        Json.read(data.strip().getBytes(StandardCharsets.UTF_8))
                .filter(event -> event.has("index"))
                .ifPresent(event ->
                        session.output().next(event, session.output().form() == Form.TABLE ? line(event) : ""));
    }

    private static String line(JsonNode event) {
        return Printable.of(String.join(
                "  ",
                event.path("index").asText(),
                event.path("time").asText(),
                event.path("source").asText(),
                event.path("actor").asText(),
                event.path("action").asText(),
                event.path("outcome").asText(),
                event.path("resources")
                        .valueStream()
                        .map(JsonNode::asText)
                        .reduce((a, b) -> a + "," + b)
                        .orElse("-")));
    }
}
