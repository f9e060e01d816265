package dev.gatehouse.config.parameter;

import dev.gatehouse.service.failure.InvalidName;
import java.util.regex.Pattern;

/** The rules of a label's name; they are Parameter Store's. */
public final class Labels {
    /** Labels that one version may carry. */
    public static final int MAX_PER_VERSION = 10;

    private static final Pattern LABEL = Pattern.compile("[A-Za-z_.-][A-Za-z0-9_.-]{0,99}");
    private static final Pattern RESERVED = Pattern.compile("(?i)(aws|ssm).*");

    private Labels() {}

    /** @throws InvalidName the text is not a label */
    public static void check(String label) {
        if (!LABEL.matcher(label).matches() || RESERVED.matcher(label).matches()) {
            throw new InvalidName(
                    "label",
                    "must have 1 to 100 of A-Z a-z 0-9 _ . -, not start with a digit, and not with 'aws' or 'ssm'");
        }
    }
}
