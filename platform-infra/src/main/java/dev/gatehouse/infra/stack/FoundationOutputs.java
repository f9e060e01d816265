package dev.gatehouse.infra.stack;

import com.pulumi.Context;
import com.pulumi.core.Output;
import java.util.List;

/**
 * What the foundation tells the stacks on top of it: ARNs, ids and names, never values.
 *
 * @param masterKeyArn           the key of queues, topics and buckets
 * @param secretsKeyArn          the key of secrets
 * @param parametersKeyArn       the key of parameters
 * @param safetyKeyArn           the key of the safety system's data
 * @param logsKeyArn             the key of log groups
 * @param backupVaultName        where recovery points go
 * @param backupCopiesArn        where their copies go
 * @param accessLogBucket        where S3 writes accesses
 * @param arrivalsTopicArn       the topic that says that a file of the trail has come
 * @param alertsTopicArn         the topic of alarms
 * @param vpcId                  the network
 * @param publicSubnetIds        where load balancers go, a subnet a zone
 * @param privateSubnetIds       where services and functions go
 * @param isolatedSubnetIds      where databases go
 * @param loadBalancerGroupId    the security group of load balancers
 * @param servicesGroupId        that of services
 * @param functionsGroupId       that of functions
 */
public record FoundationOutputs(
        Output<String> masterKeyArn,
        Output<String> secretsKeyArn,
        Output<String> parametersKeyArn,
        Output<String> safetyKeyArn,
        Output<String> logsKeyArn,
        Output<String> backupVaultName,
        Output<String> backupCopiesArn,
        Output<String> accessLogBucket,
        Output<String> arrivalsTopicArn,
        Output<String> alertsTopicArn,
        Output<String> vpcId,
        Output<List<String>> publicSubnetIds,
        Output<List<String>> privateSubnetIds,
        Output<List<String>> isolatedSubnetIds,
        Output<String> loadBalancerGroupId,
        Output<String> servicesGroupId,
        Output<String> functionsGroupId) {
    /** Exports each of them. */
    public void export(Context context) {
        StackOutputs.export(context, this);
    }

    /** Reads the foundation of the same environment and organization. */
    public static FoundationOutputs read(Context context) {
        return StackOutputs.read(context, "foundation", FoundationOutputs.class);
    }
}
