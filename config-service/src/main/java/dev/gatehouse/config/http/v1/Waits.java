package dev.gatehouse.config.http.v1;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a long poll waits: {@code 500ms}, {@code 30s} or {@code 1m}, at most a minute. */
final class Waits {
    static final Duration MAX = Duration.ofSeconds(60);

    private static final Pattern WAIT = Pattern.compile("([0-9]{1,6})(ms|s|m)");

    private Waits() {}

    static Optional<Duration> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = WAIT.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration wait = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
            if (wait.compareTo(MAX) <= 0) {
                return Optional.of(wait);
            }
        }
        throw Queries.wrong("wait", "must be a duration like 500ms, 30s or 1m, at most 60s");
    }
}
