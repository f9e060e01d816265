package dev.gatehouse.service.access.oidc;

import java.util.Map;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** The words of the audit trail for what jose4j found wrong. Its messages are never used: they quote the token. */
final class RefusalReason {
    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(ErrorCodes.EXPIRED, "expired"),
            Map.entry(ErrorCodes.NOT_YET_VALID, "not-yet-valid"),
            Map.entry(ErrorCodes.ISSUED_AT_INVALID_FUTURE, "not-yet-valid"),
            Map.entry(ErrorCodes.ISSUED_AT_INVALID_PAST, "too-old"),
            Map.entry(ErrorCodes.AUDIENCE_MISSING, "wrong-audience"),
            Map.entry(ErrorCodes.AUDIENCE_INVALID, "wrong-audience"),
            Map.entry(ErrorCodes.SIGNATURE_INVALID, "bad-signature"),
            Map.entry(ErrorCodes.SIGNATURE_MISSING, "bad-signature"),
            Map.entry(ErrorCodes.EXPIRATION_MISSING, "claim-missing"),
            Map.entry(ErrorCodes.ISSUED_AT_MISSING, "claim-missing"),
            Map.entry(ErrorCodes.SUBJECT_MISSING, "claim-missing"));

    private RefusalReason() {}

    static String of(InvalidJwtException invalid) {
        return invalid.getErrorDetails().stream()
                .map(error -> WORDS.getOrDefault(error.getErrorCode(), "malformed"))
                .findFirst()
                .orElse("malformed");
    }
}
