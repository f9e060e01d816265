package dev.gatehouse.config.http.v1;

import dev.gatehouse.service.http.BadRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Query parameters, read strictly. */
final class Queries {
    private Queries() {}

    static int limit(@Nullable String text, int ordinary, int max) {
        return Math.toIntExact(number("limit", text, 1, max).orElse((long) ordinary));
    }

    static Optional<Long> number(String name, @Nullable String text, long min, long max) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Answered below, like a number outside the range.
        }
        throw wrong(name, "must be a whole number from " + min + " to " + max);
    }

    static boolean flag(String name, String text) {
        return switch (text) {
            case "true", "" -> true;
            case "false" -> false;
            default -> throw wrong(name, "must be true or false");
        };
    }

    static BadRequest wrong(String name, String problem) {
        return new BadRequest("invalid-parameter", "query parameter '" + name + "' " + problem);
    }
}
