package dev.gatehouse.infra.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page in the repository that a test writes, whole or between two markers. A test run compares it; with
 * {@code -Dgatehouse.write=true} it writes the page anew.
 */
public final class GeneratedPage {
    private static final boolean WRITE = Boolean.getBoolean("gatehouse.write");
    private static final String ANEW = "%s is not what the code says: write it anew with -Dgatehouse.write=true";

    private GeneratedPage() {}

    /** The whole page has this text. */
    public static void holds(Path page, String text) throws IOException {
        if (WRITE) {
            Files.createDirectories(page.toAbsolutePath().getParent());
            Files.writeString(page, text);
        }
        assertThat(page).as(ANEW, page).exists();
        assertThat(Files.readString(page)).as(ANEW, page).isEqualTo(text);
    }

    /** The part of the page between the two remarks that name it has this text. */
    public static void holds(Path page, String part, String text) throws IOException {
        String begin = "<!-- " + part + ": written by a test -->\n";
        String end = "<!-- end of " + part + " -->\n";
        String whole = Files.readString(page);
        int from = whole.indexOf(begin);
        int to = whole.indexOf(end);
        assertThat(from >= 0 && to > from).as("%s has a part %s", page, part).isTrue();
        holds(page, whole.substring(0, from + begin.length()) + "\n" + text + "\n" + whole.substring(to));
    }
}
