package dev.gatehouse.service.access;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a presigned request must be like to be sent to STS.
 *
 * @param maxLifetime the longest {@code X-Amz-Expires}
 * @param clockSkew how far in the future it may say that it was signed
 */
public record PresignedRules(StsHosts hosts, Duration maxLifetime, Duration clockSkew) {
    /** The header that binds a request to one service; a request that was signed for another is refused by STS. */
    public static final String SERVER_HEADER = "x-gatehouse-server-id";

    public static final PresignedRules DEFAULT =
            new PresignedRules(StsHosts.DEFAULT, Duration.ofMinutes(15), Duration.ofSeconds(60));

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    private static final Pattern CREDENTIAL =
            Pattern.compile("[A-Z0-9]{16,128}/[0-9]{8}/[a-z0-9-]{1,32}/sts/aws4_request");
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

    /** How a look at a request ended. */
    sealed interface Verdict {
        record Fit(PresignedIdentity request) implements Verdict {}

        record Unfit(String reason) implements Verdict {}
    }

    /** Whether the request that a bearer token carries may be sent. Pure. */
    Verdict judge(String bearer, Instant now) {
        Optional<PresignedUrl> parsed = PresignedUrl.parse(bearer);
        if (parsed.isEmpty()) {
            return new Verdict.Unfit("malformed");
        }
        PresignedUrl url = parsed.get();
        return problem(url).<Verdict>map(Verdict.Unfit::new).orElseGet(() -> timed(url, now));
    }

    private Optional<String> problem(PresignedUrl url) {
        if (!hosts.allow(url.host())) {
            return Optional.of("host-not-allowed");
        }
        if (!url.parameter("Action").equals("GetCallerIdentity")
                || !url.parameter("Version").equals("2011-06-15")) {
            return Optional.of("not-caller-identity");
        }
        // Exactly these: a header that was signed as well would not be sent, and one that was not would not bind.
        if (!url.parameter("X-Amz-SignedHeaders").equals("host;" + SERVER_HEADER)) {
            return Optional.of("headers-not-signed");
        }
        boolean signed = url.parameter("X-Amz-Algorithm").equals("AWS4-HMAC-SHA256")
                && CREDENTIAL.matcher(url.parameter("X-Amz-Credential")).matches()
                && SIGNATURE.matcher(url.parameter("X-Amz-Signature")).matches();
        return signed ? Optional.empty() : Optional.of("malformed");
    }

    private Verdict timed(PresignedUrl url, Instant now) {
        String seconds = url.parameter("X-Amz-Expires");
        Optional<Instant> signedAt = date(url.parameter("X-Amz-Date"));
        if (signedAt.isEmpty() || !SECONDS.matcher(seconds).matches()) {
            return new Verdict.Unfit("malformed");
        }
        Duration lifetime = Duration.ofSeconds(Long.parseLong(seconds));
        if (lifetime.compareTo(maxLifetime) > 0) {
            return new Verdict.Unfit("lifetime-too-long");
        }
        if (signedAt.get().isAfter(now.plus(clockSkew))) {
            return new Verdict.Unfit("not-yet-valid");
        }
        Instant validUntil = signedAt.get().plus(lifetime);
        return now.isBefore(validUntil)
                ? new Verdict.Fit(new PresignedIdentity(url.host(), url.query(), validUntil))
                : new Verdict.Unfit("expired");
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, DATE).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
