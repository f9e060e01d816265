package dev.gatehouse.infra.component;

import com.pulumi.aws.backup.RestoreTestingPlan;
import com.pulumi.aws.backup.RestoreTestingPlanArgs;
import com.pulumi.aws.backup.RestoreTestingSelection;
import com.pulumi.aws.backup.RestoreTestingSelectionArgs;
import com.pulumi.aws.backup.inputs.RestoreTestingPlanRecoveryPointSelectionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import java.util.Map;

/** Restores the newest recovery points each week and throws them away: a backup that was never restored is a hope. */
public final class RestoreTests extends ComponentResource {
    /**
     * What the tests depend on.
     *
     * @param settings    the environment's settings
     * @param vaultArn    the ARN of the vault whose recovery points are restored
     * @param serviceRole the ARN of the role that restores
     */
    public record Args(EnvironmentSettings settings, String vaultArn, Output<String> serviceRole) {}

    /** The restore tests of an environment. */
    public RestoreTests(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:RestoreTests", name, options);
        RestoreTestingPlan plan = new RestoreTestingPlan(
                name,
                RestoreTestingPlanArgs.builder()
                        .name(args.settings().name("restore").replace('-', '_'))
                        .scheduleExpression("cron(0 6 ? * MON *)")
                        .startWindowHours(4)
                        .recoveryPointSelection(RestoreTestingPlanRecoveryPointSelectionArgs.builder()
                                .algorithm("LATEST_WITHIN_WINDOW")
                                .includeVaults(args.vaultArn())
                                .recoveryPointTypes("SNAPSHOT")
                                .selectionWindowDays(7)
                                .build())
                        .tags(args.settings().tags().stateless("backup"))
                        .build(),
                Options.under(this));
        new RestoreTestingSelection(
                name,
                RestoreTestingSelectionArgs.builder()
                        .name("tables")
                        .restoreTestingPlanName(plan.name())
                        .protectedResourceType("DynamoDB")
                        .protectedResourceArns("*")
                        .iamRoleArn(args.serviceRole())
                        .validationWindowHours(1)
                        .build(),
                Options.under(this));
        registerOutputs(Map.of());
    }
}
