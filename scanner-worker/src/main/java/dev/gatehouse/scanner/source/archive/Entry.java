package dev.gatehouse.scanner.source.archive;

import java.io.InputStream;

/**
 * A file in an archive.
 *
 * @param name as the archive writes it, cut at {@link #NAME_CHARACTERS}; it may hold any character and any path
 * @param stream its bytes, until the next entry is asked for; closing it does nothing
 */
public record Entry(String name, InputStream stream) {
    /** The longest name. */
    public static final int NAME_CHARACTERS = 4096;

    public Entry {
        if (name.length() > NAME_CHARACTERS) {
            name = name.substring(0, NAME_CHARACTERS);
        }
    }
}
