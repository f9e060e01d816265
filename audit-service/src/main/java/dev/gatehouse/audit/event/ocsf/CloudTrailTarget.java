package dev.gatehouse.audit.event.ocsf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** On what a CloudTrail event was: its {@code resources}, or else what its parameters name. */
final class CloudTrailTarget {
    private static final int IAM_ROLE = 4;
    private static final int IAM_USER = 3;

    /** Parameters that name what a call is about, the most telling first. */
    private static final List<String> NAMING = List.of(
            "roleArn",
            "secretId",
            "keyId",
            "bucketName",
            "userName",
            "roleName",
            "policyArn",
            "groupName",
            "functionName",
            "instanceId",
            "groupId",
            "vpcId",
            "snapshotId",
            "volumeId",
            "dBInstanceIdentifier",
            "trailName",
            "logGroupName",
            "tableName",
            "queueUrl",
            "topicArn",
            "name");

    private final JsonTape record;
    private final int parameters;

    CloudTrailTarget(JsonTape record) {
        this.record = record;
        parameters = record.find(JsonTape.ROOT, "requestParameters");
    }

    /** By ARN where the record has them, else the one name that its parameters have. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        int list = record.find(JsonTape.ROOT, "resources");
        for (int item = record.first(list); item != JsonTape.NONE; item = record.after(item)) {
            int arn = record.findText(item, "ARN");
            if (arn != JsonTape.NONE) {
                names.add(record.text(arn));
            }
        }
        return names.isEmpty() ? named() : names;
    }

    private List<String> named() {
        for (String parameter : NAMING) {
            int value = record.findText(parameters, parameter);
            if (value != JsonTape.NONE) {
                return List.of(record.text(value));
            }
        }
        return List.of();
    }

    /** {@code resources} of API Activity; one that has no ARN has no name that OCSF asks for, and stays unmapped. */
    void writeResources(OcsfWriter out) throws IOException {
        int list = record.find(JsonTape.ROOT, "resources");
        boolean begun = false;
        for (int item = record.first(list); item != JsonTape.NONE; item = record.after(item)) {
            int arn = record.takeText(item, "ARN");
            if (arn == JsonTape.NONE) {
                continue;
            }
            if (!begun) {
                out.list("resources");
                begun = true;
            }
            writeResource(out, item, arn);
        }
        if (begun) {
            out.end();
        }
    }

    private void writeResource(OcsfWriter out, int item, int arn) throws IOException {
        out.item().text("uid", record, arn).text("type", record, record.takeText(item, "type"));
        int owner = record.takeText(item, "accountId");
        if (owner != JsonTape.NONE) {
            out.object("owner")
                    .object("account")
                    .text("uid", record, owner)
                    .end()
                    .end();
        }
        out.end();
    }

    /** Who is changed, of Account Change, and the policy that is attached or detached. */
    void writeChanged(OcsfWriter out, CloudTrailIdentity caller) throws IOException {
        int role = record.findText(parameters, "roleName");
        int user = userName();
        if (role == JsonTape.NONE && user == JsonTape.NONE && !isOwnCredential()) {
            // Parameters are left out of a refused call, and OCSF wants a user.
            out.object("user").text("name", "unknown").number("type_id", 0).end();
        } else if (role == JsonTape.NONE && user == JsonTape.NONE) {
            caller.writeUser(out, "user");
        } else {
            writeNamed(out, role, user);
        }
        writePolicy(out);
    }

    private void writeNamed(OcsfWriter out, int role, int user) throws IOException {
        boolean isRole = role != JsonTape.NONE;
        out.object("user").text("name", record, isRole ? record.take(role) : record.take(user));
        out.text("type", isRole ? "Role" : "IAMUser").number("type_id", isRole ? Classification.OTHER : 1);
        int account = record.findText(JsonTape.ROOT, "recipientAccountId");
        if (account != JsonTape.NONE) {
            out.object("account").text("uid", record, account);
            out.text("type", isRole ? "AWS IAM Role" : "AWS IAM User")
                    .number("type_id", isRole ? IAM_ROLE : IAM_USER)
                    .end();
        }
        out.end();
    }

    private int userName() {
        int named = record.findText(parameters, "userName");
        if (named != JsonTape.NONE) {
            return named;
        }
        int response = record.find(JsonTape.ROOT, "responseElements");
        return record.findText(record.find(response, "accessKey"), "userName");
    }

    /** A call that names nobody is about the caller's own key or password. */
    private boolean isOwnCredential() {
        String name = record.text(record.find(JsonTape.ROOT, "eventName"));
        return name.equals("ChangePassword")
                || name.endsWith("AccessKey")
                || name.endsWith("SSHPublicKey")
                || name.endsWith("SigningCertificate")
                || name.endsWith("ServiceSpecificCredential");
    }

    private void writePolicy(OcsfWriter out) throws IOException {
        int arn = record.takeText(parameters, "policyArn");
        int name = record.takeText(parameters, "policyName");
        if (arn != JsonTape.NONE || name != JsonTape.NONE) {
            out.object("policy")
                    .text("uid", record, arn)
                    .text("name", record, name)
                    .end();
        }
    }
}
