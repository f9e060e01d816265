package dev.gatehouse.config.store.local;

import dev.gatehouse.service.failure.InvalidName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;

/**
 * Where the next page of a listing starts: after the last item of the one before. Written as base64url without padding.
 *
 * @param last the name of that item
 */
record PageCursor(String last) {
    /**
     * Reads a cursor that a caller handed back.
     *
     * @param fits whether a name is one that the listing could have ended a page with
     * @throws InvalidName it is not one
     */
    static PageCursor parse(String text, Predicate<String> fits) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            String last = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (fits.test(last)) {
                return new PageCursor(last);
            }
        } catch (IllegalArgumentException | CharacterCodingException | InvalidName foreign) {
            // Whatever is wrong with it, the caller is told the same.
        }
        throw new InvalidName("cursor", "is not one that this listing gave");
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }
}
