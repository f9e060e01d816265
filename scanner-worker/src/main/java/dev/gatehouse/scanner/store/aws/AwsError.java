package dev.gatehouse.scanner.store.aws;

import java.io.Serial;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What is kept of an SDK's exception: its kind and request id, and where it was thrown.
 *
 * <p>Its message and its causes are left behind. AWS quotes the refused input in validation errors, and the input of a
 * write is a secret.
 */
final class AwsError extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private AwsError(String message) {
        super(message, null, false, true);
    }

    static AwsError of(SdkException failure) {
        AwsError error = new AwsError(describe(failure));
        error.setStackTrace(failure.getStackTrace());
        return error;
    }

    private static String describe(SdkException failure) {
        if (failure instanceof AwsServiceException service) {
            return AwsFailures.code(service) + ", status " + service.statusCode() + ", request " + service.requestId();
        }
        return kinds(failure);
    }

    private static String kinds(Throwable failure) {
        StringBuilder kinds = new StringBuilder(failure.getClass().getSimpleName());
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < 5; depth++) {
            kinds.append(" by ").append(cause.getClass().getSimpleName());
            cause = cause.getCause();
        }
        return kinds.toString();
    }
}
