package dev.gatehouse.cli.command;

import dev.gatehouse.cli.shell.Failure;
import java.util.regex.Pattern;

/** Names that people type. What they mean is the service's business; here only their shape is looked at. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");

    private Names() {}

    /** An environment and one of its applications. */
    record Application(String environment, String name) {}

    /** {@code ENV/APP}. */
    static Application application(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || !isName(parts[0]) || !isName(parts[1])) {
            throw Failure.usage(
                    "an environment and an application are written as ENV/APP, for instance dev/researcher");
        }
        return new Application(parts[0], parts[1]);
    }

    /** {@code ENV}. */
    static String environment(String text) {
        if (!isName(text)) {
            throw Failure.usage("an environment is a name like dev, staging or prod");
        }
        return text;
    }

    /** {@code ENV} or {@code ENV/PATH}, without slashes around it. */
    static String below(String text) {
        String path = text.replaceAll("^/+|/+$", "");
        for (String segment : path.split("/", -1)) {
            if (!isName(segment)) {
                throw Failure.usage("a path is written as ENV/SEGMENT/SEGMENT, for instance dev/agents/common");
            }
        }
        return path;
    }

    /** A secret's whole name; no word of it is repeated, for it might be a value. */
    static String secret(String text) {
        if (!SECRET.matcher(text).matches()) {
            throw Failure.usage(
                    "a secret's name has letters, digits and /_+=.@- only, for instance aurora/dev/openai-api-key");
        }
        return text;
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.equals(".") && !text.equals("..");
    }
}
