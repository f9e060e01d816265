package dev.gatehouse.config.store.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeEventsTest {
    /** The body of the Systems Manager user guide, with a name of ours. */
    static final String PARAMETER = """
            {"version":"0","id":"9547ef2d-3b7e-4057-b6cb-5fdf09ee7c8f","detail-type":"Parameter Store Change",
             "source":"aws.ssm","account":"123456789012","time":"2026-02-22T16:43:48Z","region":"eu-central-1",
             "resources":["arn:aws:ssm:eu-central-1:123456789012:parameter/acme/prod/x"],
             "detail":{"name":"/acme/prod/x","type":"SecureString","operation":"%s","description":"Sample"}}
            """;

    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:acme/prod/db-a1B2c3";

    @ParameterizedTest
    @ValueSource(strings = {"Create", "Update", "Delete", "LabelParameterVersion"})
    void readsAChangeOfAParameter(String operation) {
        assertThat(ChangeEvents.parse(PARAMETER.formatted(operation)))
                .isEqualTo(new Change.OfParameter(ParameterPath.of("acme/prod/x")));
    }

    @ParameterizedTest
    @CsvSource({
        "PutSecretValue, acme/prod/db",
        "UpdateSecret, arn:aws:secretsmanager:eu-central-1:123456789012:secret:acme/prod/db-a1B2c3",
        "UpdateSecretVersionStage, arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:acme/prod/db-a1B2c3",
        "DeleteSecret, arn:aws:secretsmanager:eu-central-1:123456789012:secret:acme/prod/db",
        "RestoreSecret, acme/prod/db",
        "RotateSecret, acme/prod/db"
    })
    void readsAChangeOfASecret(String operation, String id) {
        assertThat(ChangeEvents.parse(call(operation, "\"requestParameters\":{\"secretId\":\"" + id + "\"}")))
                .isEqualTo(new Change.OfSecret(new SecretName("acme/prod/db")));
    }

    @Test
    void readsTheNameOfANewSecretAndTheIdOfARotatedOne() {
        String created = call("CreateSecret", "\"requestParameters\":{\"name\":\"acme/prod/db\"}");
        String rotated = call("RotationSucceeded", "\"additionalEventData\":{\"SecretId\":\"" + ARN + "\"}")
                .replace("AWS API Call", "AWS Service Event");

        assertThat(ChangeEvents.parse(created)).isEqualTo(new Change.OfSecret(new SecretName("acme/prod/db")));
        assertThat(ChangeEvents.parse(rotated)).isEqualTo(new Change.OfSecret(new SecretName("acme/prod/db")));
    }

    @Test
    void readsAnEventInsideANotification() {
        assertThat(ChangeEvents.parse(notification(PARAMETER.formatted("Update"))))
                .isEqualTo(new Change.OfParameter(ParameterPath.of("acme/prod/x")));
    }

    @Test
    void passesOverWhatChangesNothing() {
        String id = "\"requestParameters\":{\"secretId\":\"acme/prod/db\"}";

        assertThat(ChangeEvents.parse(call("GetSecretValue", id))).isEqualTo(new Change.Unrelated());
        assertThat(ChangeEvents.parse(call("PutSecretValue", id + ",\"errorCode\":\"AccessDenied\"")))
                .isEqualTo(new Change.Unrelated());
        assertThat(ChangeEvents.parse(call("PutSecretValue", id).replace("secretsmanager.", "kms.")))
                .isEqualTo(new Change.Unrelated());
        assertThat(ChangeEvents.parse("{\"detail-type\":\"Scheduled Event\",\"detail\":{}}"))
                .isEqualTo(new Change.Unrelated());
    }

    @Test
    void passesOverNamesThatAreNotCanonical() {
        assertThat(ChangeEvents.parse(PARAMETER.formatted("Update").replace("\"/acme/prod/x\"", "\"flat\"")))
                .isEqualTo(new Change.Unrelated());
        assertThat(ChangeEvents.parse(call("PutSecretValue", "\"requestParameters\":{\"secretId\":\"a@b\"}")))
                .isEqualTo(new Change.Unrelated());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "not json",
                "{}",
                "{\"detail\":{}}",
                "{\"detail-type\":\"Parameter Store Change\"}",
                "{\"detail-type\":\"Parameter Store Change\",\"detail\":[]}",
                "{\"detail-type\":\"Parameter Store Change\",\"detail\":{\"operation\":\"Update\"}}",
                "{\"detail-type\":\"Parameter Store Change\",\"detail\":{\"name\":{\"a\":1}}}",
                "{\"Message\":\"{\"}",
                "{\"Message\":\"\"}"
            })
    void callsAnythingElseMalformed(String body) {
        assertThat(ChangeEvents.parse(body)).isEqualTo(new Change.Malformed());
    }

    @Test
    void callsASecretsChangeWithoutAnIdMalformed() {
        assertThat(ChangeEvents.parse(call("PutSecretValue", "\"requestParameters\":null")))
                .isEqualTo(new Change.Malformed());
    }

    @Test
    void readsToItsBoundsAndNoFurther() {
        String event = PARAMETER.formatted("Update");
        String longest = event + " ".repeat(ChangeEvents.MAX_LENGTH - event.length());

        assertThat(ChangeEvents.parse(longest)).isInstanceOf(Change.OfParameter.class);
        assertThat(ChangeEvents.parse(longest + " ")).isEqualTo(new Change.Malformed());
        assertThat(ChangeEvents.parse(nested(ChangeEvents.MAX_DEPTH - 1))).isInstanceOf(Change.OfParameter.class);
        assertThat(ChangeEvents.parse(nested(ChangeEvents.MAX_DEPTH))).isEqualTo(new Change.Malformed());
    }

    /** An event as SNS wraps it. */
    static String notification(String event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Type", "Notification")
                .put("TopicArn", "arn:aws:sns:eu-central-1:123456789012:changes")
                .put("Message", event)
                .toString();
    }

    /** An API call of Secrets Manager as CloudTrail tells it. */
    static String call(String operation, String fields) {
        return "{\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.secretsmanager\",\"detail\":{"
                + "\"eventSource\":\"secretsmanager.amazonaws.com\",\"eventName\":\"" + operation + "\"," + fields
                + "}}";
    }

    private static String nested(int depth) {
        return "{\"more\":" + "[".repeat(depth) + "]".repeat(depth) + ","
                + PARAMETER.formatted("Update").strip().substring(1);
    }
}
