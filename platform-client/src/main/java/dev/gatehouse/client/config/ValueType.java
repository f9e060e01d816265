package dev.gatehouse.client.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a value is read as. Two reads with the same instance share what was parsed. */
public final class ValueType<T> {
    /** As it is delivered; a list with commas, an object as JSON. */
    public static final ValueType<String> TEXT = new ValueType<>("text", Optional::of);

    /** A whole number of 32 bits. */
    public static final ValueType<Integer> INT = new ValueType<>("whole number of 32 bits", number(Integer::valueOf));

    /** A whole number of 64 bits. */
    public static final ValueType<Long> LONG = new ValueType<>("whole number of 64 bits", number(Long::valueOf));

    /** A decimal number, rounded to 64 bits. */
    public static final ValueType<Double> DOUBLE = new ValueType<>("number", number(ValueType::finite));

    /** A decimal number as written. */
    public static final ValueType<BigDecimal> DECIMAL = new ValueType<>("number", number(BigDecimal::new));

    /** {@code true} or {@code false}. */
    public static final ValueType<Boolean> BOOLEAN = new ValueType<>("boolean", ValueType::truth);

    /** {@code 250ms}, {@code 30s}, {@code 1h30m}, {@code 1d}, or ISO 8601; not negative. */
    public static final ValueType<Duration> DURATION = new ValueType<>("duration", DurationText::parse);

    /** Bytes: {@code 4096}, {@code 10MB} (powers of 1,000), {@code 64MiB} (powers of 1,024). */
    public static final ValueType<Long> SIZE = new ValueType<>("size", SizeText::parse);

    /** Texts that were delivered as a list, or are separated by commas. */
    public static final ValueType<List<String>> LIST = new ValueType<>("list", ValueType::items);

    private static final ClassValue<ValueType<?>> ENUMS = new ClassValue<>() {
        @Override
        protected ValueType<?> computeValue(Class<?> type) {
            return constants(type);
        }
    };

    private final String word;
    private final Function<String, Optional<T>> parse;

    private ValueType(String word, Function<String, Optional<T>> parse) {
        this.word = word;
        this.parse = parse;
    }

    /** One of an enum's constants, by its name without regard to case, with {@code -} for {@code _}. */
    @SuppressWarnings("unchecked") // what is kept for a class is what was made of it
    public static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        return (ValueType<E>) ENUMS.get(type);
    }

    private static ValueType<Object> constants(Class<?> type) {
        List<Object> constants = List.of(type.getEnumConstants());
        return new ValueType<>(
                "constant of " + type.getSimpleName(),
                text -> constants.stream()
                        .filter(constant -> plain(((Enum<?>) constant).name()).equals(plain(text)))
                        .findFirst());
    }

    /** What a text means; empty where it is not of this type. */
    Optional<T> parse(String text) {
        return parse.apply(text);
    }

    /** The type's name in messages. */
    @Override
    public String toString() {
        return word;
    }

    private static <N> Function<String, Optional<N>> number(Function<String, N> read) {
        return text -> {
            try {
                return Optional.of(read.apply(text));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        };
    }

    private static Double finite(String text) {
        Double number = new BigDecimal(text).doubleValue();
        if (number.isInfinite()) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(Boolean.TRUE);
            case "false" -> Optional.of(Boolean.FALSE);
            default -> Optional.empty();
        };
    }

    private static Optional<List<String>> items(String text) {
        return Optional.of(text.isEmpty() ? List.of() : List.of(text.split(",", -1)));
    }

    private static String plain(String name) {
        return name.replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
