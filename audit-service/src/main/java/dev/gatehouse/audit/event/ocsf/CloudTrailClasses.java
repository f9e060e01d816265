package dev.gatehouse.audit.event.ocsf;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Map;

/**
 * Which class and activity a CloudTrail event is.
 *
 * <p>API Activity's activity is Read where {@code readOnly} is true; else the event name's first word says it, and an event
 * that is not read-only is never a Read. A change whose word says nothing is Other.
 */
final class CloudTrailClasses {
    private static final String IAM = "iam.amazonaws.com";
    private static final String STS = "sts.amazonaws.com";
    private static final String SIGN_IN = "signin.amazonaws.com";

    private static final int CREATED = 1;
    private static final int ENABLED = 2;
    private static final int PASSWORD_CHANGED = 3;
    private static final int PASSWORD_RESET = 4;
    private static final int DISABLED = 5;
    private static final int DELETED = 6;
    private static final int POLICY_ATTACHED = 7;
    private static final int POLICY_DETACHED = 8;
    private static final int MFA_ENABLED = 10;
    private static final int MFA_DISABLED = 11;

    private static final int LOGON = 1;
    private static final int LOGOFF = 2;
    private static final int TICKET = 3;
    private static final int PREAUTH = 6;

    /** A console password is what lets a user sign in, so to create it is Enable; keys have no activity of their own. */
    private static final Map<String, Integer> ACCOUNT_CHANGES = Map.ofEntries(
            Map.entry("CreateUser", CREATED),
            Map.entry("CreateRole", CREATED),
            Map.entry("CreateServiceLinkedRole", CREATED),
            Map.entry("DeleteUser", DELETED),
            Map.entry("DeleteRole", DELETED),
            Map.entry("DeleteServiceLinkedRole", DELETED),
            Map.entry("CreateLoginProfile", ENABLED),
            Map.entry("DeleteLoginProfile", DISABLED),
            Map.entry("UpdateLoginProfile", PASSWORD_RESET),
            Map.entry("ChangePassword", PASSWORD_CHANGED),
            Map.entry("AttachUserPolicy", POLICY_ATTACHED),
            Map.entry("AttachRolePolicy", POLICY_ATTACHED),
            Map.entry("PutUserPolicy", POLICY_ATTACHED),
            Map.entry("PutRolePolicy", POLICY_ATTACHED),
            Map.entry("PutUserPermissionsBoundary", POLICY_ATTACHED),
            Map.entry("PutRolePermissionsBoundary", POLICY_ATTACHED),
            Map.entry("DetachUserPolicy", POLICY_DETACHED),
            Map.entry("DetachRolePolicy", POLICY_DETACHED),
            Map.entry("DeleteUserPolicy", POLICY_DETACHED),
            Map.entry("DeleteRolePolicy", POLICY_DETACHED),
            Map.entry("DeleteUserPermissionsBoundary", POLICY_DETACHED),
            Map.entry("DeleteRolePermissionsBoundary", POLICY_DETACHED),
            Map.entry("EnableMFADevice", MFA_ENABLED),
            Map.entry("DeactivateMFADevice", MFA_DISABLED),
            Map.entry("ResyncMFADevice", Classification.OTHER),
            Map.entry("UpdateUser", Classification.OTHER),
            Map.entry("UpdateRole", Classification.OTHER),
            Map.entry("UpdateAssumeRolePolicy", Classification.OTHER),
            Map.entry("CreateAccessKey", Classification.OTHER),
            Map.entry("UpdateAccessKey", Classification.OTHER),
            Map.entry("DeleteAccessKey", Classification.OTHER),
            Map.entry("UploadSSHPublicKey", Classification.OTHER),
            Map.entry("UpdateSSHPublicKey", Classification.OTHER),
            Map.entry("DeleteSSHPublicKey", Classification.OTHER),
            Map.entry("UploadSigningCertificate", Classification.OTHER),
            Map.entry("UpdateSigningCertificate", Classification.OTHER),
            Map.entry("DeleteSigningCertificate", Classification.OTHER),
            Map.entry("CreateServiceSpecificCredential", Classification.OTHER),
            Map.entry("UpdateServiceSpecificCredential", Classification.OTHER),
            Map.entry("ResetServiceSpecificCredential", Classification.OTHER),
            Map.entry("DeleteServiceSpecificCredential", Classification.OTHER));

    private static final Map<String, Integer> SIGN_INS = Map.of(
            "ConsoleLogin", LOGON,
            "SwitchRole", LOGON,
            "UserAuthentication", LOGON,
            "ExitRole", LOGOFF,
            "Logout", LOGOFF,
            "GetSigninToken", TICKET,
            "CheckMfa", PREAUTH,
            "CredentialChallenge", PREAUTH,
            "CredentialVerification", PREAUTH);

    private static final Map<String, Integer> TOKENS = Map.of(
            "AssumeRole", TICKET,
            "AssumeRoleWithSAML", TICKET,
            "AssumeRoleWithWebIdentity", TICKET,
            "AssumeRoot", TICKET,
            "GetSessionToken", TICKET,
            "GetFederationToken", TICKET);

    private CloudTrailClasses() {}

    /** @param readOnly the kind of the record's {@code readOnly} */
    static Classification of(String source, String name, JsonToken readOnly) {
        Map<String, Integer> table = switch (source) {
            case IAM -> ACCOUNT_CHANGES;
            case SIGN_IN -> SIGN_INS;
            case STS -> TOKENS;
            default -> Map.of();
        };
        Integer activity = table.get(name);
        if (activity != null) {
            return new Classification(
                    source.equals(IAM) ? Classification.ACCOUNT_CHANGE : Classification.AUTHENTICATION, activity);
        }
        return new Classification(Classification.API_ACTIVITY, apiActivity(name, readOnly));
    }

    private static int apiActivity(String name, JsonToken readOnly) {
        if (readOnly == JsonToken.VALUE_TRUE) {
            return Verbs.READ;
        }
        int activity = Verbs.activityOfName(name);
        if (readOnly == JsonToken.VALUE_FALSE) {
            return activity == Verbs.READ || activity == Classification.UNKNOWN ? Classification.OTHER : activity;
        }
        return activity;
    }
}
