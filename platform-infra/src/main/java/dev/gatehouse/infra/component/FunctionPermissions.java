package dev.gatehouse.infra.component;

import com.pulumi.core.Output;
import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;

/** What any function of ours may do: log, trace, give up, and have a place in the network. Nothing else by itself. */
final class FunctionPermissions {
    private static final String[] INTERFACES = {
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses"
    };

    private FunctionPermissions() {}

    static LeastPrivilegeRole.Args role(SecureFunction.Args args, String name, Output<String> failures) {
        EnvironmentSettings settings = args.settings();
        return new LeastPrivilegeRole.Args(
                settings.name(name),
                args.description(),
                LeastPrivilegeRole.service(
                        "lambda.amazonaws.com", settings.account().id()),
                Output.tuple(failures, args.keys().data())
                        .applyValue(both -> of(settings.account(), settings.name(name), both.t1, both.t2)),
                settings.tags().stateless("functions"));
    }

    static PolicyDocument of(Account account, String functionName, String failures, String key) {
        return PolicyDocument.of(
                        Statement.allow("Log", "logs:CreateLogStream", "logs:PutLogEvents")
                                .on(account.arn(
                                        "logs",
                                        "log-group:" + SecureFunction.logGroup(functionName) + ":log-stream:*")),
                        // X-Ray knows no resources to name.
                        Statement.allow("Trace", "xray:PutTraceSegments", "xray:PutTelemetryRecords")
                                .on("*"),
                        Statement.allow("GiveUp", "sqs:SendMessage").on(failures),
                        Statement.allow("SealLetters", "kms:GenerateDataKey*", "kms:Decrypt")
                                .on(key))
                .and(network(account, functionName));
    }

    /** Lambda itself has these rights used; the code is denied them, since it runs by the same role. */
    private static List<Statement> network(Account account, String functionName) {
        return List.of(
                Statement.allow("LookAtInterfaces", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets")
                        .on("*"),
                Statement.allow("HaveInterfaces", INTERFACES)
                        .on(
                                account.arn("ec2", "network-interface/*"),
                                account.arn("ec2", "subnet/*"),
                                account.arn("ec2", "security-group/*")),
                Statement.deny("NotTheCodeItself", "ec2:*")
                        .on("*")
                        .when(Condition.arnLike(
                                "lambda:SourceFunctionArn", account.arn("lambda", "function:" + functionName))));
    }
}
