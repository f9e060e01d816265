package dev.gatehouse.config.contract;

import dev.gatehouse.config.parameter.ParameterPath;
import java.util.Comparator;

/**
 * Something stored that is not as the contract says.
 *
 * @param rule a stable word: the rule that is broken, or that of the kind
 * @param message for people; it never contains the value
 */
public record Deviation(Kind kind, ParameterPath path, String rule, String message) implements Comparable<Deviation> {
    private static final Comparator<Deviation> ORDER = Comparator.comparing(Deviation::path)
            .thenComparing(Deviation::kind)
            .thenComparing(Deviation::rule)
            .thenComparing(Deviation::message);

    /** The kinds; the words are stable. */
    public enum Kind {
        /** The contract has a default for it, or requires it, and nothing is stored. */
        MISSING("missing"),
        /** It is stored, and the contract does not know it. */
        EXTRA("extra"),
        WRONG_TYPE("wrong-type"),
        /** It is of its type, and not among the values that the contract allows. */
        OUT_OF_RANGE("out-of-range"),
        SHOULD_BE_SECURE("should-be-secure"),
        /** It is stored, and nobody read it. */
        NEVER_READ("never-read");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Kind of(Rule rule) {
            return switch (rule) {
                case WRONG_TYPE, REFERENCE_SYNTAX, REFERENCE_CYCLE -> WRONG_TYPE;
                case OUT_OF_RANGE, PATTERN, NOT_ALLOWED, SCHEMA -> OUT_OF_RANGE;
                case SHOULD_BE_SECURE -> SHOULD_BE_SECURE;
                case UNKNOWN_PARAMETER, UNKNOWN_ENVIRONMENT -> EXTRA;
                case REQUIRED -> MISSING;
            };
        }
    }

    @Override
    public int compareTo(Deviation other) {
        return ORDER.compare(this, other);
    }
}
