package dev.gatehouse.config.store.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.failure.InvalidName;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the events that EventBridge sends of changes in Parameter Store and Secrets Manager, as they are or inside a
 * notification of SNS.
 *
 * <p>Sources: "Parameter Store Change" of the Systems Manager user guide (detail {@code name}, {@code operation});
 * "AWS API Call via CloudTrail" and "AWS Service Event via CloudTrail" with the CloudTrail entries of the Secrets
 * Manager user guide ({@code eventName}, {@code requestParameters.secretId} or {@code .name}, {@code
 * additionalEventData.SecretId}; an id is a name or an ARN).
 */
final class ChangeEvents {
    /** Characters of a message; an event of these has some thousand. */
    static final int MAX_LENGTH = 262_144;

    /** Levels of a message; an event of these has about ten. */
    static final int MAX_DEPTH = 32;

    private static final Set<String> SECRET_CHANGES = Set.of(
            "CreateSecret",
            "PutSecretValue",
            "UpdateSecret",
            "UpdateSecretVersionStage",
            "DeleteSecret",
            "RestoreSecret",
            "RotateSecret",
            "RotationSucceeded");

    /** Secrets Manager puts a hyphen and six characters of its own behind the name. */
    private static final Pattern SECRET_ARN =
            Pattern.compile("arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:(.+?)(?:-[A-Za-z0-9]{6})?");

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_LENGTH)
                            .build())
                    .build())
            .build();

    private ChangeEvents() {}

    static Change parse(String body) {
        if (body.length() > MAX_LENGTH) {
            return new Change.Malformed();
        }
        try {
            JsonNode message = JSON.readTree(body);
            return event(message.path("Message").isTextual() ? JSON.readTree(text(message, "Message")) : message);
        } catch (JsonProcessingException malformed) {
            return new Change.Malformed();
        }
    }

    private static Change event(JsonNode event) {
        JsonNode detail = event.path("detail");
        if (!detail.isObject()) {
            return new Change.Malformed();
        }
        return switch (text(event, "detail-type")) {
            case "Parameter Store Change" -> parameter(text(detail, "name"));
            case "AWS API Call via CloudTrail", "AWS Service Event via CloudTrail" -> secret(detail);
            case "" -> new Change.Malformed();
            default -> new Change.Unrelated();
        };
    }

    private static Change parameter(String name) {
        if (name.isEmpty()) {
            return new Change.Malformed();
        }
        try {
            return new Change.OfParameter(new ParameterPath(name));
        } catch (InvalidName notOurs) {
            return new Change.Unrelated();
        }
    }

    private static Change secret(JsonNode call) {
        boolean changed = text(call, "eventSource").equals("secretsmanager.amazonaws.com")
                && SECRET_CHANGES.contains(text(call, "eventName"))
                && text(call, "errorCode").isEmpty();
        if (!changed) {
            return new Change.Unrelated();
        }
        String id = secretId(call);
        if (id.isEmpty()) {
            return new Change.Malformed();
        }
        try {
            return new Change.OfSecret(new SecretName(nameOf(id)));
        } catch (InvalidName notOurs) {
            return new Change.Unrelated();
        }
    }

    private static String secretId(JsonNode call) {
        String id = text(call.path("requestParameters"), "secretId");
        if (id.isEmpty()) {
            id = text(call.path("requestParameters"), "name");
        }
        return id.isEmpty() ? text(call.path("additionalEventData"), "SecretId") : id;
    }

    private static String nameOf(String id) {
        var arn = SECRET_ARN.matcher(id);
        return arn.matches() ? arn.group(1) : id;
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asText("");
    }
}
