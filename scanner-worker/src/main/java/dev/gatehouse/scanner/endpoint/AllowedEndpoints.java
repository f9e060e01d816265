package dev.gatehouse.scanner.endpoint;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether an address that somebody else gave may be called: only https, only hosts of a list, and only where all that
 * the host's name resolves to is public. Whoever calls does not follow redirects.
 *
 * <p>The name is resolved once more when the connection is made. Java remembers what it resolved for half a minute, and a
 * name that leads elsewhere in spite of that has no certificate of the listed host.
 */
public final class AllowedEndpoints {
    private static final int HTTPS = 443;

    private final List<String> hosts;
    private final Resolver resolver;
    private final boolean anywhere;

    private AllowedEndpoints(List<String> hosts, Resolver resolver, boolean anywhere) {
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        this.resolver = resolver;
        this.anywhere = anywhere;
    }

    /** Finds the addresses of a name. */
    @FunctionalInterface
    public interface Resolver {
        /** @throws UnknownHostException there is none */
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    /** What was decided. */
    public sealed interface Verdict {}

    /** It may be called. */
    public record Allowed(URI uri) implements Verdict {}

    /** It may not; the reason does not repeat the address, which may be a credential. */
    public record Refused(String reason) implements Verdict {}

    /**
     * Hosts on the internet.
     *
     * @param hosts names, or {@code *.} and what names end with
     */
    public static AllowedEndpoints of(List<String> hosts, Resolver resolver) {
        return new AllowedEndpoints(hosts, resolver, false);
    }

    /** Listed hosts wherever they are, also by http and on any port: for a stand-in of AWS in local mode. */
    public static AllowedEndpoints local(List<String> hosts) {
        return new AllowedEndpoints(hosts, host -> List.of(), true);
    }

    /** Judges an address as a caller was given it. */
    public Verdict check(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            return new Refused("it is no URI");
        }
        Optional<String> host = Optional.ofNullable(uri.getHost()).map(name -> name.toLowerCase(Locale.ROOT));
        if (host.isEmpty() || uri.getUserInfo() != null) {
            return new Refused("it has no host, or has more than a host");
        }
        if (!isSecure(uri)) {
            return new Refused("it is not https on port 443");
        }
        if (hosts.stream().noneMatch(pattern -> matches(pattern, host.get()))) {
            return new Refused("its host is not allowed");
        }
        return anywhere ? new Allowed(uri) : resolved(uri, host.get());
    }

    private boolean isSecure(URI uri) {
        if (anywhere) {
            return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        }
        return "https".equalsIgnoreCase(uri.getScheme()) && (uri.getPort() == -1 || uri.getPort() == HTTPS);
    }

    private static boolean matches(String pattern, String host) {
        return pattern.startsWith("*.")
                ? host.endsWith(pattern.substring(1)) && host.length() >= pattern.length()
                : host.equals(pattern);
    }

    private Verdict resolved(URI uri, String host) {
        try {
            List<InetAddress> addresses = resolver.resolve(host);
            return !addresses.isEmpty() && addresses.stream().allMatch(PublicAddress::is)
                    ? new Allowed(uri)
                    : new Refused("its host has an address that is not public");
        } catch (UnknownHostException e) {
            return new Refused("its host is not known");
        }
    }
}
