package dev.gatehouse.scanner.rule.regex;

import java.util.List;

/** A part of an expression. */
sealed interface Node {
    /** A width without bound. */
    int UNBOUNDED = Integer.MAX_VALUE;

    /** One byte of a set. */
    record Chars(ByteClass set) implements Node {}

    /**
     * A place, of no width.
     *
     * @param java how Java writes it
     * @param linear how RE2 writes it
     */
    record Look(String java, String linear) implements Node {}

    /** One after the other; empty: nothing. */
    record Seq(List<Node> parts) implements Node {}

    /** One of several. */
    record Alt(List<Node> choices) implements Node {}

    /** Again and again; max may be {@link #UNBOUNDED}. */
    record Rep(Node part, int min, int max, boolean lazy) implements Node {}

    /** A group that is remembered, numbered from 1. */
    record Group(int number, Node part) implements Node {}

    /** The fewest bytes it matches. */
    default int minWidth() {
        return switch (this) {
            case Chars chars -> 1;
            case Look look -> 0;
            case Seq seq -> sum(seq.parts.stream().mapToInt(Node::minWidth).toArray());
            case Alt alt -> alt.choices.stream().mapToInt(Node::minWidth).min().orElse(0);
            case Rep rep -> product(rep.part.minWidth(), rep.min);
            case Group group -> group.part.minWidth();
        };
    }

    /** The most bytes it matches, or UNBOUNDED. */
    default int maxWidth() {
        return switch (this) {
            case Chars chars -> 1;
            case Look look -> 0;
            case Seq seq -> sum(seq.parts.stream().mapToInt(Node::maxWidth).toArray());
            case Alt alt -> alt.choices.stream().mapToInt(Node::maxWidth).max().orElse(0);
            case Rep rep -> product(rep.part.maxWidth(), rep.max);
            case Group group -> group.part.maxWidth();
        };
    }

    /** Every byte that may stand somewhere in it. */
    default ByteClass bytes() {
        return switch (this) {
            case Chars chars -> chars.set;
            case Look look -> ByteClass.NONE;
            case Seq seq -> seq.parts.stream().map(Node::bytes).reduce(ByteClass.NONE, ByteClass::or);
            case Alt alt -> alt.choices.stream().map(Node::bytes).reduce(ByteClass.NONE, ByteClass::or);
            case Rep rep -> rep.part.bytes();
            case Group group -> group.part.bytes();
        };
    }

    /** Whether it remembers something. */
    default boolean hasGroup() {
        return switch (this) {
            case Chars chars -> false;
            case Look look -> false;
            case Seq seq -> seq.parts.stream().anyMatch(Node::hasGroup);
            case Alt alt -> alt.choices.stream().anyMatch(Node::hasGroup);
            case Rep rep -> rep.part.hasGroup();
            case Group group -> true;
        };
    }

    private static int sum(int[] widths) {
        long sum = 0;
        for (int width : widths) {
            sum += width;
        }
        return (int) Math.min(sum, UNBOUNDED);
    }

    private static int product(int width, int times) {
        return (int) Math.min((long) width * times, UNBOUNDED);
    }
}
