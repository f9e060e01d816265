package dev.gatehouse.audit.detect.sigma;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * What stands in a selection's key: {@code field|modifier|modifier}.
 *
 * @param field the field's name; empty for keywords
 * @param match how a value is compared
 * @param all whether all values must match, where one is enough otherwise
 * @param cased whether case matters
 * @param flags RE2/J's flags for a regular expression
 */
record Modifiers(String field, Match match, boolean all, boolean cased, int flags) {
    /** How a value is compared. */
    enum Match {
        EQUALS,
        CONTAINS,
        STARTS_WITH,
        ENDS_WITH,
        REGEX,
        CIDR,
        EXISTS,
        FIELD;

        private static Optional<Match> of(String word) {
            return switch (word) {
                case "contains" -> Optional.of(CONTAINS);
                case "startswith" -> Optional.of(STARTS_WITH);
                case "endswith" -> Optional.of(ENDS_WITH);
                case "re" -> Optional.of(REGEX);
                case "cidr" -> Optional.of(CIDR);
                case "exists" -> Optional.of(EXISTS);
                case "fieldref" -> Optional.of(FIELD);
                default -> Optional.empty();
            };
        }

        private boolean isText() {
            return this == EQUALS || this == CONTAINS || this == STARTS_WITH || this == ENDS_WITH;
        }
    }

    /** @throws InvalidRule a modifier is not supported, or does not go with another; it is named */
    static Modifiers of(String key, RuleNode at) {
        List<String> parts = List.of(key.split("\\|", -1));
        Modifiers read = new Modifiers(parts.getFirst(), Match.EQUALS, false, false, 0);
        for (String word : parts.subList(1, parts.size())) {
            read = read.with(word, at);
        }
        at.require(!read.cased || read.match.isText(), "the modifier 'cased' goes with texts only");
        at.require(!read.all || read.match != Match.EXISTS, "the modifier 'all' does not go with 'exists'");
        return read;
    }

    private Modifiers with(String word, RuleNode at) {
        Optional<Match> other = Match.of(word);
        if (other.isPresent()) {
            at.require(
                    match == Match.EQUALS,
                    "the modifier " + RuleNode.shown(word) + " does not go with the one before it");
            return new Modifiers(field, other.get(), all, cased, flags);
        }
        return switch (word) {
            case "all" -> new Modifiers(field, match, true, cased, flags);
            case "cased" -> new Modifiers(field, match, all, true, flags);
            case "i", "m", "s" -> {
                at.require(match == Match.REGEX, "the modifier " + RuleNode.shown(word) + " goes after 're' only");
                yield new Modifiers(field, match, all, cased, flags | flag(word));
            }
            default -> throw at.error("the modifier " + RuleNode.shown(word) + " is not supported");
        };
    }

    private static int flag(String word) {
        return switch (word) {
            case "i" -> Pattern.CASE_INSENSITIVE;
            case "m" -> Pattern.MULTILINE;
            default -> Pattern.DOTALL;
        };
    }
}
