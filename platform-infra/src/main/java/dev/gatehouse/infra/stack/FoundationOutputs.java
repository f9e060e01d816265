package dev.gatehouse.infra.stack;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.StackReference;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the foundation tells the stacks on top of it: ARNs and names, never values. Both sides use this record, so neither
 * can forget or misspell an output.
 *
 * @param masterKeyArn     the key of queues, topics and buckets
 * @param secretsKeyArn    the key of secrets
 * @param parametersKeyArn the key of parameters
 * @param safetyKeyArn     the key of the safety system's data
 * @param backupVaultName  where recovery points go
 * @param backupCopiesArn  where their copies go
 * @param accessLogBucket  where S3 writes accesses
 * @param arrivalsTopicArn the topic that says that a file of the trail has come
 * @param alertsTopicArn   the topic of alarms
 */
public record FoundationOutputs(
        Output<String> masterKeyArn,
        Output<String> secretsKeyArn,
        Output<String> parametersKeyArn,
        Output<String> safetyKeyArn,
        Output<String> backupVaultName,
        Output<String> backupCopiesArn,
        Output<String> accessLogBucket,
        Output<String> arrivalsTopicArn,
        Output<String> alertsTopicArn) {
    /** Exports each of them. */
    public void export(Context context) {
        byName().forEach(context::export);
    }

    /** Reads the foundation of the same environment and organization. */
    public static FoundationOutputs read(Context context) {
        StackReference stack = new StackReference(context.organizationName() + "/foundation/" + context.stackName());
        return new FoundationOutputs(
                text(stack, "masterKeyArn"),
                text(stack, "secretsKeyArn"),
                text(stack, "parametersKeyArn"),
                text(stack, "safetyKeyArn"),
                text(stack, "backupVaultName"),
                text(stack, "backupCopiesArn"),
                text(stack, "accessLogBucket"),
                text(stack, "arrivalsTopicArn"),
                text(stack, "alertsTopicArn"));
    }

    Map<String, Output<String>> byName() {
        Map<String, Output<String>> outputs = new TreeMap<>();
        outputs.put("masterKeyArn", masterKeyArn);
        outputs.put("secretsKeyArn", secretsKeyArn);
        outputs.put("parametersKeyArn", parametersKeyArn);
        outputs.put("safetyKeyArn", safetyKeyArn);
        outputs.put("backupVaultName", backupVaultName);
        outputs.put("backupCopiesArn", backupCopiesArn);
        outputs.put("accessLogBucket", accessLogBucket);
        outputs.put("arrivalsTopicArn", arrivalsTopicArn);
        outputs.put("alertsTopicArn", alertsTopicArn);
        return outputs;
    }

    private static Output<String> text(StackReference stack, String name) {
        return stack.requireOutput(name).applyValue(String::valueOf);
    }
}
