package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.file.InflationResult.Reason;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The one gzip member that a file may be. {@link java.util.zip.GZIPInputStream} reads as many as there are, and CloudTrail's
 * digests speak of the first only, so that what is appended would be read and never checked.
 */
final class GzipMember {
    private static final int TRAILER_BYTES = 8;
    private static final int TYPICAL_RATIO = 12;
    private static final int SMALLEST_BUFFER = 4_096;

    private final byte[] stored;
    private final InflationLimits limits;
    private byte[] content;
    private int size;

    GzipMember(byte[] stored, InflationLimits limits) {
        this.stored = stored;
        this.limits = limits;
        long likely = Math.max(SMALLEST_BUFFER, (long) stored.length * TYPICAL_RATIO);
        this.content = new byte[(int) Math.min(likely, limits.maxInflated())];
    }

    ByteSlice inflate() throws BadGzip {
        int begin = GzipHeader.end(stored);
        // The raw form, without zlib's frame: header and trailer are gzip's, and are read by hand.
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(stored, begin, stored.length - begin);
            inflate(inflater);
            checkTrailer(stored.length - inflater.getRemaining());
        } catch (DataFormatException malformed) {
            throw BadGzip.damaged("the deflated data is malformed after " + size + " inflated bytes", begin);
        }
        return new ByteSlice(content, 0, size);
    }

    private void inflate(Inflater inflater) throws DataFormatException, BadGzip {
        while (!inflater.finished()) {
            if (size == content.length && size < limits.maxInflated()) {
                content = Arrays.copyOf(content, (int) Math.min(2L * size, limits.maxInflated()));
            }
            int count = size < content.length
                    ? inflater.inflate(content, size, content.length - size)
                    : inflater.inflate(new byte[1]);
            size += count;
            checkSize();
            if (count == 0 && !inflater.finished()) {
                throw noProgress(inflater);
            }
        }
    }

    private void checkSize() throws BadGzip {
        if (size > InflationLimits.RATIO_FROM && size > (long) stored.length * limits.maxRatio()) {
            throw new BadGzip(Reason.BOMB, "a byte becomes more than " + limits.maxRatio(), stored.length);
        }
        if (size > limits.maxInflated()) {
            throw new BadGzip(Reason.TOO_LARGE, "more than " + limits.maxInflated() + " inflated bytes", stored.length);
        }
    }

    private BadGzip noProgress(Inflater inflater) {
        return inflater.needsDictionary()
                ? BadGzip.damaged("the deflated data needs a dictionary", 0)
                : BadGzip.truncated("the file ends within the deflated data", stored.length);
    }

    private void checkTrailer(int at) throws BadGzip {
        if (stored.length - at < TRAILER_BYTES) {
            throw BadGzip.truncated("the file ends within the gzip trailer", stored.length);
        }
        CRC32 crc = new CRC32();
        crc.update(content, 0, size);
        if (uint32(at) != crc.getValue()) {
            throw BadGzip.damaged("the content fails its checksum", at);
        }
        if (uint32(at + 4) != size) {
            throw BadGzip.damaged("the content has another length than the trailer says", at + 4);
        }
        checkEnd(at + TRAILER_BYTES);
    }

    private void checkEnd(int end) throws BadGzip {
        if (end == stored.length) {
            return;
        }
        throw GzipHeader.isAt(stored, end)
                ? new BadGzip(Reason.SECOND_MEMBER, "a second gzip member follows the first", end)
                : new BadGzip(Reason.TRAILING_DATA, stored.length - end + " bytes follow the gzip member", end);
    }

    private long uint32(int at) {
        return (stored[at] & 0xffL)
                | (stored[at + 1] & 0xffL) << 8
                | (stored[at + 2] & 0xffL) << 16
                | (stored[at + 3] & 0xffL) << 24;
    }
}
