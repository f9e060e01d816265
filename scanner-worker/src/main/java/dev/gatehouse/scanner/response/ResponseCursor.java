package dev.gatehouse.scanner.response;

import dev.gatehouse.service.failure.InvalidName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order of responses: by the instant of their beginning, then by id, the latest first.
 *
 * @param millis since 1970
 * @param id of the response before
 */
public record ResponseCursor(long millis, String id) {
    /** Before all. */
    public static final ResponseCursor START = new ResponseCursor(999_999_999_999_999L, "~");

    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})\\.([0-9a-f-]{36})");

    /** The place behind a response. */
    public static ResponseCursor after(Response response) {
        return new ResponseCursor(response.started().toEpochMilli(), response.id());
    }

    /** @throws InvalidName the text is no cursor */
    public static ResponseCursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            Matcher parts = FORM.matcher(plain);
            if (parts.matches()) {
                return new ResponseCursor(Long.parseLong(parts.group(1)), parts.group(2));
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
                .encodeToString((millis + "." + id).getBytes(StandardCharsets.US_ASCII));
    }
}
