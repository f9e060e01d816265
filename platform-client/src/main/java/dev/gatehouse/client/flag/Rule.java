package dev.gatehouse.client.flag;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flag's rule: JSON logic (https://jsonlogic.com) with flagd's own operations, as far as this client knows them. */
sealed interface Rule {
    /** What it comes to: a text, a double, a boolean, a list of such, or null. */
    @Nullable
    Object of(Asked asked);

    /**
     * One evaluation.
     *
     * @param flag the flag's name
     * @param seconds the time, since 1970
     */
    record Asked(String flag, FlagContext context, long seconds) {}

    record Constant(@Nullable Object value) implements Rule {
        @Override
        public @Nullable Object of(Asked asked) {
            return value;
        }
    }

    record Items(List<Rule> rules) implements Rule {
        @Override
        public Object of(Asked asked) {
            return rules.stream().map(rule -> rule.of(asked)).toList();
        }
    }

    /** What the context says under a name. */
    record Variable(String name, @Nullable Object otherwise) implements Rule {
        @Override
        public @Nullable Object of(Asked asked) {
            Object value = switch (name) {
                case "$flagd.flagKey" -> asked.flag();
                case "$flagd.timestamp" -> (double) asked.seconds();
                default -> asked.context().get(name);
            };
            return value == null ? otherwise : value;
        }
    }

    /** Conditions and what they lead to in turn; a last one alone is for all else. */
    record If(List<Rule> parts) implements Rule {
        @Override
        public @Nullable Object of(Asked asked) {
            int at = 0;
            for (; at + 1 < parts.size(); at += 2) {
                if (Values.truthy(parts.get(at).of(asked))) {
                    return parts.get(at + 1).of(asked);
                }
            }
            return at < parts.size() ? parts.get(at).of(asked) : null;
        }
    }

    /** The first that decides, or the last. */
    record Junction(List<Rule> parts, boolean and) implements Rule {
        @Override
        public @Nullable Object of(Asked asked) {
            Object last = null;
            for (Rule part : parts) {
                last = part.of(asked);
                if (Values.truthy(last) != and) {
                    return last;
                }
            }
            return last;
        }
    }

    record Not(Rule rule) implements Rule {
        @Override
        public Object of(Asked asked) {
            return !Values.truthy(rule.of(asked));
        }
    }

    /** {@code <} and the like; with three parts, whether the second lies between the others. */
    record Ordered(String operator, List<Rule> parts) implements Rule {
        @Override
        public Object of(Asked asked) {
            for (int i = 0; i + 1 < parts.size(); i++) {
                if (!Values.ordered(
                        operator, parts.get(i).of(asked), parts.get(i + 1).of(asked))) {
                    return false;
                }
            }
            return true;
        }
    }

    record Equal(Rule left, Rule right, boolean strict) implements Rule {
        @Override
        public Object of(Asked asked) {
            return Values.equal(left.of(asked), right.of(asked), strict);
        }
    }

    /** Whether something is in a list, or a text in a text. */
    record In(Rule needle, Rule haystack) implements Rule {
        @Override
        public Object of(Asked asked) {
            Object sought = needle.of(asked);
            return switch (haystack.of(asked)) {
                case List<?> list -> list.stream().anyMatch(item -> Values.equal(item, sought, true));
                case String text -> sought instanceof String part && text.contains(part);
                case null, default -> false;
            };
        }
    }

    record Affix(Rule text, Rule affix, boolean atStart) implements Rule {
        @Override
        public Object of(Asked asked) {
            return text.of(asked) instanceof String whole
                    && affix.of(asked) instanceof String part
                    && (atStart ? whole.startsWith(part) : whole.endsWith(part));
        }
    }

    record Joined(List<Rule> parts) implements Rule {
        @Override
        public Object of(Asked asked) {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(Values.text(part.of(asked))));
            return text.toString();
        }
    }

    /** A variant and its share of the total. */
    record Share(Rule variant, long weight) {}

    /**
     * Distributes subjects over variants, as flagd does: the hash of a text, spread evenly over the total weight.
     *
     * @param by the text; null for the flag's name and the subject. Where it comes to no text, so does the whole to nothing
     */
    record Fractional(@Nullable Rule by, List<Share> shares, long total) implements Rule {
        @Override
        public @Nullable Object of(Asked asked) {
            Object subject = by == null ? asked.context().get(FlagContext.SUBJECT) : by.of(asked);
            if (!(subject instanceof String text) || total == 0) {
                return null;
            }
            long bucket = (Murmur3.of(by == null ? asked.flag() + text : text) * total) >>> 32;
            long end = 0;
            for (Share share : shares) {
                end += share.weight();
                if (bucket < end) {
                    return share.variant().of(asked);
                }
            }
            return null;
        }
    }
}
