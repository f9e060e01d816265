package dev.gatehouse.audit.detect.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a rule's detection says of one event, ready to be asked. Immutable. */
sealed interface Expression {
    /** Whether it holds of the event. */
    boolean holds(JsonNode event);

    /** All of them. */
    record And(List<Expression> all) implements Expression {
        public And {
            all = List.copyOf(all);
        }

        @Override
        public boolean holds(JsonNode event) {
            for (Expression one : all) {
                if (!one.holds(event)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** At least so many of them. */
    record AtLeast(int count, List<Expression> of) implements Expression {
        public AtLeast {
            of = List.copyOf(of);
        }

        @Override
        public boolean holds(JsonNode event) {
            int held = 0;
            for (Expression one : of) {
                if (one.holds(event) && ++held == count) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Not it. */
    record Not(Expression inner) implements Expression {
        @Override
        public boolean holds(JsonNode event) {
            return !inner.holds(event);
        }
    }

    /** A value of the field passes. */
    record Matches(FieldPath field, ValueTest test) implements Expression {
        @Override
        public boolean holds(JsonNode event) {
            return field.any(event, test::test);
        }
    }

    /** The field is there, if only as a null. */
    record Exists(FieldPath field) implements Expression {
        @Override
        public boolean holds(JsonNode event) {
            return field.any(event, value -> true);
        }
    }

    /** The field has a value: it is there, and is neither null nor an empty list. */
    record HasValue(FieldPath field) implements Expression {
        @Override
        public boolean holds(JsonNode event) {
            return field.any(event, value -> !value.isNull());
        }
    }

    /** Two fields have the same text, whatever its case. */
    record SameText(FieldPath field, FieldPath other) implements Expression {
        @Override
        public boolean holds(JsonNode event) {
            return other.text(event)
                    .filter(text -> field.any(
                            event,
                            value -> value.isValueNode()
                                    && !value.isNull()
                                    && value.asText().equalsIgnoreCase(text)))
                    .isPresent();
        }
    }

    /** A text anywhere in the event, as a value and not as a field's name. */
    record Keyword(TextPattern pattern) implements Expression {
        @Override
        public boolean holds(JsonNode event) {
            if (event.isValueNode()) {
                return !event.isNull() && pattern.matches(event.asText());
            }
            for (JsonNode child : event) {
                if (holds(child)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Any of them. */
    static Expression any(List<Expression> of) {
        return of.size() == 1 ? of.getFirst() : new AtLeast(1, of);
    }

    /** All of them. */
    static Expression all(List<Expression> of) {
        return of.size() == 1 ? of.getFirst() : new And(of);
    }
}
