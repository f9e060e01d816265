package dev.gatehouse.scanner.report;

import java.nio.charset.StandardCharsets;

/** An object's path as a reference of RFC 3986: every byte that is not plain is percent-encoded. */
final class ObjectUri {
    private static final String PLAIN = "-._~!$'()*,;@/+=";

    private ObjectUri() {}

    /** The reference; relative paths stay relative, an absolute one gets the scheme {@code file}. */
    static String of(String path) {
        StringBuilder uri = new StringBuilder(path.startsWith("/") ? "file://" : "");
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (letter || PLAIN.indexOf(c) >= 0) {
                uri.append(c);
            } else {
                uri.append(String.format("%%%02X", (int) c));
            }
        }
        return uri.toString();
    }
}
