package dev.gatehouse.scanner.rule.regex;

import dev.gatehouse.scanner.rule.regex.Node.Chars;
import dev.gatehouse.scanner.rule.regex.Node.Rep;
import dev.gatehouse.scanner.rule.regex.Node.Seq;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule's expression, taken apart. It runs from where a keyword was found, so what a match may or may not begin with is taken
 * off; {@link #lead} says how far a match reaches back over it.
 */
public final class Expression {
    /** The widest distance between the beginning of a match and its keyword. */
    public static final int WIDEST = 64;

    private final Node rest;
    private final List<Anchor> anchors;
    private final ByteClass lead;
    private final int leadMost;

    private Expression(Node rest, List<Anchor> anchors, ByteClass lead, int leadMost) {
        this.rest = rest;
        this.anchors = List.copyOf(anchors);
        this.lead = lead;
        this.leadMost = leadMost;
    }

    /**
     * Takes an expression apart.
     *
     * @param keywords in lower case
     * @param secretGroup the group that counts; 0 if it isn't said
     * @throws UnsupportedRegex it has what the subset lacks
     */
    public static Expression of(String regex, List<String> keywords, int secretGroup) {
        Node whole = RegexParser.parse(regex);
        boolean secretIsGroup = secretGroup > 0 || whole.hasGroup();
        ByteClass lead = ByteClass.NONE;
        long leadMost = 0;
        List<Node> parts = whole instanceof Seq seq ? seq.parts() : List.of(whole);
        int from = 0;
        while (secretIsGroup
                && from < parts.size()
                && parts.get(from) instanceof Rep rep
                && rep.min() == 0
                && !rep.hasGroup()) {
            lead = lead.or(rep.bytes());
            leadMost += rep.maxWidth();
            from++;
        }
        Node rest = new Seq(parts.subList(from, parts.size()));
        if (secretIsGroup
                && from < parts.size()
                && parts.get(from) instanceof Rep rep
                && rep.part() instanceof Chars chars
                && rep.max() > rep.min()) {
            lead = lead.or(chars.set());
            leadMost += rep.max() - rep.min();
            List<Node> shorter = new ArrayList<>(parts.subList(from, parts.size()));
            shorter.set(0, new Rep(chars, rep.min(), rep.min(), false));
            rest = new Seq(shorter);
        }
        List<Anchor> anchors = near(AnchorSearch.of(rest, keywords));
        return new Expression(rest, anchors.isEmpty() ? near(AnchorSearch.of(rest, List.of())) : anchors, lead, (int)
                Math.min(leadMost, 4 * WIDEST));
    }

    /** The expression for java.util.regex, over text whose characters are bytes; its groups are numbered as in the original. */
    public String java() {
        return RegexText.of(rest, false);
    }

    /** The same for RE2. */
    public String linear() {
        return RegexText.of(rest, true);
    }

    /** The keywords one of which stands in every match; empty if there are none. */
    public List<Anchor> anchors() {
        return anchors;
    }

    /** The bytes that were taken off the beginning. */
    public ByteClass lead() {
        return lead;
    }

    /** How many of them may stand there. */
    public int leadMost() {
        return leadMost;
    }

    private static List<Anchor> near(List<Anchor> anchors) {
        return anchors.stream().allMatch(anchor -> anchor.most() <= WIDEST) ? anchors : List.of();
    }
}
