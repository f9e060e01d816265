package dev.gatehouse.service.document;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads a YAML document that nobody vouches for.
 *
 * <p>One document of mappings, lists and scalars is taken; anchors, aliases, tags and keys that are not texts or occur
 * twice are refused, so that a document is as large as it looks and names no class. Plain scalars are read by YAML
 * 1.2's core schema ({@code yes}, {@code on} and {@code 1:30} are texts), and numbers of more than
 * {@value YamlScalar#MAX_NUMBER_LENGTH} characters are refused.
 *
 * <p>Errors are {@link InvalidDocument}s that say the line and nothing of the content. Safe for use by many threads.
 */
public final class BoundedYaml {
    private final Limits limits;

    public BoundedYaml(Limits limits) {
        this.limits = limits;
    }

    /**
     * How large a document may be.
     *
     * @param bytes of its UTF-8 form
     * @param depth of nested mappings and lists; a scalar alone has depth 0
     */
    public record Limits(int bytes, int depth) {
        /** What a file of this service's own may have: 1 MiB, 32 levels. */
        public static final Limits FILE = new Limits(1_048_576, 32);

        public Limits {
            if (bytes < 1 || depth < 0 || depth > 500) {
                throw new IllegalArgumentException("bytes from 1, depth from 0 to 500");
            }
        }
    }

    /** @throws InvalidDocument the document breaks a limit or is not YAML as described above */
    public Document read(byte[] utf8) {
        String text = Utf8.decode(utf8, limits.bytes());
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(limits.bytes());
        try {
            return new YamlTree(new ParserImpl(new StreamReader(text), options), limits.depth()).read();
        } catch (MarkedYAMLException malformed) {
            // No cause here and below: its message quotes the document.
            throw new InvalidDocument(lineOf(malformed.getProblemMark()), "", "is not well-formed YAML");
        } catch (YAMLException unreadable) {
            throw new InvalidDocument(
                    InvalidDocument.NO_LINE, "", "is not YAML, or holds a character that YAML does not allow");
        }
    }

    private static int lineOf(@Nullable Mark mark) {
        return mark == null ? InvalidDocument.NO_LINE : mark.getLine() + 1;
    }
}
