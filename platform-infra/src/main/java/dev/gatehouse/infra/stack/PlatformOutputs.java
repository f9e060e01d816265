package dev.gatehouse.infra.stack;

import com.pulumi.Context;
import com.pulumi.core.Output;
import java.util.List;

/**
 * What the platform tells services and operations: ARNs, names and addresses, never values.
 *
 * @param configChangesUrl    the queue that config-service hears of changes by
 * @param scannerWorkUrl      the queue of scanner-worker's work
 * @param auditIntakeUrl      the queue that says where new files of the trail are
 * @param deadLetterArns      the queues that should be empty
 * @param quarantineBucket    where the responder puts what it took out of use
 * @param rotationFunctionArn what drives the rotation of secrets
 * @param secretArns          the secrets
 */
public record PlatformOutputs(
        Output<String> configChangesUrl,
        Output<String> scannerWorkUrl,
        Output<String> auditIntakeUrl,
        Output<List<String>> deadLetterArns,
        Output<String> quarantineBucket,
        Output<String> rotationFunctionArn,
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
