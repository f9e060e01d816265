package dev.gatehouse.service.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The URL of a presigned GetCallerIdentity request, taken apart: {@code https}, a host, the path {@code /}, and each
 * parameter of signature version 4 once. Nothing else is one.
 *
 * <p>Source: "Authenticating requests: using query parameters (AWS Signature Version 4)".
 */
record PresignedUrl(String host, Map<String, String> parameters) {
    static final String PREFIX = "gatehouse-aws-v1.";

    private static final String SESSION = "X-Amz-Security-Token";
    private static final Set<String> REQUIRED = Set.of(
            "Action",
            "Version",
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            "X-Amz-Date",
            "X-Amz-Expires",
            "X-Amz-SignedHeaders",
            "X-Amz-Signature");

    /** What a value may look like on the wire. A plus is left out: it is read as a space by some and not by others. */
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._~/:;=,@%-]+");

    PresignedUrl {
        parameters = Map.copyOf(parameters);
    }

    /** The URL that a bearer token carries; empty where it carries none of this form. */
    static Optional<PresignedUrl> parse(String bearer) {
        return decoded(bearer).flatMap(PresignedUrl::uri).flatMap(PresignedUrl::ofUri);
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** The query, written anew: sorted, and escaped as the signature has it. */
    String query() {
        StringBuilder query = new StringBuilder();
        new TreeMap<>(parameters)
                .forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(escaped(value)));
        return query.toString();
    }

    @Override
    public String toString() {
        return "PresignedUrl[" + host + ", [redacted]]";
    }

    private static Optional<String> decoded(String bearer) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(bearer.substring(PREFIX.length()));
            return Optional.of(StandardCharsets.US_ASCII
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    /** The URI; escapes that are none make it malformed, so that decoding its parts can't fail. */
    private static Optional<URI> uri(String url) {
        try {
            return Optional.of(new URI(url));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<PresignedUrl> ofUri(URI uri) {
        boolean plain = "https".equals(uri.getScheme())
                && uri.getHost() != null
                && uri.getHost().equals(uri.getRawAuthority())
                && "/".equals(uri.getRawPath())
                && uri.getRawQuery() != null
                && uri.getRawFragment() == null;
        return plain
                ? parameters(uri.getRawQuery()).map(parameters -> new PresignedUrl(uri.getHost(), parameters))
                : Optional.empty();
    }

    private static Optional<Map<String, String>> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals);
            String value = pair.substring(equals + 1);
            boolean fits = (REQUIRED.contains(name) || name.equals(SESSION))
                    && VALUE.matcher(value).matches();
            if (!fits || parameters.put(name, URLDecoder.decode(value, StandardCharsets.UTF_8)) != null) {
                return Optional.empty();
            }
        }
        return parameters.keySet().containsAll(REQUIRED) ? Optional.of(parameters) : Optional.empty();
    }

    private static String escaped(String value) {
        // URLEncoder writes forms; these three are where a form differs from RFC 3986.
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
