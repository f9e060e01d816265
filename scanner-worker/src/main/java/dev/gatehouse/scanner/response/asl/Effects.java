package dev.gatehouse.scanner.response.asl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.response.plan.PlanStep;
import java.util.List;
import java.util.Map;

/**
 * The effects of steps by integrations. Objects of S3 are copied and that version is deleted; of the others it is said what is left to
 * do, since no integration reaches them. A parameter is not converted: its value would stand in the execution's history.
 */
final class Effects {
    private static final String HTTP = "arn:aws:states:::http:invoke";
    private static final long LOOK = 30;

    private final PlanStep step;
    private final String name;
    private final String done;
    private final String failed;
    private final String skipped;

    Effects(PlanStep step, String done, String failed, String skipped) {
        this.step = step;
        this.name = step.name();
        this.done = done;
        this.failed = failed;
        this.skipped = skipped;
    }

    void quarantine(ObjectNode states) {
        ObjectNode map = states.putObject(name)
                .put("Type", "Map")
                .put("ItemsPath", "$.objects")
                .put("MaxConcurrency", 1);
        ObjectNode processor = map.putObject("ItemProcessor").put("StartAt", name + " kind");
        ObjectNode inner = processor.putObject("States");
        ObjectNode kind = inner.putObject(name + " kind").put("Type", "Choice").put("Default", name + " left");
        if (step.when().takes("s3")) {
            kind.putArray("Choices")
                    .addObject()
                    .put("Variable", "$.kind")
                    .put("StringEquals", "s3")
                    .put("Next", name + " copy");
            copy(inner.putObject(name + " copy"));
            remove(inner.putObject(name + " remove"));
        } else {
            kind.put("Type", "Pass").put("Next", name + " left").remove("Default");
        }
        inner.putObject(name + " left").put("Type", "Pass").put("End", true);
        map.putNull("ResultPath");
        StepStates.catching(map, failed);
        map.put("Next", done);
    }

    private void copy(ObjectNode task) {
        task.put("Type", "Task").put("Resource", "arn:aws:states:::aws-sdk:s3:copyObject");
        task.putObject("Parameters")
                .put("CopySource.$", "$.copySource")
                .put("CopySourceIfMatch.$", "$.etag")
                .put("Bucket", "${QuarantineBucket}")
                .put("Key.$", "States.Format('{}/content', $.item)")
                .put("ServerSideEncryption", "aws:kms")
                .put("SsekmsKeyId", "${QuarantineKmsKey}");
        task.putNull("ResultPath");
        retry(task);
        // Another content than what was scanned stays.
        StepStates.catching(task, name + " left");
        task.put("Next", name + " remove");
    }

    private void remove(ObjectNode task) {
        task.put("Type", "Task").put("Resource", "arn:aws:states:::aws-sdk:s3:deleteObject");
        task.putObject("Parameters")
                .put("Bucket.$", "$.bucket")
                .put("Key.$", "$.key")
                .put("VersionId.$", "$.version");
        task.putNull("ResultPath");
        retry(task);
        task.put("End", true);
    }

    void disableKey(ObjectNode states) {
        ObjectNode known = states.putObject(name).put("Type", "Choice").put("Default", failed);
        known.putArray("Choices")
                .addObject()
                .put("Variable", "$.key.id")
                .put("IsPresent", true)
                .put("Next", name + " off");
        ObjectNode task = states.putObject(name + " off");
        task.put("Type", "Task").put("Resource", "arn:aws:states:::aws-sdk:iam:updateAccessKey");
        task.putObject("Parameters")
                .put("UserName.$", "$.key.user")
                .put("AccessKeyId.$", "$.key.id")
                .put("Status", "Inactive");
        task.putNull("ResultPath");
        StepStates.guarded(task, step, failed);
        task.put("Next", done);
    }

    void rotate(ObjectNode states) {
        ObjectNode managed = states.putObject(name).put("Type", "Choice").put("Default", skipped);
        managed.putArray("Choices")
                .addObject()
                .put("Variable", "$.finding.secret")
                .put("IsPresent", true)
                .put("Next", name + " ask");
        ObjectNode ask = http(states.putObject(name + " ask"), "POST", "ConfigService");
        parameters(ask)
                .put("ApiEndpoint.$", "States.Format('${ConfigServiceUrl}/v1/secrets/{}:rotate', $.finding.secret)")
                .putObject("RequestBody")
                .put("reason.$", "States.Format('leaked: finding {}, response {}', $.finding.fingerprint, $.response)")
                .put("compromised.$", "$.finding.version");
        ask.put("ResultPath", "$.asked").put("Next", name + " wait");
        look(
                states,
                "ConfigService",
                "States.Format('${ConfigServiceUrl}/v1/secrets/{}:rotation', $.finding.secret)",
                "$.looked.ResponseBody.last[0]",
                Map.of("done", done, "failed", failed, "rolled-back", failed));
    }

    void notify(ObjectNode states) {
        ObjectNode task = states.putObject(name);
        task.put("Type", "Task").put("Resource", "arn:aws:states:::sns:publish");
        ObjectNode parameters = task.putObject("Parameters").put("TopicArn", "${TopicArn}");
        parameters
                .putObject("Message")
                .put("id.$", "States.Format('{}.{}', $.response, '" + name + "')")
                .put("response.$", "$.response")
                .put("finding.$", "$.finding")
                .put("places.$", "$.places")
                .put("steps.$", "$.steps");
        task.putNull("ResultPath");
        StepStates.guarded(task, step, failed);
        task.put("Next", done);
    }

    /** By a response of the scanner's own, with a plan that only verifies. */
    void verify(ObjectNode states) {
        ObjectNode ask = http(states.putObject(name), "POST", "Scanner");
        parameters(ask)
                .put("ApiEndpoint", "${ScannerUrl}/v1/responses")
                .putObject("RequestBody")
                .put("finding.$", "$.finding.fingerprint")
                .put("plan", "verify-only");
        ask.put("ResultPath", "$.asked").put("Next", name + " wait");
        look(
                states,
                "Scanner",
                "States.Format('${ScannerUrl}/v1/responses/{}', $.asked.ResponseBody.id)",
                "$.looked.ResponseBody",
                Map.of("done", done, "failed", failed, "cancelled", failed));
    }

    /** Waits, looks, and goes on when it is over. The state machine's own time limit ends it otherwise. */
    private void look(ObjectNode states, String service, String endpoint, String what, Map<String, String> ends) {
        states.putObject(name + " wait")
                .put("Type", "Wait")
                .put("Seconds", LOOK)
                .put("Next", name + " look");
        ObjectNode look = http(states.putObject(name + " look"), "GET", service);
        parameters(look).put("ApiEndpoint.$", endpoint);
        look.put("ResultPath", "$.looked").put("Next", name + " over?");
        ObjectNode over =
                states.putObject(name + " over?").put("Type", "Choice").put("Default", name + " wait");
        ArrayNode choices = over.putArray("Choices");
        for (String state : ends.keySet().stream().sorted().toList()) {
            ObjectNode choice = choices.addObject();
            ArrayNode all = choice.putArray("And");
            all.addObject().put("Variable", what + ".id").put("IsPresent", true);
            // While one goes on, the last is the one before it.
            all.addObject().put("Variable", what + ".id").put("StringEqualsPath", "$.asked.ResponseBody.id");
            all.addObject().put("Variable", what + ".state").put("StringEquals", state);
            choice.put("Next", ends.get(state));
        }
    }

    private ObjectNode http(ObjectNode task, String method, String service) {
        task.put("Type", "Task").put("Resource", HTTP);
        task.putObject("Parameters")
                .put("Method", method)
                .putObject("Authentication")
                .put("ConnectionArn", "${" + service + "Connection}");
        StepStates.guarded(task, step, failed);
        return task;
    }

    private static ObjectNode parameters(ObjectNode task) {
        return (ObjectNode) task.path("Parameters");
    }

    private void retry(ObjectNode task) {
        if (step.attempts() > 1) {
            ObjectNode retry = task.putArray("Retry").addObject();
            ArrayNode errors = retry.putArray("ErrorEquals");
            List.of("S3.SdkClientException", "States.Timeout").forEach(errors::add);
            retry.put("IntervalSeconds", Math.max(1, step.retryAfter().toSeconds()))
                    .put("MaxAttempts", step.attempts() - 1)
                    .put("BackoffRate", 2.0);
        }
    }
}
