package dev.gatehouse.audit.storage.aws;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What is kept of an SDK's exception: its kind or code, its request id, and where it was thrown. Its message and its
 * causes are left behind, because AWS quotes what it refuses.
 */
final class AwsError extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int DEPTH = 5;

    private AwsError(String message) {
        super(message, null, false, true);
    }

    static AwsError of(SdkException failure) {
        if (failure instanceof AbortedException) {
            // Whoever interrupted this thread wants it to end; the SDK cleared the flag.
            Thread.currentThread().interrupt();
        }
        AwsError error = new AwsError(describe(failure));
        error.setStackTrace(failure.getStackTrace());
        return error;
    }

    /** The service's name of the error. */
    static String code(AwsServiceException failure) {
        @Nullable AwsErrorDetails details = failure.awsErrorDetails();
        @Nullable String code = details == null ? null : details.errorCode();
        return code == null ? "no error code" : code;
    }

    private static String describe(SdkException failure) {
        if (failure instanceof AwsServiceException service) {
            return code(service) + ", status " + service.statusCode() + ", request " + service.requestId();
        }
        StringBuilder kinds = new StringBuilder(failure.getClass().getSimpleName());
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            kinds.append(" by ").append(cause.getClass().getSimpleName());
            cause = cause.getCause();
        }
        return kinds.toString();
    }
}
