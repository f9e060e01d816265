package dev.gatehouse.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.work.ChangeEvent.Changed;
import dev.gatehouse.scanner.work.ChangeEvent.Defect;
import dev.gatehouse.scanner.work.ChangeEvent.Malformed;
import dev.gatehouse.scanner.work.ChangeEvent.Unrelated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeEventsTest {
    private static final String ARN = "arn:aws:lambda:eu-central-1:111122223333:function:f";

    static String event(String source, String type, String detail) {
        return """
                {"version": "0", "id": "1", "detail-type": "%s", "source": "%s", "account": "111122223333",
                 "time": "2026-11-21T12:00:00Z", "region": "eu-central-1", "resources": [], "detail": %s}""".formatted(type, source, detail);
    }

    static String call(String source, String name, String more) {
        return event(
                "aws.x",
                "AWS API Call via CloudTrail",
                "{\"eventSource\": \"%s.amazonaws.com\", \"eventName\": \"%s\", %s}".formatted(source, name, more));
    }

    static String created(String bucket, String key) {
        return event("aws.s3", "Object Created", """
                {"version": "0", "bucket": {"name": "%s"}, "reason": "PutObject",
                 "object": {"key": "%s", "size": 5, "etag": "b1", "sequencer": "00"}}""".formatted(bucket, key));
    }

    private static List<ChangedObject> changed(String body) {
        return ChangeEvents.parse(body) instanceof Changed event ? event.objects() : List.of();
    }

    @Test
    void readsAnObjectsKeyAsItStands() {
        // Given a key that would be another one if it were decoded
        String body = created("logs", "a+b%20c/\\u0000\\n\\\"\u00e4");

        ChangeEvent event = ChangeEvents.parse(body);

        String key = "a+b%20c/\u0000\n\"\u00e4";
        assertThat(event)
                .isEqualTo(new Changed(
                        "111122223333",
                        "eu-central-1",
                        List.of(new ChangedObject("s3", "logs/" + key, key, Optional.empty()))));
    }

    @Test
    void readsAnObjectsVersion() {
        String detail = "{\"bucket\": {\"name\": \"logs\"}, \"object\": {\"key\": \"k\", \"version-id\": \"v7\"}}";

        assertThat(changed(event("aws.s3", "Object Created", detail)))
                .containsExactly(new ChangedObject("s3", "logs/k", "k", Optional.of("v7")));
    }

    @ParameterizedTest
    @CsvSource({"Create, 1", "Update, 1", "Delete, 0", "LabelParameterVersion, 0"})
    void readsParametersThatHaveANewValue(String operation, int objects) {
        String detail = "{\"operation\": \"%s\", \"name\": \"/app/x\", \"type\": \"String\"}".formatted(operation);

        assertThat(changed(event("aws.ssm", "Parameter Store Change", detail))).hasSize(objects);
    }

    @ParameterizedTest
    @CsvSource({
        "UpdateFunctionConfiguration20150331, lambda, ''",
        "UpdateFunctionConfiguration20150331v2, lambda, ''",
        "UpdateFunctionConfiguration, lambda, ''",
        "UpdateFunctionCode20150331v2, lambda-code, ''",
        "CreateFunction20150331, lambda, lambda-code"
    })
    void readsFunctionsByTheirArnWithoutAVersion(String name, String kind, String second) {
        String body = call(
                "lambda",
                name,
                "\"requestParameters\": {\"functionName\": \"f\"}, \"responseElements\": {\"functionArn\": \"%s:3\"}"
                        .formatted(ARN));

        assertThat(changed(body))
                .extracting(ChangedObject::kind)
                .containsExactlyElementsOf(second.isEmpty() ? List.of(kind) : List.of(kind, second));
        assertThat(changed(body)).extracting(ChangedObject::name).containsOnly(ARN);
    }

    @Test
    void takesAFunctionsNameWhereTheAnswerIsNotInTheEvent() {
        String body =
                call("lambda", "UpdateFunctionCode20150331v2", "\"requestParameters\": {\"functionName\": \"f\"}");

        assertThat(changed(body)).containsExactly(ChangedObject.of("lambda-code", "f"));
    }

    @Test
    void readsTaskDefinitionsAndParametersOfCalls() {
        String task = call(
                "ecs",
                "RegisterTaskDefinition",
                "\"responseElements\": {\"taskDefinition\": {\"taskDefinitionArn\": \"arn:t:7\"}}");
        String put = call("ssm", "PutParameter", "\"requestParameters\": {\"name\": \"/app/x\"}");

        assertThat(changed(task)).containsExactly(ChangedObject.of("ecs", "arn:t:7"));
        assertThat(changed(put)).containsExactly(new ChangedObject("ssm", "/app/x", "/app/x", Optional.empty()));
    }

    @Test
    void passesOverWhatChangesNothing() {
        List<String> others = List.of(
                event("aws.s3", "Object Deleted", "{}"),
                event("aws.ec2", "EC2 Instance State-change Notification", "{}"),
                event("somebody", "Object Created", "{}"),
                event("somebody", "Parameter Store Change", "{}"),
                call("lambda", "Invoke", "\"requestParameters\": {}"),
                call("evil", "PutParameter", "\"requestParameters\": {\"name\": \"/app/x\"}"),
                call("ssm", "PutParameter", "\"errorCode\": \"AccessDenied\""));

        assertThat(others).map(ChangeEvents::parse).containsOnly(new Unrelated());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{", "{\"a\":", "\"", "NaN", "{'a': 1}", "[1,]"})
    void aTextThatIsNoJsonIsMalformed(String body) {
        ChangeEvent event = ChangeEvents.parse(body);

        assertThat(event).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "[]", "null", "true", "{}", "{\"Records\": []}", "{\"detail\": {}}"})
    void whatIsNotInTheEnvelopeIsMalformed(String body) {
        assertThat(ChangeEvents.parse(body)).isEqualTo(new Malformed(Defect.NO_ENVELOPE));
    }

    @Test
    void anEnvelopeWithAStrangeAccountOrRegionIsMalformed() {
        String good = created("logs", "k");

        assertThat(List.of(
                        good.replace("111122223333", "1111"),
                        good.replace("\"111122223333\"", "111122223333"),
                        good.replace("eu-central-1", "../eu"),
                        good.replace("\"eu-central-1\"", "null")))
                .map(ChangeEvents::parse)
                .containsOnly(new Malformed(Defect.NO_ENVELOPE));
    }

    @Test
    void anEventThatNamesNothingIsMalformed() {
        List<String> nameless = List.of(
                event("aws.s3", "Object Created", "{}"),
                event("aws.s3", "Object Created", "{\"bucket\": [], \"object\": 1}"),
                created("logs", ""),
                created("", "k"),
                created("../x", "k"),
                created("logs", "k".repeat(ChangeEvents.MAX_NAME + 1)),
                created("logs", "k").replace("\"k\"", "7"),
                event("aws.ssm", "Parameter Store Change", "{\"operation\": \"Create\"}"),
                call("ssm", "PutParameter", "\"requestParameters\": null"),
                call("ecs", "RegisterTaskDefinition", "\"responseElements\": \"omitted\""));

        assertThat(nameless).map(ChangeEvents::parse).containsOnly(new Malformed(Defect.NO_OBJECT));
    }

    @Test
    void aNameMayHaveTwoThousandCharacters() {
        assertThat(changed(created("logs", "k".repeat(ChangeEvents.MAX_NAME)))).hasSize(1);
    }

    @Test
    void aMessageMayHaveAQuarterOfAMegabyte() {
        String body = created("logs", "k");
        String longest = body + " ".repeat(ChangeEvents.MAX_LENGTH - body.length());

        assertThat(changed(longest)).hasSize(1);
        assertThat(ChangeEvents.parse(longest + " ")).isEqualTo(new Malformed(Defect.TOO_LARGE));
    }

    @Test
    void nestingIsBounded() {
        String deep = "[".repeat(ChangeEvents.MAX_DEPTH + 1) + "]".repeat(ChangeEvents.MAX_DEPTH + 1);

        assertThat(ChangeEvents.parse(deep)).isEqualTo(new Malformed(Defect.NOT_JSON));
    }

    @ParameterizedTest
    @CsvSource({
        "logs, true",
        "s3://logs, true",
        "logs/a, true",
        "logs/a/, true",
        "logs/b, false",
        "log, false",
        "logs-2, false"
    })
    void anObjectIsInATargetThatWouldListIt(String location, boolean is) {
        ChangedObject object = new ChangedObject("s3", "logs/a/k", "a/k", Optional.empty());

        assertThat(object.isIn(new Target("t", "s3", location, Map.of()))).isEqualTo(is);
        assertThat(object.isIn(new Target("t", "ssm", location, Map.of()))).isFalse();
    }
}
