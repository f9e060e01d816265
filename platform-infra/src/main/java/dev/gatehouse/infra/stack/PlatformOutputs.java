package dev.gatehouse.infra.stack;

import com.pulumi.Context;
import com.pulumi.core.Output;
import java.util.List;

/**
 * What the platform tells services and operations: ARNs, names and addresses, never values.
 *
 * @param configChangesUrl     the queue that config-service hears of changes by
 * @param scannerWorkUrl       the queue of objects that scanner-worker puts there for itself
 * @param scannerEventsUrl     the queue that scanner-worker hears of changes by
 * @param auditIntakeUrl       the queue that says where new files of the trail are
 * @param deadLetterArns       the queues that should be empty
 * @param quarantineBucket     where responses put what they took out of use
 * @param scannerTable         what scanner-worker keeps
 * @param rotationFunctionArn  what drives the rotation of secrets
 * @param configServiceRoleArn what config-service runs as
 * @param scannerWorkerRoleArn what scanner-worker runs as
 * @param secretArns           the secrets
 */
public record PlatformOutputs(
        Output<String> configChangesUrl,
        Output<String> scannerWorkUrl,
        Output<String> scannerEventsUrl,
        Output<String> auditIntakeUrl,
        Output<List<String>> deadLetterArns,
        Output<String> quarantineBucket,
        Output<String> scannerTable,
        Output<String> rotationFunctionArn,
        Output<String> configServiceRoleArn,
        Output<String> scannerWorkerRoleArn,
        Output<List<String>> secretArns) {
    /** Exports each of them. */
    public void export(Context context) {
        StackOutputs.export(context, this);
    }

    /** Reads the platform of the same environment and organization. */
    public static PlatformOutputs read(Context context) {
        return StackOutputs.read(context, "platform", PlatformOutputs.class);
    }
}
