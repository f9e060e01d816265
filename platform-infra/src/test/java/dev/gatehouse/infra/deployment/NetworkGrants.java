package dev.gatehouse.infra.deployment;

import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;

/** What EC2 calls a network. It reads without a resource, so reading is bound to the region only. */
final class NetworkGrants {
    private static final String[] ENVIRONMENTS = {"dev", "staging", "prod"};

    private NetworkGrants() {}

    static List<Grant> of(Account account) {
        String all = account.arn("ec2", "*/*");
        return List.of(
                new Grant(
                        List.of(
                                "aws:ec2/vpc:Vpc",
                                "aws:ec2/subnet:Subnet",
                                "aws:ec2/routeTable:RouteTable",
                                "aws:ec2/route:Route",
                                "aws:ec2/routeTableAssociation:RouteTableAssociation",
                                "aws:ec2/internetGateway:InternetGateway",
                                "aws:ec2/natGateway:NatGateway",
                                "aws:ec2/eip:Eip",
                                "aws:ec2/vpcEndpoint:VpcEndpoint",
                                "aws:ec2/flowLog:FlowLog",
                                "aws:ec2/securityGroup:SecurityGroup",
                                "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
                                "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
                                "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
                        Statement.allow(
                                        "Look",
                                        "ec2:DescribeVpcs",
                                        "ec2:DescribeVpcAttribute",
                                        "ec2:DescribeSubnets",
                                        "ec2:DescribeRouteTables",
                                        "ec2:DescribeInternetGateways",
                                        "ec2:DescribeNatGateways",
                                        "ec2:DescribeAddresses",
                                        "ec2:DescribeAddressesAttribute",
                                        "ec2:DescribeVpcEndpoints",
                                        "ec2:DescribePrefixLists",
                                        "ec2:DescribeFlowLogs",
                                        "ec2:DescribeSecurityGroups",
                                        "ec2:DescribeSecurityGroupRules",
                                        "ec2:DescribeNetworkAcls",
                                        "ec2:DescribeNetworkInterfaces",
                                        "ec2:DescribeAvailabilityZones",
                                        "ec2:DescribeTags")
                                .on("*")
                                .when(Condition.equal("aws:RequestedRegion", account.region()))),
                new Grant(
                        List.of("aws:ec2/vpc:Vpc", "aws:ec2/internetGateway:InternetGateway", "aws:ec2/eip:Eip"),
                        Statement.allow(
                                        "CreateTagged",
                                        "ec2:CreateVpc",
                                        "ec2:CreateInternetGateway",
                                        "ec2:AllocateAddress")
                                .on(all)
                                .when(Condition.equal("aws:RequestTag/Environment", ENVIRONMENTS))),
                new Grant(
                        List.of(
                                "aws:ec2/subnet:Subnet",
                                "aws:ec2/routeTable:RouteTable",
                                "aws:ec2/natGateway:NatGateway",
                                "aws:ec2/vpcEndpoint:VpcEndpoint",
                                "aws:ec2/flowLog:FlowLog",
                                "aws:ec2/securityGroup:SecurityGroup"),
                        Statement.allow(
                                        "CreateInside",
                                        "ec2:CreateSubnet",
                                        "ec2:CreateRouteTable",
                                        "ec2:CreateNatGateway",
                                        "ec2:CreateVpcEndpoint",
                                        "ec2:CreateFlowLogs",
                                        "ec2:CreateSecurityGroup")
                                .on(all)),
                new Grant(
                        List.of("aws:ec2/vpc:Vpc"),
                        Statement.allow("TagWhatIsCreated", "ec2:CreateTags")
                                .on(all)
                                .when(Condition.equal(
                                        "ec2:CreateAction",
                                        "CreateVpc",
                                        "CreateInternetGateway",
                                        "AllocateAddress",
                                        "CreateSubnet",
                                        "CreateRouteTable",
                                        "CreateNatGateway",
                                        "CreateVpcEndpoint",
                                        "CreateFlowLogs",
                                        "CreateSecurityGroup",
                                        "AuthorizeSecurityGroupIngress",
                                        "AuthorizeSecurityGroupEgress"))),
                new Grant(
                        List.of("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"),
                        Statement.allow("TagTheDefaultGroup", "ec2:CreateTags")
                                .on(account.arn("ec2", "security-group/*"))
                                .when(Condition.equal("aws:RequestTag/Application", "network"))),
                new Grant(
                        List.of(
                                "aws:ec2/vpc:Vpc",
                                "aws:ec2/subnet:Subnet",
                                "aws:ec2/routeTable:RouteTable",
                                "aws:ec2/route:Route",
                                "aws:ec2/routeTableAssociation:RouteTableAssociation",
                                "aws:ec2/internetGateway:InternetGateway",
                                "aws:ec2/natGateway:NatGateway",
                                "aws:ec2/eip:Eip",
                                "aws:ec2/vpcEndpoint:VpcEndpoint",
                                "aws:ec2/flowLog:FlowLog",
                                "aws:ec2/securityGroup:SecurityGroup"),
                        Statement.allow(
                                        "ChangeOurs",
                                        "ec2:ModifyVpcAttribute",
                                        "ec2:DeleteVpc",
                                        "ec2:ModifySubnetAttribute",
                                        "ec2:DeleteSubnet",
                                        "ec2:CreateRoute",
                                        "ec2:ReplaceRoute",
                                        "ec2:DeleteRoute",
                                        "ec2:DeleteRouteTable",
                                        "ec2:AssociateRouteTable",
                                        "ec2:ReplaceRouteTableAssociation",
                                        "ec2:DisassociateRouteTable",
                                        "ec2:AttachInternetGateway",
                                        "ec2:DetachInternetGateway",
                                        "ec2:DeleteInternetGateway",
                                        "ec2:DeleteNatGateway",
                                        "ec2:ReleaseAddress",
                                        "ec2:DisassociateAddress",
                                        "ec2:ModifyVpcEndpoint",
                                        "ec2:DeleteVpcEndpoints",
                                        "ec2:DeleteFlowLogs",
                                        "ec2:DeleteSecurityGroup",
                                        "ec2:DeleteTags")
                                .on(all)
                                .when(Condition.equal("aws:ResourceTag/Environment", ENVIRONMENTS))),
                new Grant(
                        List.of(
                                "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
                                "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                                "aws:ec2/securityGroup:SecurityGroup",
                                "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"),
                        Statement.allow(
                                        "Rules",
                                        "ec2:AuthorizeSecurityGroupIngress",
                                        "ec2:AuthorizeSecurityGroupEgress",
                                        "ec2:RevokeSecurityGroupIngress",
                                        "ec2:RevokeSecurityGroupEgress",
                                        "ec2:ModifySecurityGroupRules")
                                .on(
                                        account.arn("ec2", "security-group/*"),
                                        account.arn("ec2", "security-group-rule/*"))),
                new Grant(
                        List.of("aws:ebs/encryptionByDefault:EncryptionByDefault"),
                        Statement.allow(
                                        "EncryptedDisks",
                                        "ec2:GetEbsEncryptionByDefault",
                                        "ec2:EnableEbsEncryptionByDefault",
                                        "ec2:DisableEbsEncryptionByDefault")
                                .on("*")
                                .when(Condition.equal("aws:RequestedRegion", account.region()))),
                new Grant(
                        List.of("aws:ec2/flowLog:FlowLog"),
                        Statement.allow("DeliverFlowLogs", "logs:CreateLogDelivery", "logs:DeleteLogDelivery")
                                .on("*")));
    }
}
