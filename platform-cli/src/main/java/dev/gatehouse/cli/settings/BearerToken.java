package dev.gatehouse.cli.settings;

import dev.gatehouse.cli.shell.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A token that a service is sent. It has no text form but the header. */
public final class BearerToken {
    private static final int MOST_BYTES = 16 * 1024;
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]+");

    private final String text;
    private final String from;

    private BearerToken(String text, String from) {
        if (!FORM.matcher(text).matches()) {
            throw Failure.usage(from + " has no token: it must be one line of ASCII without spaces");
        }
        this.text = text;
        this.from = from;
    }

    static BearerToken of(Given variable) {
        return new BearerToken(variable.text().strip(), variable.from());
    }

    /** The token in the file that a setting names. */
    static BearerToken in(Given file) {
        Path path = Path.of(file.text());
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw Failure.usage(file.from() + " names a file that is too large for a token: " + path);
            }
            return new BearerToken(Files.readString(path).strip(), "the file " + path);
        } catch (IOException e) {
            throw Failure.usage(file.from() + " names a file that can't be read: " + path);
        }
    }

    /** The value of the header {@code Authorization}. */
    public String header() {
        return "Bearer " + text;
    }

    /** Where it came from. */
    public String from() {
        return from;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
