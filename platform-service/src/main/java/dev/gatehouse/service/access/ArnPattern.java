package dev.gatehouse.service.access;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The AWS identities that an entry of the policies is about: an ARN as GetCallerIdentity returns it, whose resource may
 * have {@code *} for a part of a segment, for instance {@code arn:aws:sts::111122223333:assumed-role/deploy/*} for every
 * session of a role.
 *
 * <p>Everything before the resource, the account foremost, is fixed, and a star never crosses a {@code /}.
 */
final class ArnPattern {
    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]*:(?:sts|iam)::[0-9]{12}:[A-Za-z0-9+=,.@_*-]+(?:/[A-Za-z0-9+=,.@_*-]+)*");

    private final String text;
    private final String fixed;
    private final List<Glob> segments;

    private ArnPattern(String text) {
        int resource = text.lastIndexOf(':') + 1;
        this.text = text;
        this.fixed = text.substring(0, resource);
        this.segments = Stream.of(text.substring(resource).split("/", -1))
                .map(Glob::new)
                .toList();
    }

    /** @throws IllegalArgumentException the text is not such a pattern; the message says why */
    static ArnPattern parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be an ARN of sts or iam with its account, and '*' only after the account");
        }
        if (text.contains("**") || text.substring(text.lastIndexOf(':') + 1).startsWith("*")) {
            throw new IllegalArgumentException("must say which kind of identity is meant, and has no '**'");
        }
        return new ArnPattern(text);
    }

    boolean matches(String arn) {
        if (!arn.startsWith(fixed)) {
            return false;
        }
        String[] parts = arn.substring(fixed.length()).split("/", -1);
        if (parts.length != segments.size()) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!segments.get(i).matches(parts[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
