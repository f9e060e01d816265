package dev.gatehouse.audit.event.ocsf;

import java.io.IOException;
import java.util.OptionalLong;

/** {@code userIdentity} of a CloudTrail record: who called, by which credential, in which session. */
final class CloudTrailIdentity {
    private static final int UNKNOWN_TYPE = 0;
    private static final int USER = 1;
    private static final int ADMINISTRATOR = 2;
    private static final int SYSTEM = 3;
    private static final int AWS_ACCOUNT = 10;

    private final JsonTape record;
    private final int type;
    private final int arn;
    private final int principalId;
    private final int accountId;
    private final int accessKeyId;
    private final int userName;
    private final int invokedBy;
    private final int session;

    CloudTrailIdentity(JsonTape record) {
        this.record = record;
        int identity = record.find(JsonTape.ROOT, "userIdentity");
        type = record.takeText(identity, "type");
        arn = record.takeText(identity, "arn");
        principalId = record.takeText(identity, "principalId");
        accountId = record.takeText(identity, "accountId");
        accessKeyId = record.takeText(identity, "accessKeyId");
        userName = record.takeText(identity, "userName");
        invokedBy = record.takeText(identity, "invokedBy");
        session = record.find(identity, "sessionContext");
    }

    /** The ARN; else what the record has for the caller; empty where nobody is named. */
    String name() {
        for (int value : new int[] {arn, userName, principalId, invokedBy, accountId}) {
            if (value != JsonTape.NONE) {
                return record.text(value);
            }
        }
        return "";
    }

    String account() {
        return record.text(accountId);
    }

    /** What {@code mfaAuthenticated} of the session says. */
    int mfaAuthenticated() {
        return record.findText(record.find(session, "attributes"), "mfaAuthenticated");
    }

    void writeActor(OcsfWriter out, String eventSource) throws IOException {
        out.object("actor");
        boolean user = hasUser();
        if (user) {
            writeUser(out, "user");
        }
        writeSession(out);
        out.text("app_name", record, invokedBy);
        if (!user && invokedBy == JsonTape.NONE) {
            // OCSF wants an actor to have one of its names; what is known is which service noticed.
            out.text("app_name", eventSource.isEmpty() ? "unknown" : eventSource);
        }
        out.end();
    }

    void writeUser(OcsfWriter out, String field) throws IOException {
        out.object(field);
        out.text("type", record, type).number("type_id", typeId());
        out.text("uid", record, arn).text("uid_alt", record, principalId).text("name", record, userName);
        out.text("credential_uid", record, accessKeyId);
        if (accountId != JsonTape.NONE) {
            out.object("account").text("uid", record, accountId);
            out.text("type", "AWS Account").number("type_id", AWS_ACCOUNT).end();
        } else if (arn == JsonTape.NONE && userName == JsonTape.NONE) {
            // OCSF wants a user to have a name, a uid or an account.
            out.text("name", principalId != JsonTape.NONE ? record.text(principalId) : nameOrUnknown());
        }
        out.end();
    }

    private String nameOrUnknown() {
        String name = name();
        return name.isEmpty() ? "unknown" : name;
    }

    private boolean hasUser() {
        return type != JsonTape.NONE
                || arn != JsonTape.NONE
                || principalId != JsonTape.NONE
                || accountId != JsonTape.NONE
                || accessKeyId != JsonTape.NONE
                || userName != JsonTape.NONE;
    }

    private int typeId() {
        if (type == JsonTape.NONE) {
            return UNKNOWN_TYPE;
        }
        return switch (record.text(type)) {
            case "IAMUser", "FederatedUser", "SAMLUser", "WebIdentityUser", "IdentityCenterUser" -> USER;
            case "Root" -> ADMINISTRATOR;
            case "AWSService" -> SYSTEM;
            default -> Classification.OTHER;
        };
    }

    private void writeSession(OcsfWriter out) throws IOException {
        int attributes = record.find(session, "attributes");
        int created = record.findText(attributes, "creationDate");
        int mfa = mfaAuthenticated();
        int issuer = record.takeText(record.find(session, "sessionIssuer"), "arn");
        if (created == JsonTape.NONE && mfa == JsonTape.NONE && issuer == JsonTape.NONE) {
            return;
        }
        out.object("session").text("issuer", record, issuer);
        writeTruth(out, "is_mfa", mfa, "true", "false");
        writeCreated(out, created);
        out.end();
    }

    /** Writes a truth value for one of two words, which are then mapped; others stay unmapped. */
    void writeTruth(OcsfWriter out, String field, int value, String yes, String no) throws IOException {
        boolean holds = record.says(value, yes);
        if (holds || record.says(value, no)) {
            record.take(value);
            out.truth(field, holds);
        }
    }

    private void writeCreated(OcsfWriter out, int created) throws IOException {
        OptionalLong millis = Common.millis(record.text(created));
        if (millis.isPresent()) {
            out.number("created_time", millis);
            record.take(created);
        }
    }
}
