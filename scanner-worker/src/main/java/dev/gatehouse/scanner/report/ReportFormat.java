package dev.gatehouse.scanner.report;

import java.io.IOException;
import java.io.Writer;

/** A form of reports. */
public interface ReportFormat {
    /**
     * Writes a report. The writer is flushed and stays open.
     *
     * @throws IOException the writer failed
     */
    void write(ScanReport report, Writer out) throws IOException;
}
