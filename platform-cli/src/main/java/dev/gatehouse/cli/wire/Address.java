package dev.gatehouse.cli.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A path and a query of a service's API. What a person chose is encoded, so that it can't become more than a segment, a name or
 * a value.
 */
public final class Address {
    private final String path;
    private final String query;

    private Address(String path, String query) {
        this.path = path;
        this.query = query;
    }

    /** A path as it stands. */
    public static Address of(String path) {
        return new Address(path, "");
    }

    /** A segment more. */
    public Address segment(String text) {
        return new Address(path + "/" + encoded(text), query);
    }

    /** A name more whose slashes are the path's. */
    public Address name(String text) {
        StringBuilder more = new StringBuilder(path);
        for (String segment : text.split("/", -1)) {
            more.append('/').append(encoded(segment));
        }
        return new Address(more.toString(), query);
    }

    /** What is to be done with it, such as {@code :rotate}; or the rest of the path. */
    public Address then(String suffix) {
        return new Address(path + suffix, query);
    }

    /** A parameter of the query. */
    public Address with(String name, String value) {
        return new Address(path, query + (query.isEmpty() ? "?" : "&") + encoded(name) + "=" + encoded(value));
    }

    /** A parameter of the query, where there is one. */
    public Address with(String name, Optional<String> value) {
        return value.map(text -> with(name, text)).orElse(this);
    }

    /** The path without the query, which says enough to people. */
    public String path() {
        return path;
    }

    /** The path and the query. */
    public String text() {
        return path + query;
    }

    private static String encoded(String text) {
        // A segment of dots would go up.
        String plain = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return plain.equals(".") || plain.equals("..") ? plain.replace(".", "%2E") : plain;
    }
}
