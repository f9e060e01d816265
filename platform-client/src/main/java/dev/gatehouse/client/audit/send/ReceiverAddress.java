package dev.gatehouse.client.audit.send;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** The address of a service that is sent a token: a scheme, a host, perhaps a port, and nothing else. */
public final class ReceiverAddress {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1\\]", Pattern.CASE_INSENSITIVE);

    private ReceiverAddress() {}

    /**
     * The address, if it is one.
     *
     * @param plain whether {@code http} may go to another machine than this one
     * @throws IllegalArgumentException it is none, or {@code http} to another machine without {@code plain}
     */
    public static URI of(URI address, boolean plain) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException("must be https://host or https://host:port");
        }
        if (scheme.equals("http") && !plain && !LOOPBACK.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "must be https: plain http would show the token and what goes with it on the way");
        }
        String path = address.getRawPath();
        boolean more = !(path.isEmpty() || path.equals("/"))
                || address.getRawQuery() != null
                || address.getRawFragment() != null
                || address.getRawUserInfo() != null;
        if (more) {
            throw new IllegalArgumentException("must have no path, query, fragment or user");
        }
        return address;
    }
}
