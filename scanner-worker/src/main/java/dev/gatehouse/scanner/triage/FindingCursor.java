package dev.gatehouse.scanner.triage;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.service.failure.InvalidName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order of findings: by the instant of the first sighting, then by fingerprint. Neither ever changes, so
 * that a listing goes on where it was, whatever happened meanwhile.
 *
 * @param millis since 1970
 * @param fingerprint of the finding before
 */
public record FindingCursor(long millis, String fingerprint) {
    /** Before all. */
    public static final FindingCursor START = new FindingCursor(Long.MIN_VALUE, "");

    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})\\.([0-9a-f]{64})");

    /** The place behind a finding. */
    public static FindingCursor after(TrackedFinding finding) {
        return new FindingCursor(
                finding.firstSeen().toEpochMilli(), finding.fingerprint().text());
    }

    /** The place behind an instant and a fingerprint. */
    public static FindingCursor after(Instant firstSeen, Fingerprint fingerprint) {
        return new FindingCursor(firstSeen.toEpochMilli(), fingerprint.text());
    }

    /** @throws InvalidName the text is no cursor */
    public static FindingCursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            Matcher parts = FORM.matcher(plain);
            if (parts.matches()) {
                return new FindingCursor(Long.parseLong(parts.group(1)), parts.group(2));
            }
        } catch (IllegalArgumentException foreign) {
            // Told the same as below.
        }
        throw new InvalidName("cursor", "is not one that this listing gave");
    }

    /** As it goes over the wire. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((millis + "." + fingerprint).getBytes(StandardCharsets.US_ASCII));
    }
}
