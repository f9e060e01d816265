package dev.gatehouse.infra.component;

import com.pulumi.aws.ec2.FlowLog;
import com.pulumi.aws.ec2.FlowLogArgs;
import com.pulumi.aws.ec2.inputs.FlowLogDestinationOptionsArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import java.util.Map;

/** Who talked to whom in the network, all of it, in Parquet in the log archive, where Athena reads it. */
public final class FlowLogs extends ComponentResource {
    /** Version 5 fields that tell who, with what, which way and whether it was let through. */
    private static final String FIELDS =
            "${version} ${account-id} ${vpc-id} ${subnet-id} ${interface-id} ${instance-id} ${srcaddr} ${dstaddr} ${srcport}"
                    + " ${dstport} ${pkt-srcaddr} ${pkt-dstaddr} ${protocol} ${packets} ${bytes} ${start} ${end} ${action}"
                    + " ${tcp-flags} ${flow-direction} ${traffic-path} ${log-status}";

    /**
     * What the flow logs depend on.
     *
     * @param settings the environment's settings
     * @param vpcId    the network
     * @param archive  where they go
     */
    public record Args(EnvironmentSettings settings, Output<String> vpcId, LogArchive archive) {}

    /** The flow logs of a network. */
    public FlowLogs(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:FlowLogs", name, options);
        FlowLog log = new FlowLog(
                name,
                FlowLogArgs.builder()
                        .vpcId(args.vpcId())
                        .trafficType("ALL")
                        .logDestinationType("s3")
                        .logDestination(args.archive().bucket().arn())
                        .logFormat(FIELDS)
                        .maxAggregationInterval(60)
                        .destinationOptions(FlowLogDestinationOptionsArgs.builder()
                                .fileFormat("parquet")
                                .hiveCompatiblePartitions(true)
                                .perHourPartition(true)
                                .build())
                        .tags(args.settings().tags().stateless("network"))
                        .build(),
                Options.under(this, args.archive().bucket().policy()));
        registerOutputs(Map.of("id", log.id()));
    }
}
