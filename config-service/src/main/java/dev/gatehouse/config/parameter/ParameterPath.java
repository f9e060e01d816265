package dev.gatehouse.config.parameter;

import dev.gatehouse.service.failure.InvalidName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The canonical name of a parameter or of a subtree: {@code /segment/segment/...}.
 *
 * <p>There is one spelling for each path, so that what is authorized is what is read: a segment is made of ASCII
 * letters, digits, {@code _}, {@code .} and {@code -}, is never {@code .} or {@code ..}, and never empty. The bounds
 * are Parameter Store's (levels, length of a full name, reserved prefixes), so that an embedded tree can move to AWS.
 *
 * @param value the path, with its leading slash and no trailing one
 */
public record ParameterPath(String value) implements Comparable<ParameterPath> {
    /** Characters of a whole path: Parameter Store's 1,011. */
    public static final int MAX_LENGTH = 1_011;

    /** Levels of a path: Parameter Store's 15. */
    public static final int MAX_LEVELS = 15;

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern RESERVED = Pattern.compile("(?i)(aws|ssm).*");

    /** @throws InvalidName the text is not a canonical path; the message says what is wrong with it, and where */
    public ParameterPath {
        if (value.length() > MAX_LENGTH) {
            throw new InvalidName("path", "has " + value.length() + " characters; at most " + MAX_LENGTH);
        }
        if (!value.startsWith("/") || value.length() < 2) {
            throw new InvalidName("path", "must start with '/' and name something");
        }
        check("path", value.substring(1));
    }

    /**
     * Holds a name without its leading slash to the rules of a path.
     *
     * @param what what the name is called in the error
     * @throws InvalidName it breaks one
     */
    public static void check(String what, String name) {
        String[] segments = name.split("/", -1);
        if (segments.length > MAX_LEVELS) {
            throw new InvalidName(what, "has " + segments.length + " levels; at most " + MAX_LEVELS);
        }
        for (int i = 0; i < segments.length; i++) {
            checkSegment(what, segments[i], i + 1);
        }
        if (RESERVED.matcher(segments[0]).matches()) {
            throw new InvalidName(what, "starts with 'aws' or 'ssm', which AWS reserves");
        }
    }

    /** The path of a text with or without its leading slash, as it arrives in a URL. */
    public static ParameterPath of(String text) {
        return new ParameterPath(text.startsWith("/") ? text : "/" + text);
    }

    /** This path with further segments, given as {@code a} or {@code a/b}. */
    public ParameterPath resolve(String relative) {
        return new ParameterPath(value + "/" + relative);
    }

    /** Whether the other path is this one or stands below it. */
    public boolean contains(ParameterPath other) {
        return other.value.startsWith(value)
                && (other.value.length() == value.length() || other.value.charAt(value.length()) == '/');
    }

    /** What stands after an ancestor's path, without a leading slash. */
    public String relativeTo(ParameterPath ancestor) {
        if (!ancestor.contains(this) || ancestor.equals(this)) {
            throw new IllegalArgumentException(this + " does not stand below " + ancestor);
        }
        return value.substring(ancestor.value.length() + 1);
    }

    public List<String> segments() {
        return List.of(value.substring(1).split("/", -1));
    }

    @Override
    public int compareTo(ParameterPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static void checkSegment(String what, String segment, int position) {
        if (segment.isEmpty()) {
            throw new InvalidName(what, "segment " + position + " is empty");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw new InvalidName(what, "segment " + position + " is a relative one");
        }
        if (!SEGMENT.matcher(segment).matches()) {
            throw new InvalidName(what, "segment " + position + " holds a character outside A-Z a-z 0-9 _ . -");
        }
    }
}
