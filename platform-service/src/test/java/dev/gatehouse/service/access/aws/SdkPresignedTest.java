package dev.gatehouse.service.access.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.service.access.AwsCredentials;
import dev.gatehouse.service.access.Identification;
import dev.gatehouse.service.access.PolicySet;
import dev.gatehouse.service.access.PresignedIdentity;
import dev.gatehouse.service.access.PresignedRules;
import dev.gatehouse.service.access.Words;
import dev.gatehouse.service.document.Document;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** The bearer tokens that callers make with AWS's own SDK are such as are sent on, with nothing changed in them. */
class SdkPresignedTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<PresignedIdentity> sent = new ArrayList<>();
    private final AwsCredentials credentials = new AwsCredentials(
            PresignedRules.DEFAULT,
            request -> {
                sent.add(request);
                return Optional.empty();
            },
            () -> NOW);

    @Test
    void sendsOnWhatTheSdkSigned() throws IOException {
        URI url = presigned();

        Identification outcome = credentials.identify(
                "gatehouse-aws-v1."
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(url.toString().getBytes(StandardCharsets.US_ASCII)),
                PolicySet.of(
                        new Document(new ObjectMapper().readTree("{\"version\":1,\"policies\":{}}"), Map.of()),
                        Words.VOCABULARY));

        assertThat(outcome).isEqualTo(new Identification.Refused("sts-refused"));
        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.host()).isEqualTo("sts.eu-west-1.amazonaws.com");
            assertThat(request.validUntil()).isEqualTo(NOW.plusSeconds(60));
            assertThat(List.of(request.query().split("&", -1)))
                    .containsExactlyInAnyOrder(url.getRawQuery().split("&", -1));
        });
    }

    private static URI presigned() {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://sts.eu-west-1.amazonaws.com/"))
                .putRawQueryParameter("Action", "GetCallerIdentity")
                .putRawQueryParameter("Version", "2011-06-15")
                .putHeader(PresignedRules.SERVER_HEADER, "config.aurora.dev")
                .build();
        return AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(AwsSessionCredentialsIdentity.create(
                                "ASIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "IQoJ+/session=="))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofSeconds(60))
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
                .request()
                .getUri();
    }
}
