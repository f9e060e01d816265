package dev.gatehouse.service.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which resources a rule is about, written {@code type:/segment/segment}.
 *
 * <p>The type is one of the service's {@link Vocabulary}, or {@code *} for each of them. In a segment {@code *} stands for any number of
 * characters; a segment that is only {@code *} stands for exactly one segment. {@code **} is the last segment or none:
 * {@code /a/**} is {@code /a} itself and everything below it, so that a subtree can be named and listed by one rule.
 */
final class ResourcePattern {
    /** Characters of a pattern. */
    static final int MAX_LENGTH = 1_100;

    private static final String ANY_TYPE = "*";
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_.*-]+");

    private final String text;
    private final Set<String> types;
    private final List<Glob> segments;
    private final boolean subtree;

    private ResourcePattern(String text, Set<String> types, List<Glob> segments, boolean subtree) {
        this.text = text;
        this.types = types;
        this.segments = List.copyOf(segments);
        this.subtree = subtree;
    }

    /**
     * A pattern in the words of one service.
     *
     * @throws IllegalArgumentException the text is not a pattern; the message says why
     */
    static ResourcePattern parse(String text, Vocabulary vocabulary) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("has " + text.length() + " characters; at most " + MAX_LENGTH);
        }
        int colon = text.indexOf(":/");
        if (colon < 0) {
            throw new IllegalArgumentException("must have the form type:/path");
        }
        Set<String> types = types(text.substring(0, colon), vocabulary);
        List<String> path = path(text.substring(colon + 2));
        boolean subtree = !path.isEmpty() && path.getLast().equals("**");
        List<String> fixed = subtree ? path.subList(0, path.size() - 1) : path;
        return new ResourcePattern(
                text, types, fixed.stream().map(ResourcePattern::segment).toList(), subtree);
    }

    /** Whether the resource is one of those that are meant. */
    boolean matches(Resource resource) {
        return types.contains(resource.type()) && matchesPath(resource.path());
    }

    /** The types of resource that it can match. */
    Set<String> types() {
        return types;
    }

    /** Whether it matches each resource of its types. */
    boolean everything() {
        return segments.isEmpty() && subtree;
    }

    /** Whether it reaches into every project: nothing of its path's first segment is fixed. */
    boolean unbounded() {
        return segments.isEmpty() ? subtree : segments.getFirst().any();
    }

    @Override
    public String toString() {
        return text;
    }

    private boolean matchesPath(String path) {
        int at = 1;
        for (Glob segment : segments) {
            if (at >= path.length()) {
                return false;
            }
            int slash = path.indexOf('/', at);
            int end = slash < 0 ? path.length() : slash;
            if (!segment.matches(path, at, end)) {
                return false;
            }
            at = end + 1;
        }
        return subtree || at >= path.length();
    }

    private static Set<String> types(String type, Vocabulary vocabulary) {
        if (type.equals(ANY_TYPE)) {
            return Set.copyOf(vocabulary.types());
        }
        if (!vocabulary.types().contains(type)) {
            throw new IllegalArgumentException("has an unknown type; " + vocabulary.typeWords() + " or *");
        }
        return Set.of(type);
    }

    private static List<String> path(String relative) {
        return relative.isEmpty() ? List.of() : new ArrayList<>(List.of(relative.split("/", -1)));
    }

    private static Glob segment(String text) {
        if (!SEGMENT.matcher(text).matches() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("has a segment that is empty, relative, or outside A-Z a-z 0-9 _ . - *");
        }
        if (text.contains("**")) {
            throw new IllegalArgumentException("has '**' elsewhere than as its last segment");
        }
        return new Glob(text);
    }
}
