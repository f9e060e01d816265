package dev.gatehouse.scanner.rule.regex;

/**
 * What must stand after a keyword for a match to be possible: at most {@code gap} bytes of {@code between}, then {@code
 * run} bytes of {@code required}. It may let through what is no match, never the other way round.
 *
 * @param between what may stand between
 * @param gap how many of them at most
 * @param required what must come then
 * @param run how many of them; 0: nothing is known
 */
public record Follow(ByteClass between, int gap, ByteClass required, int run) {
    /** Nothing is known. */
    public static final Follow UNKNOWN = new Follow(ByteClass.NONE, 0, ByteClass.ANY, 0);

    private static final int LONGEST_RUN = 24;
    /** So many bytes of one class say something, whatever the class. */
    private static final int LONG_RUN = 12;
    /** A gap wider than this isn't worth a look. */
    private static final int WIDEST_GAP = 256;

    /** What must stand where a node and then a rest stand. */
    static Follow of(Node node, Follow rest) {
        return switch (node) {
            case Node.Chars chars ->
                rest.gap == 0 && rest.run > 0 && rest.required.equals(chars.set())
                        ? new Follow(ByteClass.NONE, 0, chars.set(), Math.min(rest.run + 1, LONGEST_RUN))
                        : new Follow(ByteClass.NONE, 0, chars.set(), 1);
            case Node.Look look -> rest;
            case Node.Seq seq -> {
                Follow follow = rest;
                for (Node part : seq.parts().reversed()) {
                    follow = of(part, follow);
                }
                yield follow;
            }
            case Node.Alt alt ->
                alt.choices().stream()
                        .map(choice -> of(choice, rest))
                        .reduce(Follow::either)
                        .orElse(rest);
            case Node.Group group -> of(group.part(), rest);
            case Node.Rep rep -> of(rep, rest);
        };
    }

    private static Follow of(Node.Rep rep, Follow rest) {
        if (rep.min() == 0) {
            long gap = (long) rep.maxWidth() + rest.gap;
            return gap > WIDEST_GAP || rest.run == 0
                    ? UNKNOWN
                    : new Follow(rest.between.or(rep.bytes()), (int) gap, rest.required, rest.run);
        }
        if (rep.part() instanceof Node.Chars chars) {
            long gap = (long) rep.max() + rest.gap;
            Follow own = new Follow(ByteClass.NONE, 0, chars.set(), Math.min(rep.min(), LONGEST_RUN));
            return !own.isSelective() && rest.isSelective() && gap <= WIDEST_GAP
                    ? new Follow(rest.between.or(chars.set()), (int) gap, rest.required, rest.run)
                    : own;
        }
        Follow once = of(rep.part(), UNKNOWN);
        return once.run > 0 ? once : UNKNOWN;
    }

    /** What must stand where the one or the other must. */
    private Follow either(Follow other) {
        if (run == 0 || other.run == 0) {
            return UNKNOWN;
        }
        return new Follow(
                between.or(other.between),
                Math.max(gap, other.gap),
                required.or(other.required),
                Math.min(run, other.run));
    }

    /** Whether prose and code pass it only now and then: what is required is no letter or digit, or long. */
    public boolean isTelling() {
        return run > 0 && (required.and(ByteClass.ALNUM).isEmpty() || run >= LONG_RUN);
    }

    /** Whether text seldom passes: what is required is rare in prose and code, or long. */
    public boolean isSelective() {
        if (run == 0) {
            return false;
        }
        boolean commonBytes = !required.and(ByteClass.ALNUM.or(ByteClass.SPACE)).isEmpty();
        return !commonBytes || run >= LONG_RUN;
    }
}
