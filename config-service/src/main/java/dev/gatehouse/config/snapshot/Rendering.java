package dev.gatehouse.config.snapshot;

/** A representation ready to be sent. Of a view that resolves secrets it holds them, so it never prints its body. */
public final class Rendering {
    private final Format format;
    private final byte[] body;
    private final String etag;

    /**
     * @param body from here on this object's, and not to be written to
     * @param etag strong, with its quotes: made of versions, never of values, and the same on every node
     */
    Rendering(Format format, byte[] body, String etag) {
        this.format = format;
        this.body = body;
        this.etag = etag;
    }

    public Format format() {
        return format;
    }

    /** The bytes themselves and no copy: they are sent as often as they are asked for, and never written to. */
    public byte[] body() {
        return body;
    }

    public String etag() {
        return etag;
    }

    @Override
    public String toString() {
        return format + " " + etag;
    }
}
