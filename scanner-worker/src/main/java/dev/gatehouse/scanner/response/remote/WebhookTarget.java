package dev.gatehouse.scanner.response.remote;

import java.net.InetAddress;
import java.net.URI;

/**
 * Where a webhook goes: an https address, or a plain one of this machine's own.
 *
 * @param uri the address
 */
public record WebhookTarget(URI uri) {
    /** @throws IllegalArgumentException it is neither, or holds a name and password */
    public WebhookTarget {
        if (uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("the webhook's address must have a host and no user");
        }
        boolean plain = "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost());
        if (!plain && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("the webhook's address must be https, except on this machine");
        }
    }

    /** Names are not looked up: only localhost and literal addresses can be this machine's. */
    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            String literal = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return InetAddress.ofLiteral(literal).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    /** The host alone: paths of webhooks are often secrets. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getHost();
    }
}
