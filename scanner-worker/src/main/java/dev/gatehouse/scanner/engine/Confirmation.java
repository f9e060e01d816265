package dev.gatehouse.scanner.engine;

import org.jspecify.annotations.Nullable;

/** Runs a rule's expression over text, on one thread. After a match it says where the groups are. */
interface Confirmation {
    /** Whether the expression matches from there; what stands before counts for word boundaries. */
    boolean at(Text text, int start, int end);

    /** Whether it matches anywhere from there on. */
    boolean find(Text text, int start, int end);

    int start(int group);

    int end(int group);

    int groups();

    /** On Java's engine: fast, and bounded by the text's budget. */
    final class Backtracking implements Confirmation {
        private final java.util.regex.Matcher matcher;
        private @Nullable Text last;

        Backtracking(java.util.regex.Pattern pattern) {
            matcher = pattern.matcher("").useTransparentBounds(true).useAnchoringBounds(false);
        }

        private void region(Text text, int start, int end) {
            if (text != last) {
                matcher.reset(text);
                last = text;
            }
            matcher.region(start, end);
        }

        @Override
        public boolean at(Text text, int start, int end) {
            region(text, start, end);
            return matcher.lookingAt();
        }

        @Override
        public boolean find(Text text, int start, int end) {
            region(text, start, end);
            return matcher.find();
        }

        @Override
        public int start(int group) {
            return matcher.start(group);
        }

        @Override
        public int end(int group) {
            return matcher.end(group);
        }

        @Override
        public int groups() {
            return matcher.groupCount();
        }
    }

    /** On RE2/J: linear in the text, whatever the expression. */
    final class Linear implements Confirmation {
        private final com.google.re2j.Matcher atStart;
        private final com.google.re2j.Matcher afterOne;
        private com.google.re2j.Matcher matched;
        private int base;

        Linear(LinearPattern pattern) {
            atStart = pattern.atStart().matcher("");
            afterOne = pattern.afterOne().matcher("");
            matched = atStart;
        }

        @Override
        public boolean at(Text text, int start, int end) {
            base = Math.max(0, start - 1);
            matched = start == 0 ? atStart : afterOne;
            return matched.reset(new TextWindow(text).set(base, end)).lookingAt();
        }

        @Override
        public boolean find(Text text, int start, int end) {
            base = Math.max(0, start - 1);
            matched = atStart;
            matched.reset(new TextWindow(text).set(base, end));
            return matched.find(start - base);
        }

        @Override
        public int start(int group) {
            int start = matched.start(group);
            boolean shifted = group == 0 && matched == afterOne;
            return start < 0 ? start : base + start + (shifted ? 1 : 0);
        }

        @Override
        public int end(int group) {
            int end = matched.end(group);
            return end < 0 ? end : base + end;
        }

        @Override
        public int groups() {
            return matched.groupCount();
        }
    }
}
