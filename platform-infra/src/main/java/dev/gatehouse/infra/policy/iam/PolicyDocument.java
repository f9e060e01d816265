package dev.gatehouse.infra.policy.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy of IAM, version 2012-10-17. Statements keep their order and render to the same text each time, so that a second
 * deployment shows no difference.
 *
 * @param statements at least one, with names that differ
 */
public record PolicyDocument(List<Statement> statements) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Refuses an empty policy and names that are there twice. */
    public PolicyDocument {
        statements = List.copyOf(statements);
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("a policy has statements");
        }
        if (statements.stream().map(Statement::sid).distinct().count() != statements.size()) {
            throw new IllegalArgumentException("two statements have one name");
        }
    }

    /** A policy of these statements. */
    public static PolicyDocument of(Statement... statements) {
        return new PolicyDocument(List.of(statements));
    }

    /** The same with more statements. */
    public PolicyDocument and(List<Statement> more) {
        List<Statement> all = new ArrayList<>(statements);
        all.addAll(more);
        return new PolicyDocument(all);
    }

    /** The document as IAM reads it. */
    public String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2012-10-17");
        document.put(
                "Statement", statements.stream().map(PolicyDocument::rendered).toList());
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps of text are written", impossible);
        }
    }

    private static Map<String, Object> rendered(Statement statement) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Sid", statement.sid());
        fields.put("Effect", statement.effect() == Statement.Effect.ALLOW ? "Allow" : "Deny");
        statement.principal().ifPresent(who -> fields.put("Principal", rendered(who)));
        fields.put("Action", oneOrMany(statement.actions()));
        if (!statement.resources().isEmpty()) {
            fields.put("Resource", oneOrMany(statement.resources()));
        }
        if (!statement.conditions().isEmpty()) {
            fields.put("Condition", rendered(statement.conditions()));
        }
        return fields;
    }

    private static Object rendered(Principal principal) {
        return switch (principal) {
            case Principal.Services(List<String> domains) -> Map.of("Service", oneOrMany(domains));
            case Principal.Arns(List<String> arns) -> Map.of("AWS", oneOrMany(arns));
            case Principal.Everybody() -> Map.of("AWS", "*");
            case Principal.ThroughEndpoint() -> Map.of("AWS", "*");
        };
    }

    private static Map<String, Map<String, Object>> rendered(List<Condition> conditions) {
        Map<String, Map<String, Object>> operators = new LinkedHashMap<>();
        for (Condition condition : conditions) {
            operators
                    .computeIfAbsent(condition.operator(), operator -> new LinkedHashMap<>())
                    .put(condition.key(), oneOrMany(condition.values()));
        }
        return operators;
    }

    /** AWS gives a list of one back as its item; writing it so from the start shows no difference later. */
    private static Object oneOrMany(List<String> values) {
        return values.size() == 1 ? values.getFirst() : values;
    }
}
