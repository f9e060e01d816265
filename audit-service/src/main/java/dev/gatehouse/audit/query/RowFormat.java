package dev.gatehouse.audit.query;

/** How events are written one after the other. Each line is complete with its end; none has a line break within. */
public interface RowFormat {
    /** The Content-Type. */
    String contentType();

    /** What comes before the first event. */
    byte[] head();

    /** An event. */
    byte[] line(EventRow row);

    /** What comes after the last event: an export that ends without it was interrupted. */
    byte[] tail(ExportResult result);
}
