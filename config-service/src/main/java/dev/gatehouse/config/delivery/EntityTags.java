package dev.gatehouse.config.delivery;

/** The comparison of entity tags in a condition, by RFC 9110, section 13. */
final class EntityTags {
    private EntityTags() {}

    /**
     * Whether a condition's list names a tag, or is {@code *}. A weak tag matches its strong twin: the list comes from
     * {@code If-None-Match}, which compares weakly.
     */
    static boolean anyMatches(String list, String etag) {
        if (list.equals(etag) || list.equals("*")) {
            return true;
        }
        for (String candidate : list.split(",", 64)) {
            String tag = candidate.strip();
            if ((tag.startsWith("W/") ? tag.substring(2) : tag).equals(etag)) {
                return true;
            }
        }
        return false;
    }
}
