package dev.gatehouse.client.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that config-service's contract takes for a number of bytes. */
final class SizeText {
    private static final Pattern SIZE = Pattern.compile("(0|[1-9]\\d{0,18})(?:([KMGT]?)(i?)B)?");
    private static final Map<String, Integer> POWERS = Map.of("", 0, "K", 1, "M", 2, "G", 3, "T", 4);

    private SizeText() {}

    static Optional<Long> parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches() || (text.endsWith("iB") && "".equals(size.group(2)))) {
            return Optional.empty();
        }
        try {
            long bytes = Long.parseLong(size.group(1));
            int power = size.group(2) == null ? 0 : POWERS.getOrDefault(size.group(2), 0);
            long step = "i".equals(size.group(3)) ? 1_024 : 1_000;
            for (int i = 0; i < power; i++) {
                bytes = Math.multiplyExact(bytes, step);
            }
            return Optional.of(bytes);
        } catch (ArithmeticException | NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }
}
