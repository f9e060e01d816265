package dev.gatehouse.audit.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/**
 * The last row of a page. A page that follows begins right after it in the query's order, whatever was added since: what
 * sorts before it is not seen any more, what sorts after it is.
 *
 * <p>As text it is opaque to callers, and belongs to one query: its checksum is over the filters, the order and itself. It
 * does not cover the time range, which moves with the clock where a caller leaves it out, nor what the caller may see,
 * which is applied to each page anew.
 *
 * @param time of the row's event, in microseconds
 * @param index of the row's event in the log
 */
public record Cursor(Instant time, long index) {
    private static final byte VERSION = 1;
    private static final int CHECKSUM = 8;
    private static final int BYTES = 1 + 8 + 8 + CHECKSUM;

    public Cursor {
        time = time.truncatedTo(ChronoUnit.MICROS);
    }

    /** What the caller hands back for the next page: base64url without padding. */
    public String text(EventFilter filter, Order order) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(micros())
                .putLong(index)
                .put(checksum(filter, order))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The cursor that a caller handed back.
     *
     * @throws QueryRefused it is not one that this query gave
     */
    public static Cursor parse(String text, EventFilter filter, Order order) {
        ByteBuffer bytes = ByteBuffer.wrap(decode(text));
        if (bytes.remaining() != BYTES || bytes.get() != VERSION) {
            throw new QueryRefused("cursor", "is not one that this service gave");
        }
        Cursor cursor = new Cursor(ofMicros(bytes.getLong()), bytes.getLong());
        byte[] checksum = new byte[CHECKSUM];
        bytes.get(checksum);
        if (!MessageDigest.isEqual(checksum, cursor.checksum(filter, order))) {
            throw new QueryRefused("cursor", "was given by a query with other filters or another order");
        }
        return cursor;
    }

    private static byte[] decode(String text) {
        try {
            return text.length() > 4 * BYTES
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private byte[] checksum(EventFilter filter, Order order) {
        MessageDigest sha256 = sha256();
        sha256.update(ByteBuffer.allocate(16).putLong(micros()).putLong(index).array());
        add(sha256, Optional.of(order.name()));
        add(sha256, filter.actor().map(TextFilter::pattern));
        add(sha256, filter.action().map(TextFilter::pattern));
        add(sha256, filter.resource().map(TextFilter::pattern));
        add(sha256, filter.outcome().map(Enum::name));
        add(sha256, filter.source().map(TextFilter::pattern));
        add(
                sha256,
                filter.classUid().isPresent()
                        ? Optional.of(Integer.toString(filter.classUid().getAsInt()))
                        : Optional.empty());
        add(sha256, filter.text());
        return ByteBuffer.allocate(CHECKSUM).put(sha256.digest(), 0, CHECKSUM).array();
    }

    private static void add(MessageDigest sha256, Optional<String> field) {
        byte[] bytes = field.orElse("").getBytes(UTF_8);
        sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        sha256.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("each Java platform has SHA-256", impossible);
        }
    }
}
