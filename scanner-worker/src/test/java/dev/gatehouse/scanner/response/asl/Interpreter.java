package dev.gatehouse.scanner.response.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of the Amazon States Language as the exported definitions use. Time passes at once. */
final class Interpreter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PART = Pattern.compile("\\['([^']+)'\\]|\\[(\\d+)\\]|\\.?([^.\\[]+)");
    private static final Pattern FORMAT = Pattern.compile("States\\.Format\\('([^']*)'((?:, [^,)]+)*)\\)");
    private static final int MOST = 10_000;

    /** What does tasks. */
    interface Tasks {
        /** @throws TaskFailed it failed */
        JsonNode run(String resource, JsonNode parameters) throws TaskFailed;
    }

    /** A task failed. */
    static final class TaskFailed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final Tasks tasks;
    private int states;

    Interpreter(Tasks tasks) {
        this.tasks = tasks;
    }

    /** @return the data at the end; its {@code end} is {@code Succeed} or {@code Fail} where such a state was its last */
    ObjectNode run(JsonNode machine, JsonNode input) {
        ObjectNode data = input.deepCopy();
        String name = machine.path("StartAt").asText();
        while (!name.isEmpty()) {
            if (++states > MOST) {
                throw new AssertionError("the execution does not end");
            }
            JsonNode state = machine.path("States").path(name);
            if (state.isMissingNode()) {
                throw new AssertionError("there is no state " + name);
            }
            name = step(state, data);
        }
        return data;
    }

    private String step(JsonNode state, ObjectNode data) {
        return switch (state.path("Type").asText()) {
            case "Pass" -> pass(state, data);
            case "Choice" -> choice(state, data);
            case "Task" -> task(state, data);
            case "Map" -> map(state, data);
            case "Wait" -> next(state);
            case "Succeed" -> end(data, "Succeed");
            case "Fail" -> end(data, "Fail");
            default -> throw new AssertionError("no such type of state: " + state);
        };
    }

    private static String end(ObjectNode data, String how) {
        data.put("end", how);
        return "";
    }

    private static String next(JsonNode state) {
        if (state.has("Next") == state.path("End").asBoolean()) {
            throw new AssertionError("a state has one of Next and End: " + state);
        }
        return state.path("Next").asText();
    }

    private static String pass(JsonNode state, ObjectNode data) {
        if (state.has("Result")) {
            put(data, state.path("ResultPath").asText(), state.path("Result"));
        }
        return next(state);
    }

    private String choice(JsonNode state, ObjectNode data) {
        for (JsonNode choice : state.path("Choices")) {
            if (holds(choice, data)) {
                return choice.path("Next").asText();
            }
        }
        return state.path("Default").asText();
    }

    private static boolean holds(JsonNode rule, ObjectNode data) {
        if (rule.has("And")) {
            return rule.path("And").valueStream().allMatch(part -> holds(part, data));
        }
        if (rule.has("Or")) {
            return rule.path("Or").valueStream().anyMatch(part -> holds(part, data));
        }
        JsonNode value = at(data, rule.path("Variable").asText());
        if (rule.has("IsPresent")) {
            return value.isMissingNode() != rule.path("IsPresent").asBoolean();
        }
        if (value.isMissingNode()) {
            throw new AssertionError("Step Functions fails where a variable is missing: " + rule);
        }
        if (rule.has("StringEqualsPath")) {
            return value.asText()
                    .equals(at(data, rule.path("StringEqualsPath").asText()).asText());
        }
        if (rule.has("NumericGreaterThanEquals")) {
            return value.isNumber()
                    && value.asInt() >= rule.path("NumericGreaterThanEquals").asInt();
        }
        return rule.has("BooleanEquals")
                ? value.equals(rule.path("BooleanEquals"))
                : value.equals(rule.path("StringEquals"));
    }

    private String task(JsonNode state, ObjectNode data) {
        int attempts = 1;
        for (JsonNode retry : state.path("Retry")) {
            attempts += retry.path("ErrorEquals").path(0).asText().equals("States.ALL")
                    ? retry.path("MaxAttempts").asInt()
                    : 0;
        }
        for (int attempt = 0; attempt < attempts; attempt++) {
            try {
                JsonNode result =
                        tasks.run(state.path("Resource").asText(), parameters(state.path("Parameters"), data));
                if (!state.path("ResultPath").isNull()) {
                    put(data, state.path("ResultPath").asText(), result);
                }
                return next(state);
            } catch (TaskFailed failed) {
                // Tried again, or caught.
            }
        }
        return state.path("Catch").path(0).path("Next").asText();
    }

    private String map(JsonNode state, ObjectNode data) {
        for (JsonNode item : at(data, state.path("ItemsPath").asText())) {
            run(state.path("ItemProcessor"), item);
        }
        return next(state);
    }

    private static JsonNode parameters(JsonNode template, ObjectNode data) {
        if (template instanceof ObjectNode object) {
            ObjectNode made = JSON.createObjectNode();
            object.properties().forEach(field -> {
                boolean isPath = field.getKey().endsWith(".$");
                String name =
                        isPath ? field.getKey().substring(0, field.getKey().length() - 2) : field.getKey();
                made.set(name, isPath ? value(field.getValue().asText(), data) : parameters(field.getValue(), data));
            });
            return made;
        }
        return template;
    }

    private static JsonNode value(String expression, ObjectNode data) {
        Matcher format = FORMAT.matcher(expression);
        if (format.matches()) {
            String text = format.group(1);
            for (String argument : format.group(2).substring(2).split(", ", -1)) {
                String value = argument.startsWith("'")
                        ? argument.substring(1, argument.length() - 1)
                        : present(data, argument).asText();
                text = text.replaceFirst("\\{\\}", Matcher.quoteReplacement(value));
            }
            return JSON.getNodeFactory().textNode(text);
        }
        return expression.startsWith("$$") ? JSON.getNodeFactory().textNode("token") : present(data, expression);
    }

    private static JsonNode present(ObjectNode data, String path) {
        return Optional.of(at(data, path))
                .filter(node -> !node.isMissingNode())
                .orElseThrow(() -> new AssertionError("the data lacks " + path));
    }

    private static JsonNode at(JsonNode data, String path) {
        JsonNode node = data;
        Matcher parts = PART.matcher(path.substring(1));
        while (parts.find()) {
            node = parts.group(2) != null
                    ? node.path(Integer.parseInt(parts.group(2)))
                    : node.path(parts.group(1) != null ? parts.group(1) : parts.group(3));
        }
        return node;
    }

    private static void put(ObjectNode data, String path, JsonNode value) {
        int last = path.lastIndexOf('.');
        JsonNode parent = at(data, path.substring(0, last));
        if (!(parent instanceof ObjectNode object) || value instanceof ArrayNode) {
            throw new AssertionError("nothing can stand at " + path);
        }
        object.set(path.substring(last + 1), value);
    }
}
