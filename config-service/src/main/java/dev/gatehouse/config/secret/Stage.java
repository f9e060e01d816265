package dev.gatehouse.config.secret;

import dev.gatehouse.service.failure.InvalidName;
import java.util.regex.Pattern;

/**
 * A name that points at one version of a secret: {@code AWSCURRENT}, {@code AWSPENDING}, {@code AWSPREVIOUS}, or one of
 * the caller's own. The rules are Secrets Manager's.
 */
public record Stage(String name) implements Comparable<Stage> {
    // First: the stages below are held to it.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,256}");

    public static final Stage CURRENT = new Stage("AWSCURRENT");
    public static final Stage PENDING = new Stage("AWSPENDING");
    public static final Stage PREVIOUS = new Stage("AWSPREVIOUS");

    public Stage {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidName("stage", "must have 1 to 256 of A-Z a-z 0-9 _ + = , . @ -");
        }
    }

    /** @throws InvalidName it is {@link #CURRENT}, without which a secret could not be read */
    public void requireRemovable() {
        if (equals(CURRENT)) {
            throw new InvalidName("stage", "is " + CURRENT + ", which can be moved and not removed");
        }
    }

    @Override
    public int compareTo(Stage other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
