package dev.gatehouse.infra.component;

import com.pulumi.aws.backup.Plan;
import com.pulumi.aws.backup.PlanArgs;
import com.pulumi.aws.backup.RegionSettings;
import com.pulumi.aws.backup.RegionSettingsArgs;
import com.pulumi.aws.backup.ReportPlan;
import com.pulumi.aws.backup.ReportPlanArgs;
import com.pulumi.aws.backup.Selection;
import com.pulumi.aws.backup.SelectionArgs;
import com.pulumi.aws.backup.inputs.PlanRuleArgs;
import com.pulumi.aws.backup.inputs.PlanRuleCopyActionArgs;
import com.pulumi.aws.backup.inputs.PlanRuleCopyActionLifecycleArgs;
import com.pulumi.aws.backup.inputs.PlanRuleLifecycleArgs;
import com.pulumi.aws.backup.inputs.ReportPlanReportDeliveryChannelArgs;
import com.pulumi.aws.backup.inputs.ReportPlanReportSettingArgs;
import com.pulumi.aws.backup.inputs.SelectionSelectionTagArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.BackupProfile;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags.BackupClass;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Daily, weekly and monthly recovery points of all that is tagged for it, and for the critical a plan of their own with cold
 * storage. Each copy goes to the second region at once, since a recovery point in cold storage can't be copied. Services that
 * nobody opted in are skipped by AWS without a word, so all are opted in here.
 */
public final class BackupPlans extends ComponentResource {
    private static final List<String> SERVICES = List.of(
            "Aurora",
            "DynamoDB",
            "EBS",
            "EC2",
            "EFS",
            "RDS",
            "S3",
            "CloudFormation",
            "DocumentDB",
            "FSx",
            "Neptune",
            "Redshift",
            "Storage Gateway",
            "Timestream",
            "VirtualMachine",
            "SAP HANA on Amazon EC2");

    private final Args args;
    private final BackupProfile profile;

    /**
     * What the plans depend on.
     *
     * @param settings     the environment's settings
     * @param vaultName    where recovery points go
     * @param copiesArn    where their copies go
     * @param serviceRole  the ARN of the role that AWS Backup takes on
     * @param reportBucket the name of the bucket that reports go to
     */
    public record Args(
            EnvironmentSettings settings,
            Output<String> vaultName,
            Output<String> copiesArn,
            Output<String> serviceRole,
            Output<String> reportBucket) {}

    /** The plans of an environment. */
    public BackupPlans(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:BackupPlans", name, options);
        this.args = args;
        this.profile = args.settings().profile().backup();
        Map<String, Boolean> optedIn = new TreeMap<>();
        SERVICES.forEach(service -> optedIn.put(service, true));
        new RegionSettings(
                name,
                RegionSettingsArgs.builder()
                        .resourceTypeOptInPreference(optedIn)
                        .resourceTypeManagementPreference(Map.of("DynamoDB", true, "EFS", true))
                        .build(),
                Options.under(this));
        plan(BackupClass.STANDARD, standard());
        plan(BackupClass.CRITICAL, critical());
        report();
        registerOutputs(Map.of());
    }

    private List<PlanRuleArgs> standard() {
        return List.of(
                rule("daily", "cron(0 3 ? * * *)", hot(profile.dailyDays())),
                rule("weekly", "cron(0 4 ? * SUN *)", hot(profile.weeklyDays())),
                rule("monthly", "cron(0 5 1 * ? *)", hot(profile.monthlyDays())));
    }

    private List<PlanRuleArgs> critical() {
        return List.of(
                rule("critical-daily", "cron(0 1 ? * * *)", hot(profile.dailyDays())),
                rule(
                        "critical-monthly",
                        "cron(0 2 1 * ? *)",
                        PlanRuleLifecycleArgs.builder()
                                .coldStorageAfter(profile.criticalColdDays())
                                .deleteAfter(profile.monthlyDays())
                                .build()));
    }

    private static PlanRuleLifecycleArgs hot(int days) {
        return PlanRuleLifecycleArgs.builder().deleteAfter(days).build();
    }

    private PlanRuleArgs rule(String name, String schedule, PlanRuleLifecycleArgs lifecycle) {
        return PlanRuleArgs.builder()
                .ruleName(name)
                .targetVaultName(args.vaultName())
                .schedule(schedule)
                .startWindow(60)
                .completionWindow(480)
                .lifecycle(lifecycle)
                .copyActions(PlanRuleCopyActionArgs.builder()
                        .destinationVaultArn(args.copiesArn())
                        .lifecycle(PlanRuleCopyActionLifecycleArgs.builder()
                                .deleteAfter(profile.weeklyDays())
                                .build())
                        .build())
                .recoveryPointTags(args.settings().tags().stateless("backup"))
                .build();
    }

    private void plan(BackupClass selected, List<PlanRuleArgs> rules) {
        String name = selected.label();
        Plan plan = new Plan(
                name,
                PlanArgs.builder()
                        .name(args.settings().name(name))
                        .rules(rules)
                        .tags(args.settings().tags().stateless("backup"))
                        .build(),
                Options.under(this));
        new Selection(
                name,
                SelectionArgs.builder()
                        .name(args.settings().name(name))
                        .planId(plan.id())
                        .iamRoleArn(args.serviceRole())
                        .selectionTags(SelectionSelectionTagArgs.builder()
                                .type("STRINGEQUALS")
                                .key("BackupRequired")
                                .value(selected.label())
                                .build())
                        .build(),
                Options.under(this));
    }

    private void report() {
        new ReportPlan(
                "jobs",
                ReportPlanArgs.builder()
                        .name(args.settings().name("backup_jobs").replace('-', '_'))
                        .description("Which backup jobs ran and which did not")
                        .reportDeliveryChannel(ReportPlanReportDeliveryChannelArgs.builder()
                                .s3BucketName(args.reportBucket())
                                .s3KeyPrefix("backup-reports")
                                .formats("CSV")
                                .build())
                        .reportSetting(ReportPlanReportSettingArgs.builder()
                                .reportTemplate("BACKUP_JOB_REPORT")
                                .build())
                        .tags(args.settings().tags().stateless("backup"))
                        .build(),
                Options.under(this));
    }
}
