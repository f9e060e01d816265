package dev.gatehouse.audit.http;

import dev.gatehouse.audit.query.QueryRefused;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request's query string: names and values in the form of
 * <a href="https://url.spec.whatwg.org/#urlencoded-parsing">application/x-www-form-urlencoded</a>, but strictly, since
 * what is repaired here would be searched for there.
 */
final class QueryString {
    private static final int MAX_PARAMETERS = 64;

    private QueryString() {}

    /**
     * The values by their names.
     *
     * @throws QueryRefused it is not of this form
     */
    static Map<String, List<String>> parse(@Nullable String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return values;
        }
        String[] pairs = query.split("&", -1);
        if (pairs.length > MAX_PARAMETERS) {
            throw new QueryRefused("the query string", "must have at most " + MAX_PARAMETERS + " parameters");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            values.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
        }
        return values;
    }

    /** Text with its percent signs decoded; a plus is a plus here, and in a query string a space. */
    static String percentDecoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                at++;
            } else {
                bytes.write(octet(text, at));
                at += 3;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new QueryRefused("the address", "must be UTF-8");
        }
    }

    private static String decoded(String text) {
        return percentDecoded(text.replace('+', ' '));
    }

    private static int octet(String text, int percent) {
        if (percent + 2 < text.length()) {
            int high = Character.digit(text.charAt(percent + 1), 16);
            int low = Character.digit(text.charAt(percent + 2), 16);
            if (high >= 0 && low >= 0) {
                return high << 4 | low;
            }
        }
        throw new QueryRefused("the address", "must have two hexadecimal digits after each percent sign");
    }
}
