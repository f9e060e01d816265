package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.file.InflationResult.Inflated;
import dev.gatehouse.audit.ingest.file.InflationResult.Reason;
import dev.gatehouse.audit.ingest.file.InflationResult.Refused;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
            return new Inflated(new InflatedFile(location, content, sha256(content)));
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

    /** The SHA-256 of bytes, in lower-case hexadecimal. */
    public static String sha256(ByteSlice bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(bytes.array(), bytes.offset(), bytes.length());
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
