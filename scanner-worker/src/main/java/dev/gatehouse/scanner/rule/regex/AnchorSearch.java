package dev.gatehouse.scanner.rule.regex;

import dev.gatehouse.scanner.rule.regex.Node.Alt;
import dev.gatehouse.scanner.rule.regex.Node.Chars;
import dev.gatehouse.scanner.rule.regex.Node.Group;
import dev.gatehouse.scanner.rule.regex.Node.Look;
import dev.gatehouse.scanner.rule.regex.Node.Rep;
import dev.gatehouse.scanner.rule.regex.Node.Seq;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a rule's keywords stand in its expression: it walks every way through the expression, from the beginning, until
 * a keyword has been spelt out. If some way comes to its end without one, the expression is not anchored.
 */
final class AnchorSearch {
    private static final int MAX_STEPS = 50_000;
    /** A class of so many members, but for case, is walked as alternatives. */
    private static final int NARROW = 16;

    private static final int NARROW_UNASKED = 8;

    private static final int MAX_EXPANDED = 16;

    private static final int SHORTEST_FOUND = 4;
    private static final int LONGEST_FOUND = 16;

    /** Empty: any literal that is long enough. */
    private final List<String> keywords;

    private final Set<Anchor> anchors = new LinkedHashSet<>();
    private int steps;

    private AnchorSearch(List<String> keywords) {
        this.keywords = keywords;
    }

    /**
     * The anchors of an expression, one of which stands in every match; empty if that can't be said.
     *
     * @param keywords in lower case; empty: the expression's own literals
     */
    static List<Anchor> of(Node node, List<String> keywords) {
        AnchorSearch search = new AnchorSearch(keywords);
        boolean all = search.walk(new Rest(node, null), Path.START);
        return all ? merged(search.anchors) : List.of();
    }

    /** What is still to be walked. */
    private record Rest(Node node, @Nullable Rest next) {}

    /** What was walked: the bytes at its end that are certain, and how wide it is before them. */
    private record Path(String literal, int least, int most) {
        static final Path START = new Path("", 0, 0);

        Path literal(int b) {
            return new Path(literal + (char) b, least, most);
        }

        Path wide(int min, int max) {
            long most = (long) this.most + literal.length() + max;
            return new Path("", least + literal.length() + min, (int) Math.min(most, Node.UNBOUNDED));
        }
    }

    private boolean walk(@Nullable Rest rest, Path path) {
        if (++steps > MAX_STEPS) {
            return false;
        }
        if (rest == null) {
            return found(path, null);
        }
        return switch (rest.node) {
            case Look look -> walk(rest.next, path);
            case Group group -> walk(new Rest(group.part(), rest.next), path);
            case Seq seq -> {
                Rest all = rest.next;
                for (Node part : seq.parts().reversed()) {
                    all = new Rest(part, all);
                }
                yield walk(all, path);
            }
            case Alt alt -> alt.choices().stream().allMatch(choice -> walk(new Rest(choice, rest.next), path));
            case Chars chars -> walk(chars, rest.next, path);
            case Rep rep -> walk(rep, rest.next, path);
        };
    }

    private boolean walk(Chars chars, @Nullable Rest next, Path path) {
        List<Integer> members = lowerMembers(chars.set());
        if (!isWorthSpelling(members, path)) {
            return found(path, new Rest(chars, next)) || walk(next, path.wide(1, 1));
        }
        for (int member : members) {
            Path longer = path.literal(member);
            if (!spelt(longer, next) && !walk(next, longer)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a class is to be walked as alternatives: one of them may be part of a keyword. */
    private boolean isWorthSpelling(List<Integer> members, Path path) {
        if (members.size() == 1) {
            return true;
        }
        if (keywords.isEmpty()) {
            return members.size() <= NARROW_UNASKED;
        }
        return members.size() <= NARROW && keywords.stream().anyMatch(keyword -> continues(keyword, members, path));
    }

    /** Whether what was spelt last, or nothing, and then a member are the beginning of a keyword. */
    private static boolean continues(String keyword, List<Integer> members, Path path) {
        for (int spelt = 0; spelt < keyword.length(); spelt++) {
            if (path.literal().endsWith(keyword.substring(0, spelt)) && members.contains((int) keyword.charAt(spelt))) {
                return true;
            }
        }
        return false;
    }

    private static List<Integer> lowerMembers(ByteClass set) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < 256 && members.size() <= NARROW; i++) {
            int lower = i >= 'A' && i <= 'Z' ? i + 32 : i;
            if (set.contains(i) && !members.contains(lower)) {
                members.add(lower);
            }
        }
        return members;
    }

    private boolean spelt(Path path, @Nullable Rest next) {
        String literal = path.literal();
        if (keywords.isEmpty() && literal.length() >= LONGEST_FOUND) {
            return found(path, next);
        }
        for (String keyword : keywords) {
            if (literal.endsWith(keyword) && path.most() < Node.UNBOUNDED) {
                int before = literal.length() - keyword.length();
                anchors.add(new Anchor(keyword, path.least() + before, path.most() + before, follow(next)));
                return true;
            }
        }
        return false;
    }

    /** Takes the literal that the way has come to the end of, where no keywords are given. */
    private boolean found(Path path, @Nullable Rest next) {
        String literal = path.literal();
        if (!keywords.isEmpty() || literal.length() < SHORTEST_FOUND || path.most() == Node.UNBOUNDED) {
            return false;
        }
        anchors.add(new Anchor(literal, path.least(), path.most(), follow(next)));
        return true;
    }

    private static Follow follow(@Nullable Rest rest) {
        List<Node> nodes = new ArrayList<>();
        for (Rest one = rest; one != null; one = one.next) {
            nodes.add(one.node);
        }
        return Follow.of(new Seq(nodes), Follow.UNKNOWN);
    }

    private boolean walk(Rep rep, @Nullable Rest next, Path path) {
        Node part = rep.part();
        if (rep.min() == 0) {
            if (!(rep.max() == 1 && rep.part() instanceof Chars) && found(path, new Rest(rep, next))) {
                return true;
            }
            boolean once = rep.max() == 1;
            boolean without = walk(next, once ? path : path.wide(0, rep.maxWidth()));
            return once ? without && walk(new Rest(part, next), path) : without;
        }
        boolean dull = part instanceof Chars chars && !isWorthSpelling(lowerMembers(chars.set()), path);
        boolean unasked = keywords.isEmpty()
                && part instanceof Chars chars
                && lowerMembers(chars.set()).size() > 1;
        if (dull || unasked || (rep.min() > MAX_EXPANDED && !(part instanceof Chars))) {
            return found(path, new Rest(rep, next)) || walk(next, path.wide(rep.minWidth(), rep.maxWidth()));
        }
        Rest rest = rep.max() == 1 ? next : new Rest(less(rep), next);
        return walk(new Rest(part, rest), path);
    }

    private static Rep less(Rep rep) {
        int max = rep.max() == Node.UNBOUNDED ? Node.UNBOUNDED : rep.max() - 1;
        return new Rep(rep.part(), rep.min() - 1, max, rep.lazy());
    }

    /** One anchor a keyword and follow, with the distances of all its ways. */
    private static List<Anchor> merged(Set<Anchor> anchors) {
        List<Anchor> merged = new ArrayList<>();
        for (Anchor anchor : anchors) {
            int same = indexOf(merged, anchor);
            if (same < 0) {
                merged.add(anchor);
            } else {
                Anchor other = merged.get(same);
                merged.set(
                        same,
                        new Anchor(
                                anchor.keyword(),
                                Math.min(anchor.least(), other.least()),
                                Math.max(anchor.most(), other.most()),
                                anchor.follow()));
            }
        }
        return List.copyOf(merged);
    }

    private static int indexOf(List<Anchor> merged, Anchor anchor) {
        for (int i = 0; i < merged.size(); i++) {
            Anchor other = merged.get(i);
            if (other.keyword().equals(anchor.keyword()) && other.follow().equals(anchor.follow())) {
                return i;
            }
        }
        return -1;
    }
}
