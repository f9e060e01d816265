package dev.gatehouse.cli.wire;

import java.util.Map;

/**
 * What a request says besides its address.
 *
 * @param accept what answer is wanted
 * @param more further headers
 */
public record Header(String accept, Map<String, String> more) {
    /** JSON, and nothing further. */
    public static final Header NONE = new Header("application/json", Map.of());

    public Header {
        more = Map.copyOf(more);
    }
}
