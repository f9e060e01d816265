package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.output.Table;
import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.wire.Address;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code config get}. A snapshot has the secrets that its keys refer to, and does not say which these are. So without
 * {@code --reveal} a key's value is shown as {@code explain} has it, which masks what is secure and leaves a reference as
 * it was written; what can't be explained is masked.
 */
final class ConfigGet {
    private static final String MASK = "********";
    private static final String SECURE = "SecureString";

    private ConfigGet() {}

    static ExitCode run(Words words, Session session) {
        Names.Application application = Names.application(words.at(0));
        Optional<String> key = words.position(1);
        if (words.flag(AwsOptions.AWS)) {
            return show(session, key, AwsCommands.get(application, words, session));
        }
        boolean reveal = words.flag("--reveal");
        if (key.isPresent() && !reveal) {
            JsonNode explained = session.config().get(explaining(application, key.get()));
            return one(session, key.get(), explained.path("value"));
        }
        JsonNode snapshot = session.config()
                .get(Address.of("/v1/config").segment(application.environment()).segment(application.name()));
        return show(session, key, reveal ? snapshot : masked(session, application, snapshot));
    }

    static Address explaining(Names.Application application, String key) {
        return Address.of("/v1/config")
                .segment(application.environment())
                .segment(application.name())
                .then("/explain")
                .segment(key);
    }

    private static JsonNode masked(Session session, Names.Application application, JsonNode snapshot) {
        ObjectNode masked = snapshot.deepCopy();
        ObjectNode values = masked.putObject("values");
        snapshot.path("values").properties().forEach(entry -> {
            Optional<JsonNode> explained = session.config().find(explaining(application, entry.getKey()));
            values.set(
                    entry.getKey(),
                    explained
                            .map(node -> shown(node, entry.getValue()))
                            .orElseGet(() -> Json.object().textNode(MASK)));
        });
        return masked;
    }

    /** A value in its own type where it is neither secure nor the end of a reference. */
    private static JsonNode shown(JsonNode explained, JsonNode value) {
        JsonNode text = explained.path("value");
        boolean secure = explained.path("type").asText(SECURE).equals(SECURE);
        boolean reference = text.asText().startsWith("secret:") || text.asText().startsWith("key:");
        if (secure || !text.isTextual()) {
            return Json.object().textNode(MASK);
        }
        return reference ? text : value;
    }

    private static ExitCode show(Session session, Optional<String> key, JsonNode snapshot) {
        if (key.isPresent()) {
            JsonNode value = snapshot.path("values").path(key.get());
            if (value.isMissingNode()) {
                String why = snapshot.path("unresolved").path(key.get()).asText();
                throw Failure.negative("there is no key " + key.get() + (why.isEmpty() ? "" : " (" + why + ")"));
            }
            return one(session, key.get(), value);
        }
        Table table = Table.of("KEY", "VALUE");
        Map<String, JsonNode> sorted = new TreeMap<>();
        snapshot.path("values").properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        sorted.forEach((name, value) -> table.row(Json.object().textNode(name), value));
        session.output().show(snapshot, table);
        snapshot.path("unresolved")
                .properties()
                .forEach(entry -> session.output()
                        .note("not resolved: " + entry.getKey() + ": "
                                + entry.getValue().asText()));
        return ExitCode.OK;
    }

    /** A single value is printed bare, for scripts. */
    private static ExitCode one(Session session, String key, JsonNode value) {
        String text = value.isContainerNode() ? value.toString() : value.asText();
        session.output().bare(Json.object().set(key, value), text);
        return ExitCode.OK;
    }
}
