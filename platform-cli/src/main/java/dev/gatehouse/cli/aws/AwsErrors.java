package dev.gatehouse.cli.aws;

import dev.gatehouse.cli.shell.Failure;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS refuses, in a line: its error's code, and never its message, which may repeat what was sent. */
final class AwsErrors {
    private AwsErrors() {}

    static <T> T guarded(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            String code =
                    e.awsErrorDetails() == null ? "" : " " + e.awsErrorDetails().errorCode();
            throw Failure.refused("AWS refused " + what + ": " + e.statusCode() + code
                    + ": see whether the credentials' policies allow it");
        } catch (SdkClientException e) {
            throw Failure.refused("AWS can't be asked for " + what
                    + ": are region and credentials set (AWS_REGION, AWS_PROFILE), and is the endpoint there?");
        } catch (SdkException e) {
            throw Failure.refused(
                    "AWS can't be asked for " + what + " (" + e.getClass().getSimpleName() + ")");
        }
    }
}
