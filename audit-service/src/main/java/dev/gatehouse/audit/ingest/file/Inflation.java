package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.file.InflationResult.Inflated;
import dev.gatehouse.audit.ingest.file.InflationResult.Reason;
import dev.gatehouse.audit.ingest.file.InflationResult.Refused;

/**
 * Inflates a file that is stored as exactly one gzip member (RFC 1952), or plainly: what does not begin as gzip does is its
 * own content, whatever its name ends in. The hash is of exactly the bytes that are parsed afterwards.
 */
public final class Inflation {
    private final InflationLimits limits;

    public Inflation(InflationLimits limits) {
        this.limits = limits;
    }

    /**
     * @param location where the file stands, for its events' origin
     * @param stored its bytes; not changed afterwards
     */
    public InflationResult inflate(String location, byte[] stored) {
        if (stored.length > limits.maxStored()) {
            return new Refused(Reason.TOO_LARGE, "more than " + limits.maxStored() + " stored bytes");
        }
        try {
            ByteSlice content = GzipHeader.isAt(stored, 0) ? new GzipMember(stored, limits).inflate() : plain(stored);
            return new Inflated(new InflatedFile(location, content, content.sha256()));
        } catch (BadGzip refused) {
            return refused.refused();
        }
    }

    private ByteSlice plain(byte[] stored) throws BadGzip {
        if (stored.length > limits.maxInflated()) {
            throw new BadGzip(Reason.TOO_LARGE, "more than " + limits.maxInflated() + " bytes", limits.maxInflated());
        }
        return ByteSlice.of(stored);
    }
}
