package dev.gatehouse.audit.event.ocsf;

import dev.gatehouse.audit.event.Outcome;
import java.util.Set;

/** How a CloudTrail event ended. */
final class CloudTrailOutcome {
    private static final Set<String> REFUSALS = Set.of(
            "AuthorizationError",
            "AuthorizationErrorException",
            "Forbidden",
            "ForbiddenException",
            "NotAuthorized",
            "NotAuthorizedException",
            "Unauthorized",
            "UnauthorizedException");

    private CloudTrailOutcome() {}

    /** No {@code errorCode} is a success, but a sign-in has its failure in {@code responseElements}, by the event's name. */
    static Outcome of(JsonTape record, String eventName) {
        String code = record.text(record.find(JsonTape.ROOT, "errorCode"));
        if (!code.isEmpty()) {
            return isRefusal(code) ? Outcome.DENIED : Outcome.FAILURE;
        }
        int response = record.find(JsonTape.ROOT, "responseElements");
        boolean signIn = record.says(record.find(JsonTape.ROOT, "eventType"), "AwsConsoleSignIn");
        boolean failed = signIn && record.says(record.find(response, eventName), "Failure");
        return failed ? Outcome.FAILURE : Outcome.SUCCESS;
    }

    /** Services differ: {@code AccessDenied}, {@code AccessDeniedException}, {@code Client.UnauthorizedOperation}. */
    private static boolean isRefusal(String code) {
        return code.startsWith("AccessDenied")
                || code.endsWith("UnauthorizedOperation")
                || code.endsWith("UnauthorizedAccess")
                || REFUSALS.contains(code);
    }
}
