package dev.gatehouse.audit.detect.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.Set;

/** What a rule asks of one value of a field. An object is never what is asked for, nor is a null. */
sealed interface ValueTest {
    /** Whether the value is what is asked for. */
    boolean test(JsonNode value);

    /** One of some texts, whatever their case; they are folded. */
    record OneOf(Set<String> folded) implements ValueTest {
        public OneOf {
            folded = Set.copyOf(folded);
        }

        @Override
        public boolean test(JsonNode value) {
            return isScalar(value) && folded.contains(TextPattern.fold(value.asText()));
        }
    }

    /** A text with wildcards, or one whose case matters. */
    record Text(TextPattern pattern) implements ValueTest {
        @Override
        public boolean test(JsonNode value) {
            return isScalar(value) && pattern.matches(value.asText());
        }
    }

    /** A number, which the event may have as a number or as a text: {@code 1} is {@code 1.0}. */
    record Numeric(BigDecimal number) implements ValueTest {
        @Override
        public boolean test(JsonNode value) {
            return value.isNumber()
                    ? isNumber(value)
                    : value.isTextual() && value.textValue().equals(number.toPlainString());
        }

        private boolean isNumber(JsonNode value) {
            // JSON's 1e999 is infinite as a double; and of a decimal with a huge exponent all digits would be written
            // out.
            return Double.isFinite(value.doubleValue())
                    && Math.abs((long) value.decimalValue().scale()) < 1_000
                    && value.decimalValue().compareTo(number) == 0;
        }
    }

    /** A regular expression, found anywhere; in time linear in the text. */
    record Regex(Pattern pattern) implements ValueTest {
        @Override
        public boolean test(JsonNode value) {
            return isScalar(value) && pattern.matcher(value.asText()).find();
        }
    }

    /** An address in a range. */
    record InRange(AddressRange range) implements ValueTest {
        @Override
        public boolean test(JsonNode value) {
            return value.isTextual() && range.contains(value.textValue());
        }
    }

    private static boolean isScalar(JsonNode value) {
        return value.isValueNode() && !value.isNull();
    }
}
