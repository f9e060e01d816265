package dev.gatehouse.audit.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a Range header asks for of a number of bytes (RFC 9110, section 14.2). */
sealed interface ByteRange {
    /** All of it: there is no such header, or one of several ranges or another unit, which may be passed over. */
    record All() implements ByteRange {}

    /**
     * A part.
     *
     * @param from its first byte
     * @param to its last byte
     */
    record Part(long from, long to) implements ByteRange {}

    /** Nothing that is there. */
    record Outside() implements ByteRange {}

    /** {@code bytes=1-2}, {@code bytes=1-} and {@code bytes=-2}. */
    Pattern FORM = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** The range of a header. */
    static ByteRange of(@Nullable String header, long bytes) {
        Matcher form = FORM.matcher(header == null ? "" : header);
        if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
            return new All();
        }
        if (form.group(1).isEmpty()) {
            long last = Long.parseLong(form.group(2));
            return part(Math.max(0, bytes - last), last == 0 ? -1 : bytes - 1, bytes);
        }
        long from = Long.parseLong(form.group(1));
        long to = form.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(form.group(2));
        return to < from ? new All() : part(from, Math.min(to, bytes - 1), bytes);
    }

    private static ByteRange part(long from, long to, long bytes) {
        return from < bytes && from <= to ? new Part(from, to) : new Outside();
    }
}
