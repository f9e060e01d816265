package dev.gatehouse.audit.http;

import dev.gatehouse.audit.ingest.InvalidEvent;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Inflates a request's body, but never to more than its limits allow. */
final class ContentCoding {
    private static final int BUFFER = 64 << 10;

    private final long maxInflated;
    private final int maxRatio;

    ContentCoding(long maxInflated, int maxRatio) {
        this.maxInflated = maxInflated;
        this.maxRatio = maxRatio;
    }

    /**
     * The body as it was before it was compressed. Reading it fails with {@link InvalidEvent} where it is more than is
     * allowed, and with {@link IOException} where it is not what the header says.
     *
     * @param coding {@code Content-Encoding}; none means as it is
     * @throws InvalidEvent the coding is unknown here
     */
    InputStream inflate(byte[] body, @Nullable String coding) throws IOException {
        InputStream bytes = new ByteArrayInputStream(body);
        return switch (coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> bytes;
            case "gzip" -> new Bounded(new GZIPInputStream(bytes, BUFFER), limit(body));
            case "zstd" -> new Bounded(new ZstdInputStream(bytes), limit(body));
            default ->
                throw new InvalidEvent("unknown-coding", "Content-Encoding must be gzip or zstd, or not be there");
        };
    }

    private long limit(byte[] body) {
        return Math.min(maxInflated, Math.max(BUFFER, (long) body.length * maxRatio));
    }

    /** Ends a stream that has more than a number of bytes. */
    private static final class Bounded extends FilterInputStream {
        private final long limit;
        private long left;

        Bounded(InputStream stream, long limit) {
            super(stream);
            this.limit = limit;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = decoded(target, offset, length);
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new InvalidEvent(
                        "too-large",
                        "the body inflates to more than the " + limit
                                + " bytes that are allowed for it; events before are in the log");
            }
            return read;
        }

        /** The decoder's own complaints, of several types, as one. */
        private int decoded(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (RuntimeException e) {
                throw new IOException("the body is not of its coding", e);
            }
        }
    }
}
