package dev.gatehouse.scanner.finding;

import java.util.Optional;

/**
 * What is scanned as one piece: a file, a blob of a commit, an S3 object, a parameter.
 *
 * @param source where it comes from, such as {@code dir}, {@code git}, {@code s3://bucket} or {@code stdin}; not empty
 * @param path its name there, as the source writes it; an archive's entry stands after an exclamation mark,
 *     {@code a.zip!b/c.txt}, nested ones after further ones. It may hold any character: whoever prints it escapes it
 * @param version the commit, object version or revision, where the source has one
 */
public record ObjectName(String source, String path, Optional<String> version) {
    /** Between an archive's name and its entry's. */
    public static final char CONTAINER_MARK = '!';

    public ObjectName {
        if (source.isEmpty()) {
            throw new IllegalArgumentException("an object's source is empty");
        }
    }

    /** An object without a version. */
    public static ObjectName of(String source, String path) {
        return new ObjectName(source, path, Optional.empty());
    }

    /** The name of an entry of this archive. */
    public ObjectName entry(String name) {
        return new ObjectName(source, path + CONTAINER_MARK + name, version);
    }

    /** The path below the innermost archive: what rules and allowlists about paths look at besides the whole path. */
    public String innerPath() {
        return path.substring(path.lastIndexOf(CONTAINER_MARK) + 1);
    }
}
