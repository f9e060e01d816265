package dev.gatehouse.config.store.aws;

import dev.gatehouse.service.failure.InvalidName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service's own page token as a cursor of ours, so that any other text is refused before the service sees it. */
final class AwsCursor {
    /** AWS documents no length for its tokens; those seen are a few hundred characters. */
    private static final int MAX_LENGTH = 8_192;

    private static final String PREFIX = "n1.";

    private AwsCursor() {}

    /** The cursor of the page that a token leads to; empty where the service says that there is none. */
    static Optional<String> of(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        return Optional.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** @throws InvalidName the cursor was not made here */
    static @Nullable String token(Optional<String> cursor) {
        return cursor.map(AwsCursor::decode).orElse(null);
    }

    private static String decode(String cursor) {
        if (cursor.length() > MAX_LENGTH || !cursor.startsWith(PREFIX)) {
            throw invalid();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor.substring(PREFIX.length()));
            if (bytes.length == 0) {
                throw invalid();
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
    }

    private static InvalidName invalid() {
        return new InvalidName("cursor", "is not one that this store gave");
    }
}
