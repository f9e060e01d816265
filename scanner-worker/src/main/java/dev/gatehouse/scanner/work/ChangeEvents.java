package dev.gatehouse.scanner.work;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.scanner.work.ChangeEvent.Changed;
import dev.gatehouse.scanner.work.ChangeEvent.Defect;
import dev.gatehouse.scanner.work.ChangeEvent.Malformed;
import dev.gatehouse.scanner.work.ChangeEvent.Unrelated;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the events of EventBridge that tell of changed content: "Object Created" of S3, "Parameter Store Change" of SSM, and
 * "AWS API Call via CloudTrail" of SSM, Lambda and ECS.
 *
 * <p>Sources: the EventBridge event structure, "EventBridge event message structure" of the S3 user guide (a key stands there
 * as it is; only S3's own notifications encode it), "Monitoring Parameter Store" of the Systems Manager user guide, and
 * CloudTrail's record contents. Lambda's calls carry the date of their API's version in their names.
 */
public final class ChangeEvents {
    /** Characters of a message; SQS held no more when EventBridge began to send to it. */
    static final int MAX_LENGTH = 262_144;

    /** Levels of a message; a task definition has about ten. */
    static final int MAX_DEPTH = 64;

    /** Characters of a name; a key of S3 has at most 1024 bytes, a parameter's name and an ARN 2048. */
    static final int MAX_NAME = 2_048;

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");

    /** A function's ARN, and behind it a version's or an alias's name. */
    private static final Pattern FUNCTION = Pattern.compile("(arn:[^:]+:lambda:[^:]+:[0-9]+:function:[^:]+)(?::.+)?");

    /** CloudTrail adds a date, and {@code v2} where the date was used before: {@code CreateFunction20150331}. */
    private static final Pattern DATED = Pattern.compile("([A-Za-z]+)[0-9]{8}(?:v[0-9]+)?");

    private static final Set<String> CODE = Set.of("CreateFunction", "UpdateFunctionCode");
    private static final Set<String> ENVIRONMENT = Set.of("CreateFunction", "UpdateFunctionConfiguration");

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_LENGTH)
                            .build())
                    .build())
            .build();

    private ChangeEvents() {}

    /** What a message says; nothing that it holds is thrown or repeated. */
    public static ChangeEvent parse(String body) {
        if (body.length() > MAX_LENGTH) {
            return new Malformed(Defect.TOO_LARGE);
        }
        try {
            return event(JSON.readTree(body));
        } catch (JsonProcessingException malformed) {
            return new Malformed(Defect.NOT_JSON);
        }
    }

    private static ChangeEvent event(JsonNode event) {
        JsonNode detail = event.path("detail");
        String account = text(event, "account");
        String region = text(event, "region");
        String type = text(event, "detail-type");
        boolean isEnvelope = detail.isObject()
                && !type.isEmpty()
                && ACCOUNT.matcher(account).matches()
                && REGION.matcher(region).matches();
        if (!isEnvelope) {
            return new Malformed(Defect.NO_ENVELOPE);
        }
        Optional<List<ChangedObject>> objects = switch (type) {
            case "Object Created" -> isFrom(event, "aws.s3") ? stored(detail) : Optional.of(List.of());
            case "Parameter Store Change" -> isFrom(event, "aws.ssm") ? parameter(detail) : Optional.of(List.of());
            case "AWS API Call via CloudTrail" -> call(detail);
            default -> Optional.of(List.of());
        };
        return objects.<ChangeEvent>map(
                        changed -> changed.isEmpty() ? new Unrelated() : new Changed(account, region, changed))
                .orElseGet(() -> new Malformed(Defect.NO_OBJECT));
    }

    private static boolean isFrom(JsonNode event, String source) {
        return text(event, "source").equals(source);
    }

    private static Optional<List<ChangedObject>> stored(JsonNode detail) {
        String bucket = text(detail.path("bucket"), "name");
        String version = text(detail.path("object"), "version-id");
        return name(detail.path("object"), "key")
                .filter(key -> BUCKET.matcher(bucket).matches() && version.length() <= MAX_NAME)
                .map(key -> List.of(new ChangedObject(
                        "s3",
                        bucket + "/" + key,
                        key,
                        Optional.of(version).filter(known -> !known.isEmpty() && !known.equals("null")))));
    }

    private static Optional<List<ChangedObject>> parameter(JsonNode detail) {
        return switch (text(detail, "operation")) {
            case "Create", "Update" -> name(detail, "name").map(ChangeEvents::parameter);
            default -> Optional.of(List.of());
        };
    }

    private static List<ChangedObject> parameter(String name) {
        return List.of(new ChangedObject("ssm", name, name, Optional.empty()));
    }

    private static Optional<List<ChangedObject>> call(JsonNode call) {
        if (!text(call, "errorCode").isEmpty()) {
            return Optional.of(List.of());
        }
        JsonNode request = call.path("requestParameters");
        Matcher dated = DATED.matcher(text(call, "eventName"));
        String name = dated.matches() ? dated.group(1) : text(call, "eventName");
        return switch (text(call, "eventSource") + "/" + name) {
            case "ssm.amazonaws.com/PutParameter" -> name(request, "name").map(ChangeEvents::parameter);
            case "ecs.amazonaws.com/RegisterTaskDefinition" ->
                name(call.path("responseElements").path("taskDefinition"), "taskDefinitionArn")
                        .map(arn -> List.of(ChangedObject.of("ecs", arn)));
            case "lambda.amazonaws.com/CreateFunction",
                    "lambda.amazonaws.com/UpdateFunctionConfiguration",
                    "lambda.amazonaws.com/UpdateFunctionCode" ->
                name(call.path("responseElements"), "functionArn")
                        .or(() -> name(request, "functionName"))
                        .map(function -> function(name, function));
            default -> Optional.of(List.of());
        };
    }

    private static List<ChangedObject> function(String call, String function) {
        Matcher arn = FUNCTION.matcher(function);
        String name = arn.matches() ? arn.group(1) : function;
        List<ChangedObject> parts = List.of(ChangedObject.of("lambda", name), ChangedObject.of("lambda-code", name));
        return parts.stream()
                .filter(part -> part.kind().equals("lambda") ? ENVIRONMENT.contains(call) : CODE.contains(call))
                .toList();
    }

    private static Optional<String> name(JsonNode object, String field) {
        return Optional.of(text(object, field)).filter(name -> !name.isEmpty() && name.length() <= MAX_NAME);
    }

    /** Only texts are texts: a number where a name should be is no name. */
    private static String text(JsonNode object, String field) {
        return Optional.ofNullable(object.path(field).textValue()).orElse("");
    }
}
