package dev.gatehouse.config.store.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.service.failure.StoreException;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class AwsFailuresTest {
    private static final String CANARY = "canary-7c1e-value";

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, 400, Unavailable",
        "TooManyUpdates, 400, Unavailable",
        "InternalServerError, 500, Unavailable",
        "InternalServiceError, 400, Unavailable",
        "Unheard, 503, Unavailable",
        "AccessDeniedException, 400, Denied",
        "ExpiredTokenException, 400, Denied",
        "UnrecognizedClientException, 400, Denied",
        "InvalidKeyId, 400, Denied",
        "EncryptionFailure, 400, Denied",
        "Unheard, 403, Denied",
        "DecryptionFailure, 400, Corrupt",
        "ParameterLimitExceeded, 400, Full",
        "LimitExceededException, 400, Full",
        "ParameterMaxVersionLimitExceeded, 400, Rejected",
        "ParameterVersionLabelLimitExceeded, 400, Rejected",
        "HierarchyTypeMismatchException, 400, Rejected",
        "ValidationException, 400, Rejected",
        "Unheard, 400, Rejected",
        "Unheard, 404, Rejected"
    })
    void mapsAnErrorOfAService(String code, int status, String kind) {
        StoreException failure = AwsFailures.of("writing /a", service(code, status));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure).hasMessage("writing /a: " + code);
    }

    @Test
    void mapsAnErrorWithoutACode() {
        StoreException failure = AwsFailures.of(
                "reading /a", AwsServiceException.builder().statusCode(502).build());

        assertThat(failure).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void mapsWhatNeverReachedAService() {
        assertThat(AwsFailures.of("reading /a", ApiCallTimeoutException.create(5)))
                .isInstanceOf(StoreException.Unavailable.class);
        assertThat(AwsFailures.of("reading /a", client("Unable to execute", new ConnectException("refused"))))
                .isInstanceOf(StoreException.Unavailable.class);
        assertThat(AwsFailures.of("reading /a", SdkClientException.create("Unable to load credentials from any")))
                .isInstanceOf(StoreException.Denied.class);
        assertThat(AwsFailures.of("reading /a", client("Failed to load credentials", new IOException("timed out"))))
                .isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void keepsAnInterruptForWhoeverAskedForIt() {
        StoreException failure = AwsFailures.of("reading /a", AbortedException.create("interrupted"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void repeatsNothingThatAwsOrTheClientSaid() {
        StoreException ofService = AwsFailures.of("writing /a", service("ValidationException", 400));
        StoreException ofClient = AwsFailures.of("writing /a", client(CANARY, new IOException(CANARY)));

        assertThat(Wire.printed(ofService))
                .doesNotContain(CANARY)
                .contains("ValidationException, status 400, request request-1");
        assertThat(Wire.printed(ofClient)).doesNotContain(CANARY).contains("SdkClientException by IOException");
    }

    private static SdkException service(String code, int status) {
        return AwsServiceException.builder()
                .message("Value '" + CANARY + "' at 'value' failed")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(CANARY)
                        .build())
                .statusCode(status)
                .requestId("request-1")
                .build();
    }

    private static SdkClientException client(String message, Throwable cause) {
        return SdkClientException.create(message, cause);
    }
}
