package dev.gatehouse.audit.event;

/**
 * What an event is known by: a second event of the same key is the same event.
 *
 * @param source who recorded it, in segments: {@code config-service}, {@code cloudtrail/111122223333}; 1 to 128
 *     characters of letters, digits and {@code . _ - / :}
 * @param uid the source's own name for it, 1 to 256 printable characters without spaces
 */
public record EventKey(String source, String uid) {
    /** Characters that a source may have. */
    public static final int MAX_SOURCE = 128;
    /** Characters that a uid may have. */
    public static final int MAX_UID = 256;

    /** @throws IllegalArgumentException one of them is not of its form; the message says which and why, not its text */
    public EventKey {
        require(
                !source.isEmpty() && source.length() <= MAX_SOURCE,
                "source must have 1 to " + MAX_SOURCE + " characters");
        require(!uid.isEmpty() && uid.length() <= MAX_UID, "uid must have 1 to " + MAX_UID + " characters");
        require(source.chars().allMatch(EventKey::inSource), "source may have letters, digits and . _ - / : only");
        require(
                uid.chars().allMatch(c -> c > ' ' && c < 0x7f),
                "uid may have printable ASCII characters without spaces only");
    }

    private static boolean inSource(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '-' && c <= ':') || c == '_';
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
