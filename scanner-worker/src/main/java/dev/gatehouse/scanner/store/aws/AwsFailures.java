package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.service.failure.StoreException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The one place where a failure of the AWS SDK becomes a {@link StoreException}.
 *
 * <p>Error codes are those of the service references of DynamoDB and SQS, and of the
 * common errors of AWS. A code that is not listed goes by its HTTP status. No message of AWS is repeated.
 */
final class AwsFailures {
    /** Answers of a service that could not do it now, whatever their status. */
    private static final Set<String> UNAVAILABLE = Set.of(
            "InternalServerError",
            "InternalServiceError",
            "InternalServiceErrorException",
            "InternalFailure",
            "InternalError",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "RequestTimeout",
            "RequestTimeoutException",
            "TooManyUpdates",
            "KMSInternalException",
            "KmsThrottled",
            "DependencyTimeoutException");

    /** The service's own identity, its permissions, or its keys. */
    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "UnauthorizedOperation",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "OptInRequired",
            "NotAuthorized",
            "InvalidKeyId",
            "EncryptionFailure",
            "KMSAccessDeniedException",
            "KmsAccessDenied",
            "KMSDisabledException",
            "KmsDisabled",
            "KMSInvalidStateException",
            "KmsInvalidState",
            "KMSNotFoundException",
            "KmsNotFound",
            "KMSOptInRequired",
            "KmsOptInRequired");

    private static final Set<String> FULL =
            Set.of("LimitExceededException", "ItemCollectionSizeLimitExceededException", "OverLimit");

    private AwsFailures() {}

    /** @param what the operation and its object: {@code reading /acme/prod/x} */
    static StoreException of(String what, SdkException failure) {
        if (failure instanceof AwsServiceException service) {
            return ofCode(what, code(service), service.statusCode(), isThrottling(service), AwsError.of(service));
        }
        return ofClient(what, failure);
    }

    /** The service's name of the error; without the suffix {@code Exception} only where the service leaves it out. */
    static String code(AwsServiceException failure) {
        @Nullable AwsErrorDetails details = failure.awsErrorDetails();
        @Nullable String code = details == null ? null : details.errorCode();
        return code == null ? "no error code" : code;
    }

    /** Whether the service turned the call away before it did anything, because there were too many. */
    static boolean isThrottling(AwsServiceException failure) {
        return failure.isThrottlingException() || code(failure).equals("TooManyUpdates");
    }

    private static StoreException ofCode(String what, String code, int status, boolean throttling, Throwable cause) {
        String message = what + ": " + code;
        if (throttling || UNAVAILABLE.contains(code) || status >= 500) {
            return new StoreException.Unavailable(message, cause);
        }
        if (FULL.contains(code)) {
            return new StoreException.Full(message, cause);
        }
        if (DENIED.contains(code) || status == 401 || status == 403) {
            return new StoreException.Denied(message, cause);
        }
        return new StoreException.Rejected(message, cause);
    }

    private static StoreException ofClient(String what, SdkException failure) {
        AwsError cause = AwsError.of(failure);
        if (failure instanceof AbortedException) {
            // Whoever interrupted this thread wants it to end; the SDK cleared the flag.
            Thread.currentThread().interrupt();
        }
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
            return new StoreException.Unavailable(what + ": no answer in time", cause);
        }
        if (!hasCause(failure, IOException.class) && speaksOfCredentials(failure)) {
            return new StoreException.Denied(what + ": this process has no AWS credentials", cause);
        }
        return new StoreException.Unavailable(what + ": no answer", cause);
    }

    /** Whether one of the causes is of this kind. */
    static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    // The SDK has no type of its own for it. The message is looked at, not kept.
    private static boolean speaksOfCredentials(SdkException failure) {
        String message = failure.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("credentials");
    }
}
